// The bridge's MCP server: the tools of GUI-MCP over the phones and the hand. One server instance serves one link; what
// it serves (phones, sessions, remembered answers) outlives it.
import {
  type Action,
  type ErrorBody,
  FarhandError,
  type GuiToolInput,
  type GuiToolName,
  guiTools,
  leftKey,
  letsPicturesOut,
  toFarhandError,
  traced,
} from '@farhand/shared';
import { type CallToolResult, McpServer, type ServerContext } from '@modelcontextprotocol/server';
import type { Captioner } from '../hand/step-gui/caption.js';
import type { Phone } from '../phone/phone.js';
import type { Verdict } from '../policy/classes.js';
import type { OutgoingCall, Outlet } from '../policy/privacy/outlet.js';
import { resultAt, stateAt, stepAt } from './at-level.js';
import { registerGelabTools } from './gelab-tools.js';
import { awaitNotifications } from './notification-watch.js';
import type { PersonsDesk } from './persons-desk.js';
import type { PhoneDesk } from './phone-desk.js';
import {
  actOnce,
  answerAbout,
  describeScreen,
  drivingPicture,
  openApp,
  pressFor,
  type SentPicture,
  takePicture,
} from './screen-tools.js';
import type { Steering } from './steering.js';
import type { ExecuteTaskInput, TaskDesk } from './task-desk.js';

export const serverName = { name: 'farhand-bridge', version: '0.1.0' };

export interface Desks {
  readonly steering: Steering;
  readonly phones: PhoneDesk;
  readonly tasks: TaskDesk;
  readonly people: PersonsDesk;
  readonly outlet: Outlet;
  /** Answers questions about screens; absent where no model sees. */
  readonly captioner?: Captioner | undefined;
}

type Handler<N extends GuiToolName> = (
  input: GuiToolInput<N>,
  context: ServerContext,
  call: OutgoingCall,
) => Promise<Answer>;

/** What a tool answers, before it has passed the outlet. */
interface Answer {
  /** What it is, for the record. */
  readonly what: string;
  readonly output: object;
  readonly picture?: SentPicture | undefined;
  /** The picture is counted elsewhere, with others. */
  readonly isCounted?: boolean | undefined;
}

/** What the tools that act have in common. */
type SteeredInput = Pick<GuiToolInput<'hotkey'>, 'device_id' | 'task_id' | 'frame_id' | 'consent'>;

/** Tools that show the screen, or need it to be seen. */
const seeing: ReadonlySet<GuiToolName> = new Set([
  'get_screenshot',
  'describe_screen',
  'click',
  'double_click',
  'long_press',
  'swipe',
]);

export function createGuiServer({ phones, tasks, people, outlet, steering, captioner }: Desks): McpServer {
  const server = new McpServer(serverName, { capabilities: { tools: {} } });

  const tool = <N extends GuiToolName>(name: N, handler: Handler<N>): void => {
    if (outlet.level === 'private' && seeing.has(name)) return;
    const { description, input, output, readOnly } = guiTools[name];
    const annotations = { readOnlyHint: readOnly, destructiveHint: !readOnly };
    server.registerTool(
      name,
      { description, inputSchema: input, outputSchema: output, annotations },
      (args: unknown, context: ServerContext) => {
        const call = outlet.call(args as GuiToolInput<N>);
        const parent = context.mcpReq._meta?.traceparent;
        return traced(
          name,
          { 'farhand.tool': name },
          () => answered(call, () => handler(call.reveal(args as GuiToolInput<N>), context, call)),
          typeof parent === 'string' ? parent : undefined,
        );
      },
    );
  };
  const on = <T>(deviceId: string, work: (phone: Phone) => Promise<T>) => phones.use(deviceId, work);
  const state = (output: object): Answer => ({ what: 'state', output });
  const act = async (input: SteeredInput, action: Action, { mcpReq }: ServerContext, call: OutgoingCall) => {
    const { device_id, task_id, frame_id, consent } = input;
    const onVerdict = (verdict: Verdict): void => {
      const { class: kind, gate } = verdict;
      const why = call.forRecord(verdict.why);
      outlet.audit.write(call.record, { kind: 'gate', step: 0, action: action.action, class: kind, gate, why });
      steering.mustBeNew(task_id, verdict);
    };
    const options = { seen: steering.screen(device_id, frame_id), consent, onVerdict, signal: mcpReq.signal };
    return state(await on(device_id, (phone) => actOnce(phone, action, options)));
  };

  tool('get_device_list', async (_, { mcpReq }) => {
    const devices = await phones.list(mcpReq.signal);
    return { what: 'phones', output: { devices: devices.map((device) => ({ ...device, memory: tasks.memory })) } };
  });
  tool('get_screenshot', async (input, { mcpReq }, { level }) => {
    return on(input.device_id, async (phone): Promise<Answer> => {
      if (letsPicturesOut(level)) {
        const names = level === 'redacted' ? outlet.names : undefined;
        const { output, ...picture } = await takePicture(phone, input, names, mcpReq.signal);
        return { what: 'picture', output, picture };
      }
      const { text, frame_id } = (await describeScreen(phone, false, mcpReq.signal)).output;
      const { widthPx, heightPx } = (await phone.describe(mcpReq.signal)).sizePx;
      return { what: 'screen text', output: { width: widthPx, height: heightPx, frame_id, text } };
    });
  });
  tool('describe_screen', async ({ device_id, points = false, picture, max_edge, question }, { mcpReq }, call) => {
    const { level } = call;
    return on(device_id, async (phone): Promise<Answer> => {
      const { output, screen } = await describeScreen(phone, points, mcpReq.signal);
      steering.saw(device_id, screen);
      const isShown = picture === true && level === 'open';
      // The model may be elsewhere: it reads no more of a question than the cloud that asked it.
      const asked = question?.trim() ? { question: call.readable(question), level, captioner } : undefined;
      const { sentBytes, ...answered } = asked
        ? await answerAbout(phone, screen, asked, mcpReq.signal)
        : { sentBytes: 0 };
      if (sentBytes > 0)
        outlet.audit.write(call.record, { kind: 'sent', to: 'model', class: 'picture', bytes: sentBytes });
      return {
        what: 'screen text',
        output: { ...output, ...answered },
        ...(isShown && { picture: await drivingPicture(phone, max_edge, mcpReq.signal) }),
      };
    });
  });
  tool('click', (input, context, call) => act(input, { action: 'CLICK', point: input.point }, context, call));
  tool('double_click', (input, context, call) =>
    act(input, { action: 'DOUBLE_CLICK', point: input.point }, context, call),
  );
  tool('long_press', (input, context, call) => act(input, pressFor(input.point, input.duration_ms), context, call));
  tool('swipe', (input, context, call) => {
    const { point1, point2, duration_ms } = input;
    const duration = duration_ms === undefined ? {} : { durationMs: duration_ms };
    return act(input, { action: 'SLIDE', point1, point2, ...duration }, context, call);
  });
  tool('input_text', (input, context, call) => {
    const { text, point, clear, submit } = input;
    if (call.level === 'private' && point)
      throw new FarhandError('POLICY_REFUSED', 'At the level private nothing is pointed at');
    return act(input, { action: 'TYPE', value: text, point, clear, submit }, context, call);
  });
  tool('hotkey', (input, context, call) => act(input, { action: 'HOT_KEY', key: input.key }, context, call));
  tool('awake', async (input, { mcpReq }) =>
    state(await on(input.device_id, (phone) => openApp(phone, input, mcpReq.signal))),
  );
  tool('execute_task', (input, context, call) => runTask(tasks, input, context, call));
  tool('await_notifications', async (input, { mcpReq }, call) => {
    const output = await awaitNotifications(phones, input, call, mcpReq.signal);
    return { what: output.arrived.length > 0 ? 'notifications' : 'phones', output };
  });
  tool('hand_back', async ({ device_id, by }) => state({ device_id, was_taken_over: phones.handBack(device_id, by) }));
  tool('watch_screen', async (input, { mcpReq }, call) => {
    const { view, picture } = await people.view(input, call, mcpReq.signal);
    return { what: picture ? 'picture' : view.lines ? 'screen text' : 'still', output: view, picture, isCounted: true };
  });
  tool('take_over', async (input) => {
    const { device_id } = input;
    return { what: 'still', output: { device_id, hold: await people.takeOver(input) } };
  });
  tool('drive', async (input, { mcpReq }, call) => {
    await people.drive(input, call, mcpReq.signal);
    return { what: 'still', output: { executed: true } };
  });
  tool('cancel_task', async (input, _, { level }) => state(stateAt(level, await tasks.cancel(input))));
  tool('get_task_status', async (input, _, { level }) => state(stateAt(level, tasks.status(input))));
  registerGelabTools(server, {
    devices: async (signal) => (await phones.list(signal)).map(({ device_id }) => device_id),
    execute: (input, context) => {
      const call = outlet.call(input);
      return answered(call, () => runTask(tasks, call.reveal(input), context, call));
    },
  });
  return server;
}

async function runTask(
  tasks: TaskDesk,
  input: ExecuteTaskInput,
  { mcpReq }: ServerContext,
  call: OutgoingCall,
): Promise<Answer> {
  const progressToken = mcpReq._meta?.progressToken;
  const output = await tasks.execute(input, {
    signal: mcpReq.signal,
    outgoing: call,
    onStep: (step) => {
      if (progressToken === undefined) return;
      const message = JSON.stringify(call.send('caption', stepAt(call.level, step)));
      mcpReq
        .notify({ method: 'notifications/progress', params: { progressToken, progress: step.step, message } })
        .catch(() => {});
    },
  });
  return { what: 'report', output: resultAt(call.level, output) };
}

/** The answer as it may leave: the same data as structured content and as text, for clients of either kind. */
async function answered(call: OutgoingCall, work: () => Promise<Answer>): Promise<CallToolResult> {
  try {
    const { what, output, picture, isCounted = false } = await work();
    if (picture && !isCounted) call.sendPicture(Buffer.byteLength(picture.base64, 'base64'));
    const image = picture && ({ type: 'image', data: picture.base64, mimeType: picture.mimeType } as const);
    // Size and name of a picture are no words.
    if (image && what === 'picture') {
      return { content: [image], structuredContent: { ...output }, _meta: { [leftKey]: call.left } };
    }
    const outgoing = call.send(what, output, 2);
    return {
      content: [{ type: 'text', text: JSON.stringify(outgoing) }, ...(image ? [image] : [])],
      structuredContent: { ...outgoing },
      _meta: { [leftKey]: call.left },
    };
  } catch (thrown) {
    const error: ErrorBody = toFarhandError(thrown).toBody();
    return { isError: true, content: [{ type: 'text', text: JSON.stringify(call.send('error', { error })) }] };
  }
}
