#!/usr/bin/env node
// `npm start`, and `farhand` after `npm link`: set up what is missing, then the command line in this same process.
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { ensureSetUp } from './ensure.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
await ensureSetUp(root);
const { main } = await import(pathToFileURL(join(root, 'cloud/dist/cli/main.js')).href);
await main(process.argv.slice(2));
