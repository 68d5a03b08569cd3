// Shows the page of the address; its code is loaded the first time. After a change of page the focus goes to its content, so
// that keyboard and screen reader begin there.
import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Button } from '../components/button.js';
import { EmptyState, Loading } from '../components/state.js';
import { path } from '../router.js';
import { type PageProps, type Route, routeOf } from '../routes.js';
import { t } from './words.js';

const loaded = new Map<Route, ComponentType<PageProps>>();

export function Outlet() {
  const found = routeOf(path.value);
  if (!found) {
    return (
      <EmptyState title={t.notFound}>
        <a href="/">{t.toAsk}</a>
      </EmptyState>
    );
  }
  return <Loaded key={path.value} {...found} />;
}

let isFirst = true;

function Loaded({ route, params }: { route: Route; params: Record<string, string> }) {
  const [state, setState] = useState<'loading' | 'there' | 'failed'>(loaded.has(route) ? 'there' : 'loading');
  useEffect(() => {
    if (!isFirst) document.getElementById('content')?.focus({ preventScroll: true });
    isFirst = false;
    if (loaded.has(route)) return;
    route.load().then(
      (module) => {
        loaded.set(route, module.default);
        setState('there');
      },
      () => setState('failed'),
    );
  }, [route]);
  const View = loaded.get(route);
  if (View) return <View params={params} />;
  if (state === 'loading') return <Loading />;
  // Another version of the console may have been put in the place of this one.
  return (
    <EmptyState title={t.notLoaded}>
      <Button onClick={() => location.reload()}>{t.reload}</Button>
    </EmptyState>
  );
}
