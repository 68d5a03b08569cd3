// Finds the handler of a request by method and path. Path patterns hold `:name` for one segment.

export type Json = Record<string, unknown>;

export interface RouteRequest {
  /** The value of a `:name` segment; the pattern guarantees that it is there. */
  param(name: string): string;
  readonly body: Json;
}

export type Handler = (request: RouteRequest) => unknown;
/** By `METHOD /path`. */
export type Routes = Readonly<Record<string, Handler>>;

export type Match =
  | { readonly kind: 'found'; readonly handler: Handler; readonly params: ReadonlyMap<string, string> }
  | { readonly kind: 'wrong method' }
  | { readonly kind: 'unknown' };

interface CompiledRoute {
  readonly method: string;
  readonly segments: readonly string[];
  readonly handler: Handler;
}

export class Router {
  readonly #routes: CompiledRoute[] = [];

  constructor(...tables: Routes[]) {
    for (const table of tables) {
      for (const [name, handler] of Object.entries(table)) {
        const [method = '', path = ''] = name.split(' ');
        this.#routes.push({ method, segments: path.split('/'), handler });
      }
    }
  }

  match(method: string, path: string): Match {
    const segments = path.split('/');
    let isKnownPath = false;
    for (const route of this.#routes) {
      const params = matchSegments(route.segments, segments);
      if (params === undefined) continue;
      if (route.method === method) return { kind: 'found', handler: route.handler, params };
      isKnownPath = true;
    }
    return { kind: isKnownPath ? 'wrong method' : 'unknown' };
  }
}

function matchSegments(pattern: readonly string[], path: readonly string[]): Map<string, string> | undefined {
  if (pattern.length !== path.length) return undefined;
  const params = new Map<string, string>();
  for (const [index, expected] of pattern.entries()) {
    const actual = path[index] as string;
    if (expected.startsWith(':')) params.set(expected.slice(1), decodeURIComponent(actual));
    else if (expected !== actual) return undefined;
  }
  return params;
}
