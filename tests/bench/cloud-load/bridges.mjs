// The far side of cloud-load.mjs, which shares the cores with the cloud and so costs as little as it can (frames with
// pictures do not pass through the MCP server): real links and MCP servers with a phone each, at the privacy level open.
// It carries out tasks, a step a second, and shows the cloud a picture that is never twice the same whenever it is asked for one.
import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { GuiMcpTransport, guiTools, openLink } from '@farhand/shared';
import { McpServer } from '@modelcontextprotocol/server';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { AjvJsonSchemaValidator } from '@modelcontextprotocol/server/validators/ajv';
import { WebSocket } from 'ws';

const atOnce = 16;
const { BRIDGE_URL } = process.env;
const stepsOfATask = Number(process.env.STEPS);
const picture = randomBytes(Number(process.env.PICTURE_BYTES));
/** Below that level the cloud asks for no pictures. */
const privacy_level = picture.length > 0 ? 'open' : 'captions';
const jsonSchemaValidator = new AjvJsonSchemaValidator();
/** Pictures that the cloud was shown so far. */
let shown = 0;

process.on('disconnect', () => process.exit());
process.on('message', async ({ link: bridges, tally }) => {
  if (tally) process.send({ shown });
  if (!bridges) return;
  const left = [...bridges];
  const worker = async () => {
    for (let next = left.pop(); next; next = left.pop()) await link(next);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  process.send({ linked: bridges.length });
});

/** Resolves when the cloud has asked for the phones. */
async function link({ id, token }) {
  const headers = { authorization: `Bearer ${token}` };
  const socket = new WebSocket(BRIDGE_URL, { headers, perMessageDeflate: false });
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  const opened = await openLink(socket, { bridgeId: id, software: 'bench' });
  await new Promise((resolve) => {
    serveStdio(() => serverOf(id, resolve), { transport: new PictureTransport(opened.link) });
  });
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
      if (message.params?.name === 'watch_screen') void this.#show(message.id);
      else serve(message, extra);
    };
    await super.start();
  }

  #show(id) {
    this.#sent += 1;
    const content = [{ type: 'image', data: `blob:${this.#sent}`, mimeType: 'image/jpeg' }];
    const structuredContent = { mark: `m${this.#sent}`, shows: 'picture', width: 1080, height: 2400 };
    const answer = { jsonrpc: '2.0', id, result: { resultType: 'complete', content, structuredContent } };
    const json = new TextEncoder().encode(JSON.stringify(answer));
    const data = Buffer.from(picture);
    data.writeUInt32BE(shown++);
    const blob = { id: this.#sent, mimeType: 'image/jpeg', data };
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
    const phone = { platform: 'android', privacy_level, capabilities: ['screenshot', 'execute_task'] };
    return answered({ devices: [{ device_id: `${id}-works`, state: isBusy ? 'busy' : 'idle', ...phone }] });
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
    privacy_level,
    timings: { model_ms: 0, action_ms: 0 },
    tokens: { prompt: 0, generated: 0 },
  };
}
