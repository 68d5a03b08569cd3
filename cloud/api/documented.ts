// What a route says of itself: its place in the OpenAPI page, and the scope that a token needs for it.
import type { z } from 'zod';
import type { Scope } from '../users/principal.js';
import { errorSchema, jsonSchema } from './schemas.js';

export type RouteScope = Scope | 'any' | 'open';

interface Documentation {
  readonly summary: string;
  /** `open`: for everybody, without a token. `any`: a token of whatever scope. */
  readonly scope: RouteScope;
  readonly body?: z.ZodType;
  readonly query?: z.ZodType;
  readonly params?: z.ZodType;
  readonly answer?: readonly [status: number, schema: z.ZodType];
}

export interface RouteOptions {
  readonly schema: Record<string, unknown>;
  readonly config: { readonly scope: RouteScope };
}

export function documented(documentation: Documentation): RouteOptions {
  const { summary, scope, body, query, params, answer } = documentation;
  const schema: Record<string, unknown> = {
    summary,
    response: {
      ...(answer && { [answer[0]]: { description: 'As asked', ...jsonSchema(answer[1]) } }),
      '4xx': { description: 'What is wrong and what to do', ...jsonSchema(errorSchema) },
    },
    security: scope === 'open' ? [] : [{ token: [scope] }],
  };
  if (body) schema.body = jsonSchema(body, 'input');
  if (query) schema.querystring = jsonSchema(query, 'input');
  if (params) schema.params = jsonSchema(params, 'input');
  return { schema, config: { scope } };
}
