// Child of memory.test.ts: loads the model of the first argument locked into memory and prints the error that this throws.
import { loadModel } from '../dist/index.js';

try {
  await (await loadModel(process.argv[2], { mlock: true })).close();
  console.log('{}');
} catch ({ code, message, hint }) {
  console.log(JSON.stringify({ code, message, hint }));
}
