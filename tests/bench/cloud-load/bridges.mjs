// The far side of cloud-load.mjs, which shares the cores with the cloud and so costs as little as it can (frames with
// pictures do not pass through the MCP server): real links and MCP servers with two phones each. One carries out tasks, a step a second;
// at the other its user looks over the HTTP API, a picture a second. They are two because a phone that a hand works on
// shows itself to nobody else: steps send words, and pictures are sent to who asks for them.
import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { GuiMcpTransport, guiTools, openLink } from '@farhand/shared';
import { McpServer } from '@modelcontextprotocol/server';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { AjvJsonSchemaValidator } from '@modelcontextprotocol/server/validators/ajv';
import { WebSocket } from 'ws';
import { ask } from './http.mjs';

const atOnce = 16;
const { CLOUD_URL, BRIDGE_URL } = process.env;
const stepsOfATask = Number(process.env.STEPS);
const picture = randomBytes(Number(process.env.PICTURE_BYTES));
const jsonSchemaValidator = new AjvJsonSchemaValidator();
let looks = freshLooks();

process.on('disconnect', () => process.exit());
process.on('message', async ({ link: bridges, tally }) => {
  if (tally) {
    process.send({ looks });
    looks = freshLooks();
  }
  if (!bridges) return;
  const left = [...bridges];
  const worker = async () => {
    for (let next = left.pop(); next; next = left.pop()) await link(next);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  process.send({ linked: bridges.length });
});

function freshLooks() {
  return { ms: [], failed: 0, skipped: 0 };
}

/** Resolves when the cloud has asked for the phones. */
async function link({ id, token }) {
  const headers = { authorization: `Bearer ${token}` };
  const socket = new WebSocket(BRIDGE_URL, { headers, perMessageDeflate: false });
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  const opened = await openLink(socket, { bridgeId: id, software: 'bench' });
  await new Promise((resolve) => {
    serveStdio(() => serverOf(id, resolve), { transport: new PictureTransport(opened.link) });
  });
  if (picture.length > 0) void lookOn(`${id}-shown`, token);
}

/** Answers for pictures itself. */
class PictureTransport extends GuiMcpTransport {
  #link;
  #sent = 0;

  constructor(link) {
    super(link);
    this.#link = link;
  }

  async start() {
    const serve = this.onmessage;
    this.onmessage = (message, extra) => {
      if (message.params?.name === 'get_screenshot') void this.#show(message.id);
      else serve(message, extra);
    };
    await super.start();
  }

  #show(id) {
    this.#sent += 1;
    const content = [{ type: 'image', data: `blob:${this.#sent}`, mimeType: 'image/jpeg' }];
    const structuredContent = { width: 1080, height: 2400, frame_id: `f${this.#sent}` };
    const answer = { jsonrpc: '2.0', id, result: { resultType: 'complete', content, structuredContent } };
    const json = new TextEncoder().encode(JSON.stringify(answer));
    const blob = { id: this.#sent, mimeType: 'image/jpeg', data: picture };
    return this.#link.send({ kind: 'blob', blob }, { kind: 'rpc', rpc: { json, blobIds: [this.#sent] } });
  }
}

function serverOf(id, asked) {
  const server = new McpServer({ name: 'load', version: '1' }, { capabilities: { tools: {} }, jsonSchemaValidator });
  const tool = (name, handler) => {
    const { description, input, output } = guiTools[name];
    server.registerTool(name, { description, inputSchema: input, outputSchema: output }, handler);
  };
  let isBusy = false;
  tool('get_device_list', async () => {
    setImmediate(asked);
    const phone = { platform: 'android', privacy_level: 'open', capabilities: ['screenshot', 'execute_task'] };
    const works = { device_id: `${id}-works`, state: isBusy ? 'busy' : 'idle', ...phone };
    return answered({ devices: [works, { device_id: `${id}-shown`, state: 'idle', ...phone }] });
  });
  tool('cancel_task', async () => answered({ state: 'ended' }));
  tool('execute_task', async (input, { mcpReq }) => {
    isBusy = true;
    await takeSteps(mcpReq).finally(() => {
      isBusy = false;
    });
    process.send({ ended: id });
    return answered(reportOn(input));
  });
  return server;
}

async function takeSteps({ _meta, notify, signal }) {
  const startedMs = performance.now();
  for (let step = 1; step <= stepsOfATask; step++) {
    await delay(Math.max(0, startedMs + step * 1000 - performance.now()), undefined, { signal });
    const params = { progressToken: _meta?.progressToken, progress: step, message: JSON.stringify(stepOf(step)) };
    await notify({ method: 'notifications/progress', params });
  }
}

function answered(structuredContent) {
  return { content: [{ type: 'text', text: JSON.stringify(structuredContent) }], structuredContent };
}

function stepOf(step) {
  return { step, action: 'CLICK', explain: `Opens the offer number ${step} of the list to read what it really costs` };
}

/** As a hand reports that has found a price and read it from the screen. */
function reportOn({ device_id, task, app }) {
  const offer = { title: 'Mac Mini M4 16GB 256GB', price: { minor: 399_900, currency: 'CNY' }, conditions: [] };
  return {
    session_id: `session-of-${device_id}`,
    device_info: { device_id, device_wm_size: [1080, 2400] },
    task,
    intermediate_logs: Array.from({ length: stepsOfATask - 1 }, (_, index) => stepOf(index + 1)),
    stop_reason: 'TASK_COMPLETED_SUCCESSFULLY',
    local_step_idx: stepsOfATask,
    global_step_idx: stepsOfATask,
    text: 'The cheapest Mac Mini M4 costs ¥3,999.00',
    values: { offers: [{ ...offer, app, step: stepsOfATask }] },
    evidence: [{ step: stepsOfATask, what: 'Mac Mini M4 16GB 256GB ¥3999' }],
    verified: 'yes',
    reached_others: 'no',
    privacy_level: 'open',
    timings: { model_ms: 0, action_ms: 0 },
    tokens: { prompt: 0, generated: 0 },
  };
}

/** A picture a second; one that is still awaited is not asked for again. */
async function lookOn(deviceId, token) {
  const url = `${CLOUD_URL}/v1/devices/${deviceId}/screenshot`;
  for (let dueMs = performance.now() + 1000 * Math.random(); ; dueMs += 1000) {
    await delay(Math.max(0, dueMs - performance.now()));
    const { status, ms, body } = await ask(url, token, undefined, 'image/*').catch(() => ({ status: 0, ms: 0 }));
    if (status === 200 && body.length === picture.length) looks.ms.push(ms);
    else looks.failed += 1;
    for (; performance.now() > dueMs + 1000; dueMs += 1000) looks.skipped += 1;
  }
}
