import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { ModelFiles } from './testing/model-files.js';
import { randomModel } from './testing/random-model.js';

const FOLDER = path.dirname(fileURLToPath(import.meta.url));

const files = new ModelFiles();
afterAll(() => files.remove());

describe('a process that ends in the midst of work', () => {
  it.each([
    ['load', 3],
    ['logits', 3],
    ['generate', 3],
    ['worker', 3],
    ['abandon', 0],
  ])('ends as if nothing ran: %s', async (mode, status) => {
    const runner = path.join(FOLDER, 'testing', 'exit-runner.mjs');
    const addon = path.join(FOLDER, 'build', 'Release', 'farhand_engine.node');
    const model = files.add(randomModel({ context: 20_000 }).file);
    const child = spawn(process.execPath, [runner, addon, model, mode], { stdio: ['ignore', 'ignore', 'pipe'] });
    let complaints = '';
    child.stderr.on('data', (chunk) => {
      complaints += chunk;
    });
    const [code, signal] = await once(child, 'close');
    expect({ code, signal, complaints }).toEqual({ code: status, signal: null, complaints: '' });
  });
});
