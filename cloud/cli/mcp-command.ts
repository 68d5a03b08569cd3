// `npm start -- mcp`: the MCP server for other agents on stdin and stdout, until its client leaves. It uses the service of
// this checkout where one runs, or starts one with a bridge. Nothing else may be written to stdout.
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { createAgentServer } from '../mcp-server/server.js';
import { localPrincipal } from '../users/principal.js';
import { openLocalService } from './local-service.js';

export async function serveMcp(signal: AbortSignal): Promise<void> {
  const service = await openLocalService({ withBridge: true }, signal);
  try {
    const over = new Promise<void>((resolve) => {
      if (signal.aborted) resolve();
      signal.addEventListener('abort', () => resolve(), { once: true });
      process.stdin.once('end', () => resolve()).once('close', () => resolve());
    });
    const handle = serveStdio(() => createAgentServer(service.client.as('mcp'), localPrincipal.scopes), {
      onerror: (error) => process.stderr.write(`${error.message}\n`),
    });
    await Promise.race([over, service.failed]).finally(() => handle.close());
  } finally {
    await service.close();
  }
}
