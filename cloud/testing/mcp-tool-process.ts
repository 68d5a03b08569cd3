// One of the test's MCP servers as a process of its own: `node mcp-tool-process.js NAME` speaks MCP on stdin and stdout.
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { toolServer } from './mcp-tools.js';

serveStdio(() => toolServer(process.argv[2] ?? ''));
