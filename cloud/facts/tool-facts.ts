// MCP servers and their tools as an agent would find them, the built-in ones among them: what may be used, what asks first,
// what is denied, and why a server's tools are missing.
import { createLogger } from '@farhand/shared';
import type { ToolFacts } from '../api/shapes.js';
import type { CloudConfig } from '../config.js';
import { ToolShelf } from '../tools/hub/shelf.js';
import { openToolHub } from '../tools/open-hub.js';
import { toolsFile } from '../tools/tools-file.js';

/** Starts every server, asks it, and ends it. `words`: only tools that fit them, the best first. Throws CONFIG_INVALID. */
export async function toolFacts(config: CloudConfig, words = ''): Promise<ToolFacts> {
  const hub = await openToolHub(config, createLogger('tools'));
  try {
    const named = words === '' ? hub.tools : new ToolShelf(hub.tools, words).ranked(words);
    const tools = named.flatMap(({ name }) => hub.tools.filter((tool) => tool.name === name));
    const listed = tools.map(({ name, server, policy, description }) => ({ name, server, policy, description }));
    const servers = hub.servers.map(({ denied, ...server }) => ({ ...server, ...(denied && { denied: [...denied] }) }));
    return { file: toolsFile(config), servers, tools: listed };
  } finally {
    await hub.close();
  }
}
