// The reader's process: takes pictures over the channel to its parent, answers with what they say. One at a time, in the
// order they came; one that nobody waits for any more is given up between two lines.

import type { ReaderAnswer, ReaderRequest } from './messages.js';
import { loadModels } from './models.js';
import { PictureText } from './picture-text.js';

const given = new Set<number>();
const text = loadModels().then((models) => new PictureText(models));
// Whoever asks is told.
text.catch(() => {});
let last: Promise<void> = Promise.resolve();

process.on('message', (message: ReaderRequest) => {
  if (message.kind === 'forget') {
    given.delete(message.id);
    return;
  }
  given.add(message.id);
  last = last.then(() => answer(message));
});

async function answer({ id, png, parts }: Extract<ReaderRequest, { kind: 'read' }>): Promise<void> {
  try {
    if (!given.has(id)) throw new Error('It was given up before it was begun');
    const reader = await text;
    const read = await reader.read(png, parts, () => given.has(id));
    send({ id, read, counts: reader.counts });
  } catch (error) {
    send({ id, error: (error as Error).message });
  } finally {
    given.delete(id);
  }
}

function send(message: ReaderAnswer): void {
  process.send?.(message);
}
