// What all pages of the set-up share: the way to the others, and how a setting is told that only the environment changes.
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Page } from '../components/page.js';
import { path } from '../router.js';
import { places } from './places.js';
import './setup.css';
import { t } from './words.js';

interface SetupViewProps {
  readonly title: string;
  readonly lead?: ComponentChildren;
  readonly actions?: ComponentChildren;
  readonly children: ComponentChildren;
}

export function SetupView({ title, lead, actions, children }: SetupViewProps) {
  const links = useRef<HTMLElement>(null);
  // On a phone's screen the links are wider than the page.
  useEffect(() => {
    links.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, []);
  return (
    <div class="setup">
      <nav ref={links} class="setup-pages" aria-label={t.pages}>
        <ul class="plain-list">
          {places.map(({ href, word }) => (
            <li key={href}>
              <a href={href} aria-current={path.value === href ? 'page' : undefined}>
                {t[word]}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <Page title={title} lead={lead} actions={actions}>
        {children}
      </Page>
    </div>
  );
}

/** Names the variables that change what is shown, which nothing here can. */
export function SetBy({ variables }: { readonly variables: readonly string[] }) {
  return (
    <p class="set-by">
      {t.setBy}{' '}
      {variables.map((variable, index) => (
        <>
          {index > 0 && ' · '}
          <code>{variable}</code>
        </>
      ))}{' '}
      {t.setByHow}
    </p>
  );
}
