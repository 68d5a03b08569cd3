// A bridge for tests of the cloud: a real MCP server on a real WebSocket, whose phones do what the test says.
import {
  type Device,
  type ExecuteTaskResult,
  FarhandError,
  GuiMcpTransport,
  type GuiToolInput,
  type GuiToolName,
  guiTools,
  leftKey,
  openLink,
  type StepProgress,
  toFarhandError,
} from '@farhand/shared';
import { McpServer } from '@modelcontextprotocol/server';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { WebSocket } from 'ws';
import type { z } from 'zod';
import type { SteeringTool } from '../devices/hand-client.js';
import type { TestNotifications } from './notifications.js';

export type HandInput = GuiToolInput<'execute_task'>;
export type HandWork = (
  input: HandInput,
  tools: { signal: AbortSignal; step: (progress: StepProgress) => Promise<void> },
) => Promise<Partial<ExecuteTaskResult>>;

/** What a steered phone answers to a look or an action; throws what its gate would. */
export type SteerWork = (name: SteeringTool, input: Record<string, unknown>) => Record<string, unknown>;

export interface TestBridge {
  /** Every execute_task received, in order. */
  readonly received: HandInput[];
  /** Trace contexts that came with them. */
  readonly traceparents: unknown[];
  /** Serials on which cancel_task was called. */
  readonly cancelled: string[];
  /** How often it was asked for its phones. */
  readonly timesAsked: number;
  setDevices(serials: readonly string[], state?: Device['state']): void;
  /** False once its link has ended for good. */
  readonly isLinked: boolean;
  /** Cuts the socket without a goodbye. */
  cut(): void;
  /** Cuts the socket, and takes the link up on another. */
  cutAndResume(): Promise<void>;
  close(): Promise<void>;
}

export async function connectBridge(options: {
  url: string;
  token: string;
  serials: readonly string[];
  work: HandWork;
  bridgeId?: string;
  /** Without it the phones cannot be steered step by step. */
  steer?: SteerWork;
  /** Idempotency keys of calls that were begun on it before. */
  knows?: readonly string[];
  /** What pictures show, a JPEG in base64; without it the screen is told in words, as at stricter privacy levels. */
  screen?: string;
  /** What its phones tell their owners; without it nobody can wait for that. */
  notifications?: TestNotifications;
  capabilities?: readonly string[];
  /** Of calls; a bridge without one never says that it would know of a call. */
  memory?: string;
  /** Certificate to trust, for wss:// addresses. */
  ca?: string;
}): Promise<TestBridge> {
  const { work, bridgeId = 'test-bridge' } = options;
  const received: HandInput[] = [];
  const traceparents: unknown[] = [];
  const cancelled: string[] = [];
  let timesAsked = 0;
  let devices = options.serials.map((serial) => device(serial, 'idle', options));
  const identity = { bridgeId, software: 'test' };
  let socket = await dial(options);
  const opened = await openLink(socket, identity);

  const createServer = () => {
    const server = new McpServer({ name: 'test-bridge', version: '0' }, { capabilities: { tools: {} } });
    const answer = (structured: Record<string, unknown>) => ({
      content: [{ type: 'text' as const, text: JSON.stringify(structured) }],
      structuredContent: structured,
    });
    server.registerTool('get_device_list', toolOptions('get_device_list'), async () => {
      timesAsked += 1;
      return answer({ devices });
    });
    server.registerTool('cancel_task', toolOptions('cancel_task'), async (input) => {
      cancelled.push(String(input.device_id));
      return answer({ state: 'ended' });
    });
    server.registerTool('hand_back', toolOptions('hand_back'), async (input) => {
      const taken = devices.find(({ device_id, state }) => device_id === input.device_id && state === 'takeover');
      devices = devices.map((known) => (known === taken ? { ...known, state: 'idle' } : known));
      return answer({ device_id: input.device_id, was_taken_over: taken !== undefined });
    });
    server.registerTool('get_screenshot', toolOptions('get_screenshot'), async () => {
      const size = { width: 2, height: 4, frame_id: 'f1' };
      if (options.screen === undefined) return answer({ ...size, text: 'Settings\n[Wi-Fi]' });
      return { content: [{ type: 'image', data: options.screen, mimeType: 'image/jpeg' }], structuredContent: size };
    });
    server.registerTool('execute_task', toolOptions('execute_task'), async (raw, context) => {
      const input = raw as unknown as HandInput;
      const { again, idempotency_key: key = '' } = input;
      const isKnown = options.knows?.includes(key) || received.some((known) => known.idempotency_key === key);
      if (again && !isKnown) return unknownCall;
      received.push(input);
      traceparents.push(context.mcpReq._meta?.traceparent);
      const progressToken = context.mcpReq._meta?.progressToken;
      const step = async (progress: StepProgress) => {
        if (progressToken === undefined) return;
        await context.mcpReq.notify({
          method: 'notifications/progress',
          params: { progressToken, progress: progress.step, message: JSON.stringify(progress) },
        });
      };
      const outcome = await work(input, { signal: context.mcpReq.signal, step });
      return answer({ ...completed(input.device_id), ...outcome });
    });
    const { notifications } = options;
    if (notifications) {
      server.registerTool('await_notifications', toolOptions('await_notifications'), async (input, { mcpReq }) => {
        return answer(await notifications.answer(input as GuiToolInput<'await_notifications'>, mcpReq.signal));
      });
    }
    for (const name of options.steer ? steeringTools : []) {
      server.registerTool(name, toolOptions(name), async (input) => {
        try {
          const said = answer(options.steer?.(name, input) ?? {});
          const { screen } = options;
          if (name !== 'describe_screen' || input.picture !== true || screen === undefined) {
            return { ...said, _meta: { [leftKey]: oneHeld } };
          }
          const image = { type: 'image' as const, data: screen, mimeType: 'image/jpeg' };
          const left = { ...oneHeld, picture_bytes: Buffer.byteLength(screen, 'base64') };
          return { ...said, content: [...said.content, image], _meta: { [leftKey]: left } };
        } catch (thrown) {
          return {
            isError: true,
            content: [{ type: 'text' as const, text: JSON.stringify(toFarhandError(thrown).toBody()) }],
          };
        }
      });
    }
    return server;
  };
  const handle = serveStdio(createServer, { transport: new GuiMcpTransport(opened.link) });
  return {
    received,
    traceparents,
    cancelled,
    get isLinked() {
      return !opened.link.closed;
    },
    get timesAsked() {
      return timesAsked;
    },
    setDevices: (serials, state = 'idle') => {
      devices = serials.map((serial) => device(serial, state, options));
    },
    cut: () => socket.terminate(),
    cutAndResume: async () => {
      socket.terminate();
      socket = await dial(options);
      if ((await openLink(socket, identity, opened)) !== opened) throw new Error('the link was not taken up again');
    },
    close: () => handle.close(),
  };
}

async function dial({ url, token, ca }: { url: string; token: string; ca?: string }): Promise<WebSocket> {
  const socket = new WebSocket(url, {
    headers: { authorization: `Bearer ${token}` },
    perMessageDeflate: false,
    ...(ca !== undefined && { ca }),
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
    socket.once('unexpected-response', (_request, response) => reject(new Error(`status ${response.statusCode}`)));
  });
  return socket;
}

const steeringTools = [
  'describe_screen',
  'click',
  'double_click',
  'long_press',
  'swipe',
  'input_text',
  'hotkey',
  'awake',
] as const satisfies readonly SteeringTool[];
const oneHeld = { personal: 0, held: 1, picture_bytes: 0 };

const unknownCall = {
  isError: true,
  content: [
    {
      type: 'text' as const,
      text: JSON.stringify({ error: new FarhandError('TASK_UNKNOWN', 'never heard of it').toBody() }),
    },
  ],
};

function toolOptions(name: GuiToolName): { description: string; inputSchema: z.ZodObject; outputSchema: z.ZodObject } {
  const { description, input, output } = guiTools[name];
  return { description, inputSchema: input, outputSchema: output };
}

function device(
  serial: string,
  state: Device['state'],
  { capabilities = [], memory }: { readonly capabilities?: readonly string[]; readonly memory?: string },
): Device {
  const named = memory !== undefined && { memory };
  return {
    device_id: serial,
    platform: 'android',
    state,
    privacy_level: 'open',
    capabilities: [...capabilities],
    ...named,
  };
}

function completed(serial: string): ExecuteTaskResult {
  return {
    session_id: 'session',
    device_info: { device_id: serial },
    stop_reason: 'TASK_COMPLETED_SUCCESSFULLY',
    local_step_idx: 2,
    global_step_idx: 2,
    text: 'done',
    verified: 'yes',
    privacy_level: 'open',
    timings: { model_ms: 0, action_ms: 0 },
    tokens: { prompt: 0, generated: 0 },
  };
}
