// The names of apps and what intents take, asked for once. A report that was saved brings them along.
import type { Vocabulary } from '@farhand/cloud';
import type { Intent } from '@farhand/shared';
import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { api, isSignedIn } from './api/client.js';
import { language } from './words/words.js';

export const vocabulary = signal<Vocabulary | undefined>(undefined);

export type IntentInfo = Vocabulary['intents'][number];

/** Until it is here, ids stand in the place of names. */
export function useVocabulary(): Vocabulary | undefined {
  const signedIn = isSignedIn.value;
  useEffect(() => {
    if (vocabulary.value || !signedIn) return;
    api<Vocabulary>('/v1/vocabulary').then(
      (answer) => {
        vocabulary.value = answer;
      },
      () => {
        // Ids it is, then; whatever else the page asks for says that the service does not answer.
      },
    );
  }, [signedIn]);
  return vocabulary.value;
}

export function appName(id: string): string {
  return vocabulary.value?.apps.find((app) => app.id === id)?.names[language.value] ?? id;
}

export function intentInfo(intent: Intent): IntentInfo | undefined {
  return vocabulary.value?.intents.find((info) => info.intent === intent);
}
