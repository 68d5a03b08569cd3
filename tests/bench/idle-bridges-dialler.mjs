// The bridges of idle-bridges.mjs: real links and MCP servers, each with one phone that is idle for ever. Told how many more
// to link up, says when they are.
import { GuiMcpTransport, guiTools, openLink } from '@farhand/shared';
import { McpServer } from '@modelcontextprotocol/server';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { AjvJsonSchemaValidator } from '@modelcontextprotocol/server/validators/ajv';
import { WebSocket } from 'ws';

const atOnce = 64;
const jsonSchemaValidator = new AjvJsonSchemaValidator();
let linked = 0;

process.on('disconnect', () => process.exit());
process.on('message', async ({ count }) => {
  let left = count;
  const worker = async () => {
    while (left-- > 0) await link(`idle-${linked++}`);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  process.send({ linked });
});

/** Resolves when the cloud has asked for the phone. */
async function link(bridgeId) {
  const headers = { authorization: `Bearer ${process.env.BRIDGE_TOKEN}` };
  const socket = new WebSocket(process.env.BRIDGE_URL, { headers, perMessageDeflate: false });
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  const opened = await openLink(socket, { bridgeId, software: 'bench' });
  await new Promise((resolve) => {
    serveStdio(() => server(bridgeId, resolve), { transport: new GuiMcpTransport(opened.link) });
  });
}

function server(bridgeId, asked) {
  const made = new McpServer({ name: 'idle', version: '1' }, { capabilities: { tools: {} }, jsonSchemaValidator });
  const { input, output } = guiTools.get_device_list;
  made.registerTool('get_device_list', { inputSchema: input, outputSchema: output }, async () => {
    setImmediate(asked);
    const phone = { device_id: `${bridgeId}-phone`, platform: 'android', state: 'idle', privacy_level: 'captions' };
    const structuredContent = { devices: [{ ...phone, capabilities: [] }] };
    return { content: [{ type: 'text', text: JSON.stringify(structuredContent) }], structuredContent };
  });
  return made;
}
