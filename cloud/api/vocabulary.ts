// What plans are made of, for whoever shows or changes one: read from the tables that plans are checked by.
import { apps, intents, intentTable, outwardIntents, payingIntents, toolIntents } from '@farhand/shared';
import type { z } from 'zod';
import type { vocabularySchema } from './schemas.js';

export const vocabulary: z.infer<typeof vocabularySchema> = {
  apps: apps.map(({ id, names }) => ({ id, names: { zh: names.zh, en: names.en } })),
  intents: intents.map((intent) => ({
    intent,
    values: Object.entries(intentTable[intent]).map(([name, required]) => ({ name, required })),
    reaches: outwardIntents.has(intent) ? 'others' : payingIntents.has(intent) ? 'payment' : 'nobody',
    isTool: toolIntents.has(intent),
  })),
};
