// The command line as scripts and people meet it: one JSON object, exit codes, clear refusals, nothing left behind.
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { taskResultSchema } from '@farhand/shared';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { CommandLine, type Running } from './command-line.js';
import { leftOver, processesOf } from './processes.js';

const runTimeoutMs = 120_000;

let farhand: CommandLine;

function inFoldersOfTheirOwn(): void {
  beforeEach(() => {
    farhand = new CommandLine({ FARHAND_VIRTUAL_PHONE: 'always' });
  });
  afterEach(async () => {
    await farhand.close();
  });
}

describe('npm start', () => {
  inFoldersOfTheirOwn();

  test(
    'a switch of a phone that is misspelt is named before anything starts',
    async () => {
      const misspelt = await farhand.run(['phone', '--switch', 'pop-up']);
      expect(misspelt.stderr).toContain('Did you mean popup?');
      expect(misspelt.exitCode).toBe(2);
    },
    runTimeoutMs,
  );

  test(
    'tools are listed, also those of servers; research without a model that converses names the setting',
    async () => {
      const mcpServers = { broken: { command: '/no/such/program' } };
      writeFileSync(join(farhand.home, 'tools.json'), JSON.stringify({ mcpServers }));
      const [tools, research] = await Promise.all([
        farhand.run(['tools', 'find', 'papers']),
        farhand.run(['research', 'How hot should tea be?', '--json']),
      ]);
      expect(tools.stdout).toMatch(/^arxiv_search .*\n[\s\S]*broken: .*ENOENT/);
      expect(tools.exitCode).toBe(0);
      expect(JSON.parse(research.stdout)).toMatchObject({
        error: { code: 'BRAIN_REFUSED', hint: expect.stringContaining('FARHAND_BRAIN_URL') },
      });
      expect(research.exitCode).toBe(6);
    },
    runTimeoutMs,
  );

  test(
    'the doctor looks, and its exit code is that of what is missing',
    async () => {
      const well = await farhand.run(['doctor', '--json']);
      expect(JSON.parse(well.stdout)).toMatchObject({ ok: true });
      expect(well.exitCode).toBe(0);
      const nobody = await farhand.run(['doctor'], { FARHAND_HAND_URL: 'http://127.0.0.1:9/v1' });
      expect(nobody.stdout).toMatch(/✗ .*model: text[\s\S]*Next: /);
      expect(nobody.exitCode).toBe(1);
    },
    runTimeoutMs,
  );

  test(
    'what is kept for replay is listed and forgotten',
    async () => {
      const listed = await farhand.run(['replays']);
      expect(listed).toMatchObject({ exitCode: 0, stdout: 'No goal has been recorded yet.\n' });
      const forgotten = await farhand.run(['replays', 'wechat', '--forget', '--json']);
      expect(JSON.parse(forgotten.stdout)).toEqual({ forgotten: 0 });
    },
    runTimeoutMs,
  );

  test(
    'plan plans and does nothing else; a service file that a crash left behind keeps nobody from working',
    async () => {
      // The process id is somebody else's by now: this test's own.
      const left = { url: 'http://127.0.0.1:9', token: 'token-of-a-crashed-service', pid: process.pid };
      writeFileSync(join(farhand.home, 'service.json'), JSON.stringify(left));
      const run = await farhand.run(['plan', '比较一下辛拉面在淘宝和拼多多的价格', '--json']);
      expect(run.exitCode).toBe(0);
      expect(JSON.parse(run.stdout)).toMatchObject({
        plan: { language: 'zh', combine: 'compare_prices', subtasks: [{ app: 'taobao' }, { app: 'pinduoduo' }] },
      });
    },
    runTimeoutMs,
  );
});

describe('beside a service that runs, a command', () => {
  let serving: Running;
  beforeAll(async () => {
    farhand = new CommandLine({ FARHAND_VIRTUAL_PHONE: 'always', FARHAND_DEVICE_WAIT_SECONDS: '1' });
    serving = farhand.start(['serve']);
    await serving.seen(/serves at http/);
  }, runTimeoutMs);
  afterAll(async () => {
    serving.interrupt();
    expect(await serving.ended).toMatchObject({ exitCode: 0 });
    expect(await leftOver(farhand.home, 5000)).toEqual([]);
    await farhand.close();
  });

  test(
    'begins at once, and is listed',
    async () => {
      const run = await farhand.run(['--json', 'open WeChat']);
      expect(JSON.parse(run.stdout)).toMatchObject({ status: 'done' });
      const tasks = await farhand.run(['tasks', '--json']);
      expect(JSON.parse(tasks.stdout)).toMatchObject({ tasks: [{ status: 'done', command: 'open WeChat' }] });
    },
    runTimeoutMs,
  );

  test(
    'shows people the plan, the steps and the answer, and keeps stdout for the answer',
    async () => {
      const run = await farhand.run(['How much is the Mac Mini M4 on Taobao?']);
      expect(run.stderr).toMatch(/Plan[\s\S]*s1[\s\S]*step 1[\s\S]*✔ Taobao/);
      expect(run.stdout).toMatch(/¥\d/);
      expect(run.stdout).not.toContain('●');
      expect(run.exitCode).toBe(0);
    },
    runTimeoutMs,
  );

  test(
    'devices: lists the virtual phone',
    async () => {
      const run = await farhand.run(['devices', '--json']);
      expect(run.exitCode).toBe(0);
      expect(JSON.parse(run.stdout)).toMatchObject({ devices: [{ state: 'idle', virtual: true }] });
    },
    runTimeoutMs,
  );

  test(
    'with a message waits for the user: exit code 3, and nothing is done',
    async () => {
      const run = await farhand.run(['--json', "Send 'meeting moved to 3 pm' to Zhang San on WeChat"]);
      expect(run.exitCode).toBe(3);
      expect(JSON.parse(run.stdout)).toMatchObject({
        status: 'needs_user',
        reports: [],
        error: { code: 'NEEDS_CONFIRMATION', hint: expect.stringContaining('--yes') },
      });
    },
    runTimeoutMs,
  );

  test(
    'that the embedded brain cannot do is refused with the setting that connects a larger one',
    async () => {
      const run = await farhand.run(['--json', 'write me a poem about the sea']);
      expect(run.exitCode).toBe(6);
      expect(JSON.parse(run.stdout)).toMatchObject({
        status: 'refused',
        error: { code: 'BRAIN_REFUSED', hint: expect.stringContaining('FARHAND_BRAIN_URL') },
      });
    },
    runTimeoutMs,
  );

  test.each<[string, string[], number, RegExp]>([
    ['for an app that is not installed', ['open Kuaishou'], 1, /APP_NOT_INSTALLED/],
    ['for a phone that is not there', ['open WeChat', '--device', 'nobody'], 4, /NO_DEVICE/],
  ])(
    '%s ends in one sentence, a hint and the right exit code',
    async (_, args, exitCode, sentence) => {
      const run = await farhand.run(args);
      expect(run.stderr).toMatch(sentence);
      expect(run.stderr).not.toMatch(/\n\s+at /);
      expect(run.exitCode).toBe(exitCode);
    },
    runTimeoutMs,
  );
});

describe('bad input ends in one sentence, a hint and the right exit code', () => {
  inFoldersOfTheirOwn();

  const bad: [string, string[], Record<string, string>, number, RegExp][] = [
    ['an empty command', ['   '], {}, 2, /COMMAND_EMPTY/],
    ['a command of 100 kB', ['word '.repeat(20_000)], {}, 2, /COMMAND_TOO_LONG/],
    ['an unknown flag', ['--jsn', 'open WeChat'], {}, 2, /--json/],
    ['a setting that is no number', ['open WeChat'], { FARHAND_PORT: 'many' }, 2, /FARHAND_PORT "many" is not valid/],
    [
      'an address of a vision model that is none',
      ['open WeChat'],
      { FARHAND_HAND_URL: 'nowhere' },
      2,
      /CONFIG_INVALID/,
    ],
  ];
  test.each(bad)(
    '%s',
    async (_, args, env, exitCode, sentence) => {
      const run = await farhand.run(args, env);
      expect(run.stderr).toMatch(sentence);
      expect(run.stderr).not.toMatch(/\n\s+at /);
      expect(run.exitCode).toBe(exitCode);
    },
    runTimeoutMs,
  );

  test(
    'a damaged model file',
    async () => {
      const path = join(farhand.home, 'damaged.gguf');
      writeFileSync(path, Buffer.concat([Buffer.from('GGUF'), Buffer.alloc(100, 0xff)]));
      const run = await farhand.run(['plan', '--json', 'open WeChat'], { FARHAND_BRAIN_MODEL_PATH: path });
      expect(run.exitCode).toBe(1);
      expect(JSON.parse(run.stdout)).toMatchObject({ error: { code: 'BRAIN_MODEL_INVALID' } });
    },
    runTimeoutMs,
  );

  test(
    'a port that somebody else has',
    async () => {
      const other = createServer().listen(0, '127.0.0.1');
      await new Promise((resolve) => other.once('listening', resolve));
      try {
        const { port } = other.address() as AddressInfo;
        const run = await farhand.run(['serve', '--port', String(port)]);
        expect(run.stderr).toMatch(/PORT_TAKEN/);
        expect(run.exitCode).toBe(2);
      } finally {
        other.close();
      }
    },
    runTimeoutMs,
  );
});

describe('an end in the midst of a task', () => {
  inFoldersOfTheirOwn();

  test(
    'Ctrl-C cancels it and leaves no process',
    async () => {
      const run = farhand.start(['Compare Mac Mini M4 prices across Taobao, JD.com and Pinduoduo']);
      await run.seen(/step 2/);
      run.interrupt();
      expect(await run.ended).toMatchObject({
        exitCode: 1,
        stderr: expect.stringContaining('The command was interrupted'),
      });
      expect(await leftOver(farhand.home, 5000)).toEqual([]);
      const tasks = await farhand.run(['tasks', '--json']);
      expect(JSON.parse(tasks.stdout)).toMatchObject({ tasks: [{ status: 'failed' }] });
    },
    runTimeoutMs,
  );

  test(
    'a kill -9 leaves no bridge, Appium, adb or phone; the next command carries a comparison out, and prints exactly one JSON object that fits the published schema',
    async () => {
      const command = 'Compare Mac Mini M4 prices across Taobao and JD.com';
      const run = farhand.start([command]);
      await run.seen(/step 2/);
      run.interrupt('SIGKILL');
      await run.ended;
      const isDatabase = ({ command }: { command: string }) => /postgres/.test(command);
      const endMs = performance.now() + 15_000;
      while (processesOf(farhand.home).some((entry) => !isDatabase(entry)) && performance.now() < endMs) {
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      expect(processesOf(farhand.home).filter((entry) => !isDatabase(entry))).toEqual([]);
      const next = await farhand.run(['--json', command]);
      expect(next.stderr + next.stdout, next.stderr).toContain('taskId');
      const result = taskResultSchema.parse(JSON.parse(next.stdout));
      expect(result).toMatchObject({ status: 'done', usage: { brainCalls: 1 } });
      expect(result.reports).toHaveLength(2);
      expect(next.exitCode).toBe(0);
      expect(await leftOver(farhand.home, 5000)).toEqual([]);
    },
    2 * runTimeoutMs,
  );
});
