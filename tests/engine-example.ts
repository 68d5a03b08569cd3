// The example of native/README.md, which is held against it word for word: here it is compiled.
import { loadModel } from '@farhand/native';

export async function answer(file: string, carryOut: (call: object) => Promise<void>, signal: AbortSignal) {
  const model = await loadModel(file);
  const context = model.createContext();
  const messages = [{ role: 'user' as const, content: 'Which is cheaper, 京东 or 淘宝?' }];
  for await (const event of context.generate({ messages, temperature: 1, signal })) {
    if (event.type === 'text') process.stdout.write(event.text);
    if (event.type === 'toolCall') await carryOut(event.call);
    if (event.type === 'done') console.error(event.reason, event.stats);
  }
  await model.dispose();
}
