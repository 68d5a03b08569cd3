// The MCP server for other agents: the table of tools over a desk. One instance serves one connection (stdio) or one
// request (HTTP) and keeps nothing: what lasts are tasks, and those lie in the database.
import { toFarhandError } from '@farhand/shared';
import { type CallToolResult, McpServer, type ServerContext } from '@modelcontextprotocol/server';
import type { Scope } from '../users/principal.js';
import type { AgentDesk } from './desk.js';
import { agentTools, instructions, type ToolAnswer } from './tools.js';

const serverName = { name: 'farhand', version: '0.1.0' };

/** Tools that the scopes do not allow are not offered. */
export function createAgentServer(desk: AgentDesk, scopes: ReadonlySet<Scope>): McpServer {
  const server = new McpServer(serverName, { capabilities: { tools: {} }, instructions });
  for (const [name, { description, input, scope, readOnly, work }] of Object.entries(agentTools)) {
    if (!scopes.has(scope)) continue;
    const annotations = { readOnlyHint: readOnly };
    server.registerTool(
      name,
      { description, inputSchema: input, annotations },
      (args: unknown, { mcpReq }: ServerContext) => answered(() => work(desk, args as never, mcpReq.signal)),
    );
  }
  return server;
}

async function answered(work: () => Promise<ToolAnswer>): Promise<CallToolResult> {
  try {
    const { data, picture } = await work();
    const text = { type: 'text' as const, text: JSON.stringify(data) };
    if (!picture) return { content: [text], structuredContent: { ...data } };
    const { base64, mimeType } = picture;
    return { content: [{ type: 'image', data: base64, mimeType }, text], structuredContent: { ...data } };
  } catch (thrown) {
    const error = toFarhandError(thrown).toBody();
    return { isError: true, content: [{ type: 'text', text: JSON.stringify({ error }) }] };
  }
}
