// What waits for the user, followed once for all that show it, for as long as somebody is signed in. What is new is told to
// whoever allowed it.
import type { Question, Questions } from '@farhand/cloud';
import { effect, signal } from '@preact/signals';
import { isSignedIn } from '../api/client.js';
import { follow } from '../api/follow.js';
import { alertOf, readySound } from './alert.js';

/** Undefined until the service has told. */
export const questions = signal<readonly Question[] | undefined>(undefined);

let isFollowed = false;

/** To be called by whoever shows them. */
export function followQuestions(): void {
  if (isFollowed) return;
  isFollowed = true;
  readySound();
  let leaving: AbortController | undefined;
  effect(() => {
    leaving?.abort();
    if (!isSignedIn.value) return;
    leaving = new AbortController();
    follow('/v1/questions/events', { signal: leaving.signal, onEvent: ({ data }) => take(JSON.parse(data)) }).catch(
      () => undefined,
    );
  });
}

function take({ questions: asked }: Questions): void {
  const known = new Set(questions.value?.map(({ taskId }) => taskId));
  // What waited before the page was opened is no news.
  const isNews = questions.value !== undefined;
  questions.value = asked;
  if (isNews) for (const question of asked) if (!known.has(question.taskId)) alertOf(question);
}
