// Subtasks that need no phone: papers, pages, research, and tools of MCP servers, which are real processes here.

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Plan } from '@farhand/shared';
import { afterAll, describe, expect, test } from 'vitest';
import type { Questions } from '../api/shapes.js';
import { tokensAtMost } from '../brain/tokens.js';
import { builtProgram } from '../process.js';
import { type ArxivServer, serveArxiv } from '../testing/arxiv.js';
import { ask, post } from '../testing/cloud.js';
import type { TestDraft } from '../testing/drafts.js';
import type { ModelRequest } from '../testing/model-server.js';
import { taskRig } from '../testing/task-rig.js';

let arxiv: ArxivServer;
let folder: string;
const program = builtProgram('testing/mcp-tool-process.js');
const server = (name: string, rest: object) => ({ command: process.execPath, args: [program, name], ...rest });

const rig = taskRig(async () => {
  arxiv = await serveArxiv((query) => (query.includes('nothing') ? 0 : 2));
  folder = await mkdtemp(join(tmpdir(), 'farhand-tools-'));
  const toolsFile = join(folder, 'tools.json');
  const mcpServers = {
    units: server('units', { policy: 'allow' }),
    notes: server('notes', { tools: { read_note: 'allow' } }),
    trouble: server('trouble', { policy: 'allow', timeoutSeconds: 1 }),
    slow: server('trouble', { policy: 'allow' }),
  };
  await writeFile(toolsFile, JSON.stringify({ mcpServers }));
  return { deviceWaitSeconds: 1, arxivUrl: arxiv.url, toolsFile };
});
const { phones, run } = rig;

afterAll(async () => {
  await arxiv?.close();
  await rm(folder, { recursive: true, force: true });
});

const papers = { intent: 'search_papers', app: null, values: { query: 'tea', sort: 'latest' }, depends_on: [] };

test('papers are searched, and the brain that summarises them reads their abstracts', async () => {
  const summary = { intent: 'summarise', app: null, values: {}, depends_on: ['s1'] };
  let read = '';
  rig.says = (_, { messages }) => {
    read = messages.at(-1)?.content ?? '';
    return 'All about tea.';
  };
  const result = await run({ refused: null, subtasks: [papers, summary], combine: 'last' });
  expect(result).toMatchObject({ status: 'done', answer: 'All about tea.', usage: { brainCalls: 2 } });
  expect(result.reports[0]?.text).toBe(
    'arXiv has 2 papers on "tea"; the 2 newest:\n1. Paper 1 (Author 1, 2026-11-01) https://arxiv.org/abs/0000.00001v1\n' +
      '2. Paper 2 (Author 2, 2026-11-01) https://arxiv.org/abs/0000.00002v1',
  );
  expect(read).toContain('What paper 2 says.');
});

test('nothing that was found is a failure, and is sent to nobody', async () => {
  const bridge = await phones(async () => ({ text: 'sent' }));
  const values = { recipient: 'Li Lei', text: { report_of: 's1' } };
  const send = { intent: 'send_message', app: 'wechat', values, depends_on: [] };
  const none = { ...papers, values: { query: 'nothing' } };
  const result = await run({ refused: null, subtasks: [none, send], combine: 'last' }, 'x', { confirmed: true });
  expect(result).toMatchObject({ status: 'failed', error: { message: 'arXiv has no papers on "nothing"' } });
  expect(bridge.received).toEqual([]);
});

test('a page on a private network is refused', async () => {
  const page = { intent: 'read_page', app: null, values: { url: arxiv.url }, depends_on: [] };
  const result = await run({ refused: null, subtasks: [page], combine: 'last' });
  expect(result).toMatchObject({ status: 'refused', error: { code: 'TOOL_REFUSED' } });
});

test('research is done by agents, and its claims rest on what they fetched', async () => {
  rig.says = (asked, { messages }) => {
    if (asked === 'research_plan') return { questions: ['What do papers say?'] };
    if (asked === 'reflection') return { missing: '', questions: [] };
    if (asked === 'verdicts') {
      return { verdicts: [{ claim: 1, supported: true, source: 1, quotation: 'What paper 1 says' }] };
    }
    if (asked === 'text') return 'Paper 1 says what it says [1]. Nobody says this.';
    if (messages.some(({ role }) => role === 'tool')) return 'Found [1].';
    return { calls: [{ name: 'arxiv_search', arguments: '{"query":"tea"}' }] };
  };
  const research = { intent: 'research', app: null, values: { question: 'What of tea?' }, depends_on: [] };
  const result = await run({ refused: null, subtasks: [research], combine: 'last' }, 'Research: what of tea?');
  expect(result.status).toBe('done');
  expect(result.answer).toMatch(/^Paper 1 says what it says \[1\]\.\n\n## Sources\n\n\[1\] Paper 1\. Author 1/);
  expect(result.usage.brainCalls).toBe(7);
});

describe('a tool of an MCP server', () => {
  type Given = Readonly<Record<string, string | { readonly report_of: string }>>;
  const call = (tool: string, input: Given) => ({
    intent: 'call_tool',
    app: null,
    values: { tool, input: Object.entries(input).map(([name, value]) => ({ name, value })) },
    depends_on: [],
  });
  const only = (...subtasks: TestDraft['subtasks'][number][]): TestDraft => ({
    refused: null,
    subtasks,
    combine: 'last',
  });

  const offered = ({ messages }: ModelRequest) =>
    (JSON.parse(messages[1]?.content ?? '') as { tools: { name: string }[] }).tools;

  test('is offered to the planner and called, and what it said is the answer and its evidence', async () => {
    const result = await run(
      only(call('units__miles_to_kilometres', { n: '26.2' })),
      'How many kilometres are 26.2 miles?',
    );
    const said = '42.1648128';
    const source = { title: 'units: miles_to_kilometres', text: said };
    expect(result).toMatchObject({
      status: 'done',
      answer: said,
      reports: [{ steps: 0, values: { sources: [source] } }],
    });
    expect(result.plan?.subtasks[0]?.goal).toBe('Call the tool units__miles_to_kilometres with n: 26.2');
    const request = rig.model.requests.at(-1) as ModelRequest;
    const tools = offered(request);
    expect(tools[0]?.name).toBe('units__miles_to_kilometres');
    expect(tools.map(({ name }) => name)).not.toContain('find_tools');
    expect(tokensAtMost(JSON.stringify(tools))).toBeLessThanOrEqual(2500);
    expect(JSON.stringify(request.response_format)).toContain('"notes__save_note"');
  });

  test('that it does not have, or another input, goes back to the planner', async () => {
    const wrong = only(call('units__miles_to_kilometres', { miles: '26.2' }));
    const unknown = only(call('units__miles', { n: '1' }));
    const right = only(call('units__miles_to_kilometres', { n: '1' }));
    expect((await run([wrong, right])).answer).toBe('1.609344');
    const complaint = rig.model.requests.at(-1)?.messages.at(-1)?.content;
    expect(complaint).toContain('does not take "miles", but text, n, m');
    expect((await run([unknown, right])).answer).toBe('1.609344');
    expect((await run(unknown)).error?.code).toBe('BRAIN_ANSWER_INVALID');
  });

  test('whose policy is to ask is called with exactly what was shown, once it is allowed', async () => {
    const papers = { intent: 'search_papers', app: null, values: { query: 'tea', count: '1' }, depends_on: [] };
    const save = call('notes__save_note', { n: '7', text: { report_of: 's1' } });
    const ended = await run(only(papers, save), 'find a paper on tea and note it');
    const [found] = ended.reports;
    const input = JSON.stringify({ n: '7', text: found?.text });
    const question = `This would call the tool notes__save_note ${input}`;
    expect(ended).toMatchObject({ status: 'needs_user', error: { code: 'NEEDS_CONFIRMATION', message: question } });
    const { questions } = (await (await ask(rig.cloud, '/v1/questions')).json()) as Questions;
    const { taskId: asked, actions } = questions[0] ?? expect.fail('no question');
    expect(actions).toMatchObject([{ intent: 'call_tool', values: { 'input.n': '7', 'input.text': found?.text } }]);
    const planned = rig.model.requests.length;
    const answer = await post(rig.cloud, `/v1/tasks/${asked}/answer`, { allow: true });
    const { taskId } = (await answer.json()) as { taskId: string };
    expect(await rig.cloud.result(taskId)).toMatchObject({ status: 'done', answer: 'kept 7' });
    expect(rig.model.requests).toHaveLength(planned);
    expect((await run(only(call('notes__read_note', { n: '7' })))).answer).toBe(found?.text);
    const beforehand = await run(only(call('notes__save_note', { n: '8', text: 'tea' })), 'note tea', {
      confirmed: true,
    });
    expect(beforehand.answer).toBe('kept 8');
  });

  test.each([
    ['Fail with a message', call('trouble__fail', { text: 'no more paper' }), 'fail failed: no more paper'],
    ['Never answer', call('trouble__never', {}), 'never failed: Request timed out'],
  ])('that is to "%s" fails the task in its words', async (command, subtask, said) => {
    const result = await run(only(subtask), command);
    expect(result).toMatchObject({ status: 'failed', error: { code: 'TOOL_FAILED' } });
    expect(result.error?.message).toContain(said);
  });

  test('is not called twice when the service stops in the middle, unless that does no harm', async () => {
    const plan = only(call('slow__wait', { n: '2500' }), call('slow__note_and_wait', { n: '2500' }));
    rig.drafts = { ...plan, combine: 'collect' };
    const task = await rig.cloud.submit('wait twice, and note and wait');
    let begun = 0;
    for await (const { type } of rig.cloud.events(task, AbortSignal.timeout(20_000))) {
      if (type === 'subtask_started') begun += 1;
      if (begun === 2) break;
    }
    await rig.restart();
    const { status, error, reports } = await rig.cloud.result(task);
    expect(reports.map(({ stopReason }) => stopReason)).toEqual([
      'TASK_COMPLETED_SUCCESSFULLY',
      'TASK_ABORTED_BY_AGENT',
    ]);
    expect({ status, code: error?.code }).toEqual({ status: 'failed', code: 'TOOL_FAILED' });
    expect(error?.message).toContain('was not called again');
  });

  test('in a plan of the user takes what its intent takes', async () => {
    const subtask = { id: 's1', kind: 'tool' as const, intent: 'call_tool' as const, goal: 'x', dependsOn: [] };
    const plan = (values: Record<string, string>): Plan => ({
      language: 'en',
      subtasks: [{ ...subtask, values }],
      combine: 'last',
    });
    const given = async (values: Record<string, string>) => rig.cloud.submit('convert', { plan: plan(values) });
    const task = await given({ tool: 'units__inches_to_centimetres', 'input.n': '10' });
    expect((await rig.cloud.result(task)).answer).toBe('25.4');
    await expect(given({ tool: 'units__inches_to_centimetres', n: '10' })).rejects.toThrow('does not take');
    const gone = await rig.cloud.result(await given({ tool: 'units__inches' }));
    expect(gone.error?.code).toBe('TOOL_UNKNOWN');
  });
});
