// Which page is shown, by the address. Plain links do it: a click on `<a href="/tasks">` is taken up here, and everything
// that a browser does with links (new tab, copy, back) stays as it is.
import { computed, signal } from '@preact/signals';

const address = signal(new URL(location.href));

export const path = computed(() => address.value.pathname);
export const query = computed(() => address.value.searchParams);

window.addEventListener('popstate', () => {
  address.value = new URL(location.href);
});

document.addEventListener('click', (event) => {
  const link = (event.target as Element | null)?.closest?.('a');
  if (!link || event.defaultPrevented || event.button !== 0) return;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  if (link.origin !== location.origin || link.target || link.hasAttribute('download') || !isPage(link.pathname)) return;
  event.preventDefault();
  if (link.hash && link.pathname === location.pathname && link.search === location.search) {
    location.hash = link.hash;
    return;
  }
  navigate(link.pathname + link.search + link.hash);
});

/** `replace`: the page that is left is not one to come back to. */
export function navigate(to: string, { replace = false }: { replace?: boolean } = {}): void {
  const next = new URL(to, location.href);
  const samePage = next.pathname === address.value.pathname;
  if (replace) history.replaceState(null, '', next);
  else history.pushState(null, '', next);
  address.value = next;
  if (!samePage) window.scrollTo(0, 0);
}

/** `/tasks/:id` against `/tasks/17` answers `{ id: '17' }`; undefined when they differ. */
export function match(pattern: string, actual: string): Record<string, string> | undefined {
  const want = pattern.split('/');
  const have = actual.replace(/(.)\/$/, '$1').split('/');
  if (want.length !== have.length) return undefined;
  const found: Record<string, string> = {};
  for (const [at, part] of want.entries()) {
    const given = have[at] ?? '';
    if (part.startsWith(':')) found[part.slice(1)] = decodeURIComponent(given);
    else if (part !== given) return undefined;
  }
  return found;
}

/** Addresses of the API and of its documentation are no pages of the console. */
function isPage(pathname: string): boolean {
  return !/^\/(v1|docs|mcp|metrics|healthz|readyz)(\/|$)/.test(pathname);
}
