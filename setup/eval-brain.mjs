// `npm run eval:brain`: set up what is missing, then score the embedded brain on the blind set.
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureSetUp } from './ensure.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
await ensureSetUp(root);
const evaluate = join(root, 'cloud/dist/brain/embedded/evaluate.js');
process.exitCode = spawnSync(process.execPath, [evaluate, ...process.argv.slice(2)], { stdio: 'inherit' }).status ?? 1;
