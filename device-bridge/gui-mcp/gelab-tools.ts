// The two tools of gelab-zero's server, for clients written for it: their names, arguments and results as those clients know
// them. Arguments that are not given may be null there, and a task has 20 steps.
import type { CallToolResult, McpServer, ServerContext } from '@modelcontextprotocol/server';
import { z } from 'zod';
import type { ExecuteTaskInput } from './task-desk.js';

const usualSteps = 20;
const optionalText = z.string().max(20_000).nullish();

const devices = z.object({ result: z.array(z.string()) });
const request = z.strictObject({
  device_id: z.string().describe('One of list_connected_devices'),
  task: optionalText.describe('A new task in words; null to go on with a session'),
  max_steps: z.int().min(1).max(400).default(usualSteps),
  session_id: optionalText.describe('Of the task that ended with INFO_ACTION_NEEDS_REPLY'),
  reply_from_client: optionalText.describe('The answer to what it asked'),
});

export interface GelabDesk {
  /** Ids of the phones. */
  devices(signal: AbortSignal): Promise<string[]>;
  execute(input: ExecuteTaskInput, context: ServerContext): Promise<CallToolResult>;
}

export function registerGelabTools(server: McpServer, desk: GelabDesk): void {
  const annotations = { readOnlyHint: true };
  server.registerTool(
    'list_connected_devices',
    { description: 'Ids of the connected phones', inputSchema: z.object({}), outputSchema: devices, annotations },
    async (_: unknown, { mcpReq }: ServerContext) => {
      const result = await desk.devices(mcpReq.signal);
      return { content: [{ type: 'text', text: JSON.stringify(result) }], structuredContent: { result } };
    },
  );
  const description =
    'Hand one goal in one app to the agent beside the phone and wait for its report. It never pays: that is left to the ' +
    'person. When stop_reason is INFO_ACTION_NEEDS_REPLY, call again with session_id and reply_from_client.';
  server.registerTool('ask_agent', { description, inputSchema: request }, (args: unknown, context: ServerContext) =>
    desk.execute(inputOf(args as z.infer<typeof request>), context),
  );
}

function inputOf({ task, session_id, reply_from_client, ...rest }: z.infer<typeof request>): ExecuteTaskInput {
  return {
    ...rest,
    ...(task && { task }),
    ...(session_id && { session_id }),
    ...(reply_from_client && { reply_from_client }),
  };
}
