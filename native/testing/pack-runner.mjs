// Child of packed-file-faults.test.ts: loads the model of the first argument with the packed file of the second, and prints
// what became of that and the logits after a few tokens.
import { loadModel } from '../dist/index.js';

const [path, packedFile] = process.argv.slice(2);
const model = await loadModel(path, { packedFile, threads: 1 });
const logits = await model.logits([5, 9, 17]);
process.stdout.write(JSON.stringify({ packedFile: model.info.packedFile, logits: Array.from(logits) }));
await model.close();
