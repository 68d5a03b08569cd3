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
  /** Serials on which cancel_task was called. */
  readonly cancelled: string[];
  setDevices(serials: readonly string[], state?: Device['state']): void;
  /** Cuts the socket without a goodbye. */
  cut(): void;
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
}): Promise<TestBridge> {
  const { url, token, work, bridgeId = 'test-bridge' } = options;
  const received: HandInput[] = [];
  const cancelled: string[] = [];
  let devices = options.serials.map((serial) => device(serial, 'idle'));
  const socket = new WebSocket(url, { headers: { authorization: `Bearer ${token}` }, perMessageDeflate: false });
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
    socket.once('unexpected-response', (_request, response) => reject(new Error(`status ${response.statusCode}`)));
  });
  const { link } = await openLink(socket, { bridgeId, software: 'test' });

  const createServer = () => {
    const server = new McpServer({ name: 'test-bridge', version: '0' }, { capabilities: { tools: {} } });
    const answer = (structured: Record<string, unknown>) => ({
      content: [{ type: 'text' as const, text: JSON.stringify(structured) }],
      structuredContent: structured,
    });
    server.registerTool('get_device_list', toolOptions('get_device_list'), async () => answer({ devices }));
    server.registerTool('cancel_task', toolOptions('cancel_task'), async (input) => {
      cancelled.push(String(input.device_id));
      return answer({ state: 'ended' });
    });
    server.registerTool('hand_back', toolOptions('hand_back'), async (input) => {
      const taken = devices.find(({ device_id, state }) => device_id === input.device_id && state === 'takeover');
      devices = devices.map((known) => (known === taken ? { ...known, state: 'idle' } : known));
      return answer({ device_id: input.device_id, was_taken_over: taken !== undefined });
    });
    server.registerTool('execute_task', toolOptions('execute_task'), async (raw, context) => {
      const input = raw as unknown as HandInput;
      if (input.again && !options.knows?.includes(input.idempotency_key ?? '')) return unknownCall;
      received.push(input);
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
    for (const name of options.steer ? steeringTools : []) {
      server.registerTool(name, toolOptions(name), async (input) => {
        try {
          return { ...answer(options.steer?.(name, input) ?? {}), _meta: { [leftKey]: oneHeld } };
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
  const handle = serveStdio(createServer, { transport: new GuiMcpTransport(link) });
  return {
    received,
    cancelled,
    setDevices: (serials, state = 'idle') => {
      devices = serials.map((serial) => device(serial, state));
    },
    cut: () => socket.terminate(),
    close: () => handle.close(),
  };
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

function device(serial: string, state: Device['state']): Device {
  return { device_id: serial, platform: 'android', state, privacy_level: 'open', capabilities: [] };
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
