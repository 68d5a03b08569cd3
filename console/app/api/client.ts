// The one way to the service's API. Types come from the cloud's own schemas; the browser checks nothing that the service has
// checked. Every failure is an ApiError: a sentence with a hint, as the command line says it.
import type { ErrorBody } from '@farhand/shared';
import { signal } from '@preact/signals';
import { wordsOf } from '../words/words.js';

const t = wordsOf({
  unreachable: { en: 'The service does not answer', zh: '服务没有应答' },
  unreachableHint: { en: 'It goes on by itself as soon as it answers again.', zh: '恢复应答后会自动继续。' },
  strange: {
    en: (status: number) => `The service answered with status ${status}`,
    zh: (status: number) => `服务返回了状态 ${status}`,
  },
  strangeHint: { en: 'Load the page again.', zh: '请重新加载页面。' },
});

/** False from the moment that the service says so until somebody has signed in. */
export const isSignedIn = signal(true);

export class ApiError extends Error {
  /** A code of docs/errors.md, or LINK_LOST when nothing answered. */
  readonly code: string;
  readonly hint: string;
  readonly status: number;

  constructor({ code, message, hint }: { code: string; message: string; hint: string }, status: number) {
    super(message);
    this.code = code;
    this.hint = hint;
    this.status = status;
  }
}

export interface Asking {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal | undefined;
}

/** The answer as it came. Throws ApiError, and whatever the signal aborts with. */
export async function fetchApi(
  path: string,
  { method = 'GET', body, headers, signal: abort }: Asking = {},
): Promise<Response> {
  const response = await fetch(path, {
    method,
    headers: { ...headers, ...(body !== undefined && { 'content-type': 'application/json' }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    ...(abort && { signal: abort }),
  }).catch(() => {
    abort?.throwIfAborted();
    throw new ApiError({ code: 'LINK_LOST', message: t.unreachable, hint: t.unreachableHint }, 0);
  });
  if (response.ok) return response;
  const error = await errorOf(response);
  if (error.code === 'TOKEN_INVALID') isSignedIn.value = false;
  throw error;
}

/** `await api<TaskList>('/v1/tasks?limit=20')` */
export async function api<Answer>(path: string, asking?: Asking): Promise<Answer> {
  return (await fetchApi(path, asking)).json() as Promise<Answer>;
}

async function errorOf(response: Response): Promise<ApiError> {
  const { error } = (await response.json().catch(() => ({}))) as { error?: ErrorBody };
  const unknown = { code: 'INTERNAL', message: t.strange(response.status), hint: t.strangeHint };
  return new ApiError(error ?? unknown, response.status);
}
