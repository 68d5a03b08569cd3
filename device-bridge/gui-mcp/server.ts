// The bridge's MCP server: the tools of GUI-MCP over the phones and the hand. One server instance serves one link; what
// it serves (phones, sessions, remembered answers) outlives it.
import {
  type Action,
  type ErrorBody,
  FarhandError,
  type GuiToolInput,
  type GuiToolName,
  guiTools,
  toFarhandError,
} from '@farhand/shared';
import { type CallToolResult, McpServer, type ServerContext } from '@modelcontextprotocol/server';
import { z } from 'zod';
import type { Phone } from '../phone/phone.js';
import type { PhoneDesk } from './phone-desk.js';
import { actOnce, describeScreen, openApp, pressFor, takePicture } from './screen-tools.js';
import type { ExecuteTaskInput, TaskDesk } from './task-desk.js';

export const serverName = { name: 'farhand-bridge', version: '0.1.0' };

export interface Desks {
  readonly phones: PhoneDesk;
  readonly tasks: TaskDesk;
}

type Handler<N extends GuiToolName> = (input: GuiToolInput<N>, context: ServerContext) => Promise<CallToolResult>;

export function createGuiServer({ phones, tasks }: Desks): McpServer {
  const server = new McpServer(serverName, { capabilities: { tools: {} } });

  const tool = <N extends GuiToolName>(name: N, handler: Handler<N>): void => {
    const { description, input, output, readOnly } = guiTools[name];
    const annotations = { readOnlyHint: readOnly, destructiveHint: !readOnly };
    server.registerTool(
      name,
      { description, inputSchema: input, outputSchema: output, annotations },
      (args: unknown, context: ServerContext) => answered(() => handler(args as GuiToolInput<N>, context)),
    );
  };
  const on = <T>(deviceId: string, work: (phone: Phone) => Promise<T>) => phones.use(deviceId, work);
  const act = async (deviceId: string, action: Action, { mcpReq }: ServerContext) =>
    structured(await on(deviceId, (phone) => actOnce(phone, action, mcpReq.signal)));

  tool('get_device_list', async (_, { mcpReq }) => structured({ devices: await phones.list(mcpReq.signal) }));
  tool('get_screenshot', async (input, { mcpReq }) => {
    const { base64, mimeType, output } = await on(input.device_id, (phone) => takePicture(phone, input, mcpReq.signal));
    return { content: [{ type: 'image', data: base64, mimeType }], structuredContent: output };
  });
  tool('describe_screen', async ({ device_id }, { mcpReq }) =>
    structured(await on(device_id, (phone) => describeScreen(phone, mcpReq.signal))),
  );
  tool('click', ({ device_id, point }, context) => act(device_id, { action: 'CLICK', point }, context));
  tool('double_click', ({ device_id, point }, context) => act(device_id, { action: 'DOUBLE_CLICK', point }, context));
  tool('long_press', ({ device_id, point, duration_ms }, context) =>
    act(device_id, pressFor(point, duration_ms), context),
  );
  tool('swipe', ({ device_id, point1, point2, duration_ms }, context) => {
    const duration = duration_ms === undefined ? {} : { durationMs: duration_ms };
    return act(device_id, { action: 'SLIDE', point1, point2, ...duration }, context);
  });
  tool('input_text', ({ device_id, text, point, clear, submit }, context) =>
    act(device_id, { action: 'TYPE', value: text, point, clear, submit }, context),
  );
  tool('hotkey', ({ device_id, key }, context) => act(device_id, { action: 'HOT_KEY', key }, context));
  tool('awake', async (input, { mcpReq }) =>
    structured(await on(input.device_id, (phone) => openApp(phone, input, mcpReq.signal))),
  );
  tool('execute_task', (input, context) => runTask(tasks, input, context));
  tool('hand_back', async ({ device_id }) => {
    return structured({ device_id, was_taken_over: phones.takeovers.handBack(device_id) });
  });
  tool('cancel_task', async (input) => structured(await tasks.cancel(input)));
  tool('get_task_status', async (input) => structured(tasks.status(input)));
  registerAliases(server, { phones, tasks });
  return server;
}

/** The two tools of gelab-zero's server, for clients written for it. */
function registerAliases(server: McpServer, { phones, tasks }: Desks): void {
  server.registerTool(
    'list_connected_devices',
    { description: 'Ids of the connected phones', inputSchema: z.object({}), annotations: { readOnlyHint: true } },
    (_: unknown, { mcpReq }: ServerContext) =>
      answered(async () => {
        const devices = await phones.list(mcpReq.signal);
        return { content: [{ type: 'text', text: JSON.stringify(devices.map(({ device_id }) => device_id)) }] };
      }),
  );
  const { input } = guiTools.execute_task;
  const known = { device_id: true, task: true, max_steps: true, session_id: true, reply_from_client: true } as const;
  server.registerTool(
    'ask_agent',
    { description: guiTools.execute_task.description, inputSchema: input.pick(known) },
    (args: unknown, context: ServerContext) => answered(() => runTask(tasks, args as ExecuteTaskInput, context)),
  );
}

async function runTask(tasks: TaskDesk, input: ExecuteTaskInput, { mcpReq }: ServerContext): Promise<CallToolResult> {
  const progressToken = mcpReq._meta?.progressToken;
  const result = await tasks.execute(input, {
    signal: mcpReq.signal,
    onStep: (step) => {
      if (progressToken === undefined) return;
      const params = { progressToken, progress: step.step, message: JSON.stringify(step) };
      mcpReq.notify({ method: 'notifications/progress', params }).catch(() => {});
    },
  });
  return structured(result);
}

/** The same data as structured content and as text, for clients of either kind. */
function structured(output: object): CallToolResult {
  return { content: [{ type: 'text', text: JSON.stringify(output) }], structuredContent: { ...output } };
}

/** A failure becomes an error result whose text is `{"error": {code, message, hint}}`. */
async function answered(work: () => Promise<CallToolResult>): Promise<CallToolResult> {
  try {
    return await work();
  } catch (thrown) {
    const error: ErrorBody = (thrown instanceof FarhandError ? thrown : toFarhandError(thrown)).toBody();
    return { isError: true, content: [{ type: 'text', text: JSON.stringify({ error }) }] };
  }
}
