import { WaitingBadge } from '../decide/waiting-badge.js';
import { path } from '../router.js';
import { t } from './words.js';

const places = [
  { href: '/', word: 'ask', icon: 'M3 4h14v9H9l-4 3.5V13H3Z' },
  { href: '/tasks', word: 'tasks', icon: 'M3.5 5.5l1.3 1.3 2.4-2.8M3.5 14.5l1.3 1.3 2.4-2.8M10 6h7M10 15h7' },
  {
    href: '/skills',
    word: 'skills',
    icon: 'M10 2.5l2.2 4.9 5.3.6-4 3.6 1.1 5.3L10 14.2l-4.6 2.7 1.1-5.3-4-3.6 5.3-.6Z',
  },
  {
    href: '/phones',
    word: 'phones',
    icon: 'M6 2h8a1 1 0 0 1 1 1v14a1 1 0 0 1-1 1H6a1 1 0 0 1-1-1V3a1 1 0 0 1 1-1ZM9 15.5h2',
  },
  { href: '/setup', word: 'setup', icon: 'M3 6h6M13 6h4M3 14h3M10 14h7M11 4v4M8 12v4' },
] as const;

export function Navigation() {
  return (
    <nav class="navigation" aria-label={t.navigation}>
      <ul class="plain-list">
        {places.map(({ href, word, icon }) => (
          <li key={href}>
            <a href={href} aria-current={isHere(href) ? 'page' : undefined}>
              <svg viewBox="0 0 20 20" aria-hidden="true">
                <path d={icon} />
              </svg>
              {t[word]}
              {word === 'tasks' && <WaitingBadge />}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function isHere(href: string): boolean {
  return path.value === href || (href !== '/' && path.value.startsWith(`${href}/`));
}
