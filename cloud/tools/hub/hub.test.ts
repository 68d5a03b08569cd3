// Ten real MCP servers with ninety tools: nine processes, one over HTTP.
import { createLogger, type FarhandError } from '@farhand/shared';
import { createMcpHandler } from '@modelcontextprotocol/server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tokensAtMost } from '../../brain/tokens.js';
import { builtProgram } from '../../process.js';
import { type LocalServer, serveLocally } from '../../testing/local-server.js';
import { toolServer, toolsets } from '../../testing/mcp-tools.js';
import { otherTools, questionsOfTools } from '../../testing/tool-questions.js';
import { runCode } from '../code/run-code.js';
import { files } from '../files.js';
import type { Tool } from '../tool.js';
import { ToolHub } from './hub.js';
import { parseHubSettings } from './settings.js';
import { mostFound, ToolShelf, toolBudgetTokens } from './shelf.js';

const log = createLogger('tools');
const never = new AbortController().signal;
const context = { signal: never, folder: '', confirmed: false };
const program = builtProgram('testing/mcp-tool-process.js');
const asProcess = (name: string, rest: object = {}) => ({ command: process.execPath, args: [program, name], ...rest });

/** As the file writes a variable of the environment. */
const variable = (name: string) => ['$', '{', name, '}'].join('');

let http: LocalServer;
/** Bodies that the HTTP server was sent, and whether it answers the next one with a failure. */
const posted: string[] = [];
let isBroken = false;
let hub: ToolHub;

beforeAll(async () => {
  const handler = createMcpHandler(() => toolServer('units'));
  http = await serveLocally(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    posted.push(Buffer.concat(chunks).toString());
    if (isBroken) return response.writeHead(404).end();
    const { method = 'GET', headers } = request;
    const body = chunks.length > 0 ? { body: Buffer.concat(chunks) } : {};
    const asked = new Request(`${http.url}${request.url}`, {
      method,
      headers: headers as Record<string, string>,
      ...body,
    });
    const answer = await handler.fetch(asked);
    response.writeHead(answer.status, Object.fromEntries(answer.headers));
    return response.end(Buffer.from(await answer.arrayBuffer()));
  });
  const processes = Object.keys(toolsets).filter((name) => name !== 'units' && name !== 'trouble');
  const mcpServers = {
    ...Object.fromEntries(processes.map((name) => [name, asProcess(name, { policy: 'allow' })])),
    notes: asProcess('notes', { tools: { read_note: 'allow', process_id: 'allow', clear_notes: 'deny' } }),
    trouble: asProcess('trouble', { policy: 'allow', timeoutSeconds: 2, env: { TOOL_SECRET: variable('SECRET') } }),
    fragile: asProcess('trouble', { policy: 'allow' }),
    units: { type: 'http', url: `${http.url}/mcp`, policy: 'allow' },
    missing: { command: '/no/such/program' },
    broken: { command: process.execPath, args: ['-e', "console.error('no licence'); process.exit(1)"] },
  };
  hub = await ToolHub.open([files, runCode], parseHubSettings({ mcpServers }, 'tools.json', { SECRET: 's3' }), log);
});

afterAll(async () => {
  await hub?.close();
  await hub?.close();
  await http?.close();
});

function tool(name: string) {
  return hub.tools.find((known) => known.name === name) ?? expect.fail(`no tool ${name}`);
}

const call = async (name: string, input: object, given = context) => (await tool(name).run(input, given)).text;

describe('the hub', () => {
  test('offers the tools of all servers that could be started, and says what is wrong with the others', () => {
    expect(hub.tools.length).toBeGreaterThanOrEqual(90);
    expect(hub.servers.filter(({ problem }) => !problem)).toHaveLength(12);
    const problems = Object.fromEntries(hub.servers.map(({ name, problem }) => [name, problem]));
    expect(problems.missing).toContain('ENOENT');
    expect(problems.broken).toContain('(no licence)');
  });

  test('calls them, over pipes and over HTTP, side by side, with what they said as evidence', async () => {
    const result = await tool('arithmetic__multiply').run({ n: 6, m: 7 }, context);
    expect(result).toEqual({ text: '42', sources: [{ title: 'arithmetic: multiply', text: '42' }] });
    const startedMs = performance.now();
    const answers = await Promise.all([
      ...Array.from({ length: 8 }, () => call('trouble__wait', { n: 500 })),
      call('units__celsius_to_fahrenheit', { n: 100 }),
      call('text__upper_case', { text: 'tea' }),
    ]);
    expect(answers).toEqual([...Array(8).fill('waited 500'), '212', 'TEA']);
    expect(performance.now() - startedMs).toBeLessThan(3500);
  });

  test('keeps to the policy of each tool', async () => {
    expect(hub.tools.some(({ name }) => name === 'notes__clear_notes')).toBe(false);
    await expect(call('notes__save_note', { n: 1, text: 'tea' })).rejects.toMatchObject({ code: 'NEEDS_CONFIRMATION' });
    expect(await call('notes__save_note', { n: 1, text: 'tea' }, { ...context, confirmed: true })).toBe('kept 1');
    expect(await call('notes__read_note', { n: 1 })).toBe('tea');
  });

  test('ends what takes too long, what its task leaves, and tells failures in the words of the tool', async () => {
    await expect(call('trouble__never', {})).rejects.toMatchObject({ code: 'TOOL_FAILED' });
    const stop = new AbortController();
    const left = call('trouble__never', {}, { ...context, signal: stop.signal });
    stop.abort(new Error('stop'));
    await expect(left).rejects.toThrow('stop');
    await expect(call('trouble__fail', { text: 'no tea' })).rejects.toThrow(
      'The tool server trouble: fail failed: no tea',
    );
    await expect(tool('text__slug').run('tea', context)).rejects.toMatchObject({ code: 'INPUT_INVALID' });
  });

  test('starts a server again that has ended, and leaves one alone that keeps ending', async () => {
    const results: string[] = [];
    for (let round = 0; round < 4; round++) {
      results.push(await call('fragile__crash', {}).catch((error: FarhandError) => error.message));
    }
    expect(results[0]).toMatch(/crash failed/);
    expect(results.at(-1)).toContain('keeps ending');
  });

  test('speaks anew to a server over HTTP that has forgotten it', async () => {
    const greetings = () => posted.filter((body) => /"(?:server\/discover|initialize)"/.test(body)).length;
    const before = greetings();
    isBroken = true;
    await expect(call('units__feet_to_metres', { n: 10 })).rejects.toMatchObject({ code: 'TOOL_FAILED' });
    isBroken = false;
    expect(await call('units__feet_to_metres', { n: 10 })).toBe('3.048');
    expect(greetings()).toBeGreaterThan(before);
  });

  test('finds a server that comes later, and asks for it no more often than it may', async () => {
    isBroken = true;
    const late = { late: { url: `${http.url}/mcp`, policy: 'allow' } };
    const other = await ToolHub.open([files], parseHubSettings({ mcpServers: late }, 'tools.json', {}), log);
    expect(other.servers.at(-1)).toMatchObject({ name: 'late', tools: 0, problem: expect.any(String) });
    isBroken = false;
    await other.lookAgain();
    expect(other.tools).toHaveLength(1);
    await other.lookAgain(0);
    expect(other.tools.length).toBeGreaterThan(5);
    expect(other.servers.at(-1)).toEqual({ name: 'late', tools: other.tools.length - 1 });
    await other.close();
  });

  test('gives a server its own settings and none of ours, and cuts what is long', async () => {
    expect(await call('trouble__secret', {})).toBe('s3');
    expect(await call('trouble__settings', {})).not.toMatch(/FARHAND|VITEST/);
    expect((await call('trouble__long_answer', { n: 1_000_000 })).length).toBeLessThan(21_000);
  });
});

describe('the shelf', () => {
  const size = (shelf: ToolShelf) => tokensAtMost(JSON.stringify(shelf.definitions()));
  const names = (shelf: ToolShelf) => shelf.definitions().map(({ name }) => name);

  test.each([
    ['How many kilometres are 26 miles?', 'units__miles_to_kilometres'],
    ['which weekday was 2024-02-29', 'calendar__weekday'],
    ['compute the sha256 checksum of this text', 'encoding__sha256'],
    ['area of a circle with radius 3', 'geometry__circle_area'],
    ['run a python program', 'run_code'],
  ])('has what "%s" needs within its budget of tokens', (question, name) => {
    const shelf = new ToolShelf(hub.tools, question);
    expect(names(shelf)).toContain(name);
    expect(names(shelf)[0]).toBe('find_tools');
    expect(size(shelf)).toBeLessThanOrEqual(toolBudgetTokens);
  });

  test('finds tools for questions in the other language', () => {
    const found = (tools: readonly Tool[], asked: readonly (readonly [question: string, name: string])[]) => {
      const shelf = new ToolShelf(tools, '');
      const isFound = ([question, name]: readonly [string, string]) =>
        shelf
          .ranked(question)
          .slice(0, mostFound)
          .some((tool) => tool.name.split('__').at(-1) === name);
      return asked.filter(isFound).length / asked.length;
    };
    const described = (name: string, description: string) => ({ ...files, name, description });
    const english = otherTools.map(([name, description]) => described(name, description));
    const chinese = otherTools.map(([, , question], place) => described(`t${place}`, question));
    const inChinese = otherTools.map(([name, , question]) => [question, name] as const);
    const inEnglish = otherTools.map(([, description], place) => [description, `t${place}`] as const);
    expect(found(hub.tools, questionsOfTools)).toBeGreaterThanOrEqual(0.95);
    expect(found(english, inChinese)).toBeGreaterThanOrEqual(0.95);
    expect(found(chinese, inEnglish)).toBeGreaterThanOrEqual(0.9);
  });

  test('fetches others in exchange for what was used longest ago, and never grows', async () => {
    const shelf = new ToolShelf(hub.tools, 'temperature in fahrenheit');
    for (const query of ['prime number', 'encode base64', 'split a bill', 'reverse letters', 'median', 'leap year']) {
      const found = await shelf.tool('find_tools')?.run({ query }, context);
      expect(found?.text).toMatch(/^Now there: /);
      expect(size(shelf)).toBeLessThanOrEqual(toolBudgetTokens);
      for (const name of found?.text.slice('Now there: '.length).split(', ') ?? [])
        expect(names(shelf)).toContain(name);
    }
    expect(names(shelf)).not.toContain('units__celsius_to_fahrenheit');
    expect((await shelf.tool('find_tools')?.run({ query: 'xylophone zither' }, context))?.text).toBe(
      'No tool does that',
    );
  });

  test('shows few tools whole, without a finder', () => {
    expect(names(new ToolShelf([files], 'anything'))).toEqual(['files']);
  });

  test('a tool with an endless schema takes its place and no more', () => {
    const properties = Object.fromEntries(
      Array.from({ length: 400 }, (_, i) => [`field_${i}`, { type: 'string', description: 'x'.repeat(80) }]),
    );
    const huge = { ...files, name: 'huge', parameters: { type: 'object', properties } };
    const shelf = new ToolShelf([huge, files], 'anything');
    expect(names(shelf).sort()).toEqual(['files', 'huge']);
    expect(size(shelf)).toBeLessThanOrEqual(toolBudgetTokens);
  });
});

describe('the tools file', () => {
  const parse = (candidate: unknown) => () => parseHubSettings(candidate, 'tools.json', {});
  const one = (settings: object) => ({ mcpServers: { files: settings } });

  test.each([
    ['a misspelt key at the top', { mcpServer: {} }, 'did you mean "mcpServers"?'],
    ['a misspelt key of a server', one({ command: 'x', arg: [] }), 'unknown key "arg"; did you mean "args"?'],
    ['a misspelt key of an HTTP server', one({ url: 'http://x', header: {} }), 'did you mean "headers"?'],
    ['an unknown policy', one({ command: 'x', tools: { a: 'maybe' } }), 'tools.a'],
    ['a server that is neither', one({}), 'command'],
    ['a name with spaces', { mcpServers: { 'a b': {} } }, 'mcpServers'],
    [
      'a variable that is not set',
      one({ command: 'x', env: { KEY: variable('NO_SUCH') } }),
      'needs the variable NO_SUCH',
    ],
  ])('with %s is refused', (_, candidate, sentence) => {
    expect(parse(candidate)).toThrow(sentence);
    expect(parse(candidate)).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID' }));
  });

  test('leaves out what is disabled, and asks before tools that it does not name', () => {
    const { mcpServers } = { mcpServers: { a: { command: 'a', disabled: true }, b: { command: 'b' } } };
    const settings = parseHubSettings({ mcpServers }, 'f', {});
    expect([...settings.keys()]).toEqual(['b']);
    expect(settings.get('b')?.policy).toBe('ask');
  });
});
