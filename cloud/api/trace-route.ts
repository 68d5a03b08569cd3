// A span around each request that a token is needed for; who sends a `traceparent` finds it in the own trace.
import { traced } from '@farhand/shared';
import type { RouteOptions } from 'fastify';

export function traceRoute(route: RouteOptions): void {
  if (route.config?.scope === undefined || route.config.scope === 'open') return;
  const { handler, url } = route;
  route.handler = function (request, reply) {
    const parent = request.headers.traceparent;
    return traced(
      `${request.method} ${url}`,
      { 'http.request.method': request.method, 'http.route': url },
      async () => handler.call(this, request, reply),
      typeof parent === 'string' ? parent : undefined,
    );
  };
}
