// The engine's commands as scripts meet them, on the embedded model: in processes of their own where it is about streams,
// errors and exit codes, and in this one where it is about what the answer says.
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { Command } from 'commander';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { addEngineCommand } from './engine-command.js';

const main = new URL('../dist/cli/main.js', import.meta.url).href;
const model = join(
  dirname(createRequire(import.meta.url).resolve('@farhand/native')),
  '../model/farhand-brain-v1.gguf',
);
const home = mkdtempSync(join(tmpdir(), 'farhand-engine-command-'));
beforeAll(() => {
  vi.stubEnv('FARHAND_HOME', join(home, 'data'));
});
afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(home, { recursive: true, force: true });
});

interface Ended {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

async function engine(args: readonly string[], input = ''): Promise<Ended> {
  const script = 'const { main } = await import(process.argv[1]); await main(process.argv.slice(2));';
  const child = spawn(process.execPath, ['--input-type=module', '-e', script, main, 'engine', ...args]);
  child.stdin.end(input);
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  const [stdout, stderr, exitCode] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { exitCode, stdout, stderr };
}

/** What a command prints that succeeds. */
async function printed(args: readonly string[]): Promise<string> {
  const root = new Command();
  addEngineCommand(root, new AbortController().signal);
  const stdout = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  try {
    await root.parseAsync(['engine', ...args], { from: 'user' });
    return stdout.mock.calls.map(([chunk]) => String(chunk)).join('');
  } finally {
    stdout.mockRestore();
  }
}

async function json<T>(args: readonly string[]): Promise<T> {
  return JSON.parse(await printed([...args, '--model', model, '--json'])) as T;
}

describe('npm start -- engine', () => {
  test('info tells shape, types and memory', async () => {
    const info = await json<Record<string, unknown>>(['info']);
    expect(info).toMatchObject({ architecture: 'step35', layerCount: 6, tensorTypes: { F32: 36, Q8_0: 64 } });
    expect(info.cacheBytes).toHaveLength(1);
    expect(await printed(['info', '--model', model])).toMatch(
      /^layers +6: 4 full attention, 2 sliding over 32; 5 with experts$/m,
    );
  });

  test('tokenize turns text into ids and back, from a flag and from standard input', async () => {
    const given = 'open 微信\n';
    const { tokens, pieces } = await json<{ tokens: number[]; pieces: string[] }>(['tokenize', '--prompt', given]);
    expect(pieces.join('')).toBe(given);
    const piped = await engine(['tokenize', '--model', model, '--json'], given);
    expect(piped.exitCode, piped.stderr).toBe(0);
    expect(JSON.parse(piped.stdout)).toMatchObject({ tokens });
    expect(await json(['tokenize', '--tokens', tokens.join(',')])).toMatchObject({ text: given });
  });

  test('logits writes f32 of every position, whose largest is the token that generate takes', async () => {
    const out = join(home, 'logits.f32');
    const { vocabularySize } = await json<{ vocabularySize: number }>([
      'logits',
      '--tokens',
      '9,10,99',
      '--all',
      '--out',
      out,
    ]);
    const bytes = readFileSync(out);
    expect(bytes.length).toBe(3 * vocabularySize * 4);
    const row = Array.from({ length: vocabularySize }, (_, i) => bytes.readFloatLE((2 * vocabularySize + i) * 4));
    const best = row.indexOf(Math.max(...row));
    const last = await json<{ positions: unknown[] }>(['logits', '--tokens', '9,10,99', '--top', '1']);
    expect(last.positions).toEqual([
      { position: 2, token: 99, top: [{ token: best, text: expect.any(String), logit: row[best] }] },
    ]);
    const written = await json<{ tokens: number[] }>(['generate', '--tokens', '9,10,99', '-n', '1', '--temp', '0']);
    expect(written.tokens).toEqual([best]);
  });

  test('generate prints text and ids on stdout and the speed on stderr', async () => {
    const grammar = join(home, 'grammar.gbnf');
    writeFileSync(grammar, 'root ::= "open 微信"');
    const asked = ['generate', '--model', model, '--prompt', 'open', '--grammar', grammar];
    const run = await engine([...asked, '--jump-ahead']);
    expect(run.stdout).toMatch(/^open 微信\n\d+(,\d+)*\n$/);
    const [, tokens, forced] =
      /^(\d+) tokens, .*tok\/s; prompt of 1,.* (\d+) without asking; ended by grammar/.exec(run.stderr) ?? [];
    expect(tokens).toBe(forced);
  });

  test('generate tells how many guesses were right', async () => {
    const tokens = ['--tokens', '9,10,99', '-n', '20'];
    const run = await engine(['generate', '--model', model, ...tokens, '--draft', 'prompt-lookup']);
    expect(run.stderr).toMatch(/; \d+ of \d+ guesses right; ended by/);
    const counted = await json<Record<string, number>>([
      'generate',
      ...tokens,
      '--draft',
      'mtp',
      '--draft-tokens',
      '2',
    ]);
    expect(counted).toMatchObject({ draftedTokens: 0, acceptedTokens: 0 });
  });

  test('generate answers a conversation from a file', async () => {
    const messages = join(home, 'messages.json');
    writeFileSync(messages, JSON.stringify([{ role: 'user', content: 'open 微信' }]));
    const schema = join(home, 'schema.json');
    writeFileSync(schema, JSON.stringify({ enum: ['yes', 'no'] }));
    const answer = await json<{ text: string }>(['generate', '--messages', messages, '--schema', schema]);
    expect(answer).toMatchObject({ thinking: '', toolCalls: [], reason: 'grammar' });
    expect(['yes', 'no']).toContain(JSON.parse(answer.text));
  });

  test('bench prints medians with their spread', async () => {
    const sizes = ['--prefill', '20', '--prompt', '4', '--gen', '4', '--runs', '3'];
    const { prefill, decode } = await json<Record<'prefill' | 'decode', Record<string, number>>>(['bench', ...sizes]);
    for (const { slowest = 0, median = 0, fastest = 0 } of [prefill, decode]) {
      expect(slowest).toBeGreaterThan(0);
      expect(slowest).toBeLessThanOrEqual(median);
      expect(median).toBeLessThanOrEqual(fastest);
    }
  });

  test.each([
    ['a model that is not there', ['info', '--model', 'nowhere.gguf'], 'ENGINE_FILE_NOT_FOUND'],
    ['a token that the model lacks', ['generate', '--model', model, '--tokens', '9999999'], 'ENGINE_TOKEN_INVALID'],
    ['no prompt', ['generate', '--model', model], 'USAGE'],
    [
      'an option out of range',
      ['generate', '--model', model, '--tokens', '9', '--top-p', '2'],
      'ENGINE_OPTION_INVALID',
    ],
  ])('%s is bad usage, said with its code', async (_, args, code) => {
    const { exitCode, stdout } = await engine([...args, '--json']);
    expect(JSON.parse(stdout)).toEqual({ error: { code, message: expect.any(String), hint: expect.any(String) } });
    expect(exitCode).toBe(2);
  });

  test('logits --out says in one line what it wrote', async () => {
    const out = join(home, 'rows.f32');
    const { vocabularySize } = await json<{ vocabularySize: number }>(['info']);
    const run = await engine(['logits', '--model', model, '--tokens', '9,10,99', '--all', '--out', out]);
    const bytes = 3 * vocabularySize * 4;
    expect(run).toEqual({
      exitCode: 0,
      stdout: `${out}: ${bytes} bytes, 3 x ${vocabularySize} little-endian f32\n`,
      stderr: '',
    });
    expect(readFileSync(out)).toHaveLength(bytes);
  });

  test('cache, precision, threads and context are the flags of every command', async () => {
    const flags = ['--cache', 'q8_0', '--precision', 'fast', '--threads', '2', '--context', '64'];
    const info = await json<{ memory: { keysAndValues: number }; cacheBytes: { bytes: Record<string, number> }[] }>([
      'info',
      ...flags,
    ]);
    expect(info).toMatchObject({ cache: 'q8_0', precision: 'fast', threads: 2, contextLength: 64 });
    expect(info.cacheBytes[0]?.bytes.q8_0).toBe(info.memory.keysAndValues);
    const root = new Command();
    addEngineCommand(root, new AbortController().signal);
    const commands = root.commands[0]?.commands.filter((command) => command.name() !== 'pack') ?? [];
    expect(commands.map((command) => command.name())).toEqual(['info', 'tokenize', 'logits', 'generate', 'bench']);
    for (const command of commands) {
      for (const flag of ['--cache', '--precision', '--mlock', '--packed-file', '--threads', '--context'])
        expect(command.helpInformation()).toContain(flag);
    }
    const wrong = await engine(['info', '--model', model, '--cache', 'q4_0']);
    expect(wrong.exitCode).toBe(2);
    expect(wrong.stderr).toContain('Allowed choices are f32, f16, q8_0, auto');
  });

  test('pack makes the packed file that the others find, and removes it', async () => {
    const packed = join(home, 'brain.packed');
    const place = ['--packed-file', packed];
    const made = await json<{ bytes: number; seconds: number }>(['pack', ...place]);
    expect(made).toEqual({ state: 'written', path: packed, bytes: statSync(packed).size, seconds: expect.any(Number) });
    const info = await json<{ memory: Record<string, number> }>(['info', ...place]);
    expect(info).toMatchObject({ packedFile: { state: 'found', path: packed, bytes: made.bytes } });
    expect(info.memory).toMatchObject({ packed: 0, packedFile: expect.any(Number) });
    const told = await printed(['info', '--model', model, ...place]);
    expect(told).toMatch(/^packed weights +\S+brain\.packed \(\d+\.\d\d MiB\), found and checked$/m);
    expect(await json(['pack', ...place, '--remove'])).toEqual({ removed: [packed] });
    expect(await engine(['pack', '--model', model, ...place, '--remove'])).toEqual({
      exitCode: 0,
      stdout: 'there was none\n',
      stderr: '',
    });
  });

  test('a packed file that is no good costs one line, and one that cannot be written is bad usage of pack', async () => {
    const packed = join(home, 'damaged.packed');
    writeFileSync(packed, 'no packed weights');
    const place = ['--packed-file', packed];
    const written = await engine(['tokenize', '--model', model, '--prompt', 'open', '--json', ...place]);
    expect(written.stderr).toBe(`! The packed file ${packed} is damaged. It was written anew.\n`);
    const nowhere = join(home, 'nowhere', 'model.packed');
    const refused = await engine(['pack', '--model', model, '--packed-file', nowhere, '--json']);
    expect(JSON.parse(refused.stdout)).toMatchObject({ error: { code: 'ENGINE_PACKED_FILE_UNWRITABLE' } });
    expect(refused.exitCode).toBe(2);
  });

  test('unknown flags are refused', async () => {
    const { exitCode, stderr } = await engine(['info', '--model', model, '--yes']);
    expect(exitCode).toBe(2);
    expect(stderr).toContain("unknown option '--yes'");
  });

  test('starts nothing: the data folder stays away', () => {
    expect(readdirSync(home)).not.toContain('data');
  });
});
