// Every page of the console: its address, and where its code is. All but asking are loaded when they are first shown.
import type { ComponentType } from 'preact';
import { match } from './router.js';

/** What an address names: `/tasks/:id` gives `id`. */
export interface PageProps {
  readonly params: Readonly<Record<string, string>>;
}

export interface Route {
  readonly pattern: string;
  readonly load: () => Promise<{ readonly default: ComponentType<PageProps> }>;
}

export const routes: readonly Route[] = [
  { pattern: '/', load: () => import('./ask/ask-page.js') },
  { pattern: '/tasks', load: () => import('./tasks/tasks-page.js') },
  { pattern: '/tasks/:id', load: () => import('./task/task-page.js') },
  { pattern: '/skills', load: () => import('./skills/skills-page.js') },
  { pattern: '/phones', load: () => import('./phones/phones-page.js') },
  { pattern: '/phones/:id', load: () => import('./phones/phone-page.js') },
  { pattern: '/setup', load: () => import('./setup/setup-page.js') },
  { pattern: '/setup/phones', load: () => import('./setup/phones/phones-page.js') },
  { pattern: '/setup/models', load: () => import('./setup/models/models-page.js') },
  { pattern: '/setup/budgets', load: () => import('./setup/budgets/budgets-page.js') },
  { pattern: '/setup/policy', load: () => import('./setup/policy/policy-page.js') },
  { pattern: '/setup/tools', load: () => import('./setup/tools/tools-page.js') },
  { pattern: '/setup/users', load: () => import('./setup/users/users-page.js') },
  { pattern: '/setup/schedules', load: () => import('./setup/schedules/schedules-page.js') },
  { pattern: '/setup/figures', load: () => import('./setup/figures/figures-page.js') },
  { pattern: '/setup/settings', load: () => import('./setup/settings/settings-page.js') },
];

export function routeOf(path: string): { route: Route; params: Record<string, string> } | undefined {
  for (const route of routes) {
    const params = match(route.pattern, path);
    if (params) return { route, params };
  }
  return undefined;
}
