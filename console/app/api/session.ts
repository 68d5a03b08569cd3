// Signing in and out. A sign-in link holds its code in the fragment, which no server sees; it is taken out of the address
// before anything else is done, so that it stands in no history and no bookmark.
import type { SessionView } from '@farhand/cloud';
import { signal } from '@preact/signals';
import { keepDraft } from '../ask/draft.js';
import { ApiError, api, isSignedIn } from './client.js';

/** Undefined until the service has said who is signed in. */
export const session = signal<SessionView | undefined>(undefined);

/** Why the link that the page was opened with did not sign in. */
export const linkRefused = signal<ApiError | undefined>(undefined);

/** Called once, before anything is shown. Without an answer from the service the page is shown all the same. */
export async function beginSession(): Promise<void> {
  const code = new URLSearchParams(location.hash.slice(1)).get('sign-in');
  if (code !== null) {
    history.replaceState(null, '', location.pathname + location.search);
    await signIn({ code }).catch((error: unknown) => {
      if (error instanceof ApiError) linkRefused.value = error;
    });
  }
  if (!session.value) await whoIsIt();
}

/** Throws ApiError SIGN_IN_REFUSED. */
export async function signIn(by: { code: string } | { token: string }): Promise<void> {
  session.value = await api<SessionView>('/v1/session', { method: 'POST', body: by });
  linkRefused.value = undefined;
  isSignedIn.value = true;
}

export async function signOut(): Promise<void> {
  await api('/v1/session', { method: 'DELETE' });
  // Whoever signs in next is somebody else, perhaps.
  keepDraft(undefined);
  session.value = undefined;
  isSignedIn.value = false;
}

async function whoIsIt(): Promise<void> {
  try {
    session.value = await api<SessionView>('/v1/session');
    // A link that was opened a second time in a browser that is signed in has done its work.
    linkRefused.value = undefined;
  } catch {
    // Signed out, which the client has noted, or no answer, which every view says of itself.
  }
}
