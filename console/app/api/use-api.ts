// Reading from the API inside a component.
import { useEffect, useState } from 'preact/hooks';
import { ApiError, type Asking, api, isSignedIn } from './client.js';

export interface Loaded<Answer> {
  /** The newest answer; an older one stays while a newer is awaited. */
  readonly value: Answer | undefined;
  readonly error: ApiError | undefined;
  readonly reload: () => void;
}

/** Asks when the component appears, when `path` changes, after signing in, and at `reload()`; no path asks nothing. */
export function useApi<Answer>(path: string | undefined): Loaded<Answer> {
  const [round, setRound] = useState(0);
  const [state, setState] = useState<{ path?: string; value?: Answer; error?: ApiError }>({});
  const signedIn = isSignedIn.value;
  useEffect(() => {
    if (!path || !signedIn) return;
    const leaving = new AbortController();
    api<Answer>(path, { signal: leaving.signal }).then(
      (value) => setState({ path, value }),
      (error) => !leaving.signal.aborted && setState((before) => ({ ...before, path, error: asApiError(error) })),
    );
    return () => leaving.abort();
  }, [path, round, signedIn]);
  return { value: state.value, error: state.error, reload: () => setRound(round + 1) };
}

export interface Doing {
  /** What is being done is not done twice: true until it was answered. */
  readonly isBusy: boolean;
  readonly error: ApiError | undefined;
  /** Answers undefined when it failed; why stands in `error`. */
  readonly run: <Answer>(path: string, asking: Asking) => Promise<Answer | undefined>;
}

/** For buttons: `const { run, isBusy, error } = useDoing(); … run('/v1/tasks', { method: 'POST', body })`. */
export function useDoing(): Doing {
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<ApiError>();
  return {
    isBusy,
    error,
    run: async (path, asking) => {
      if (isBusy) return undefined;
      setBusy(true);
      setError(undefined);
      try {
        return await api(path, asking);
      } catch (failed) {
        setError(asApiError(failed));
        return undefined;
      } finally {
        setBusy(false);
      }
    },
  };
}

function asApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  return new ApiError({ code: 'INTERNAL', message: String(error), hint: '' }, 0);
}
