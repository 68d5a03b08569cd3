// What is taken of a list of tools that a server sends. A tool that cannot be offered is left out alone: neither the other
// tools of its server nor those of other servers depend on it.
import type { Tool as McpTool } from '@modelcontextprotocol/client';

/** Of one server. */
const mostTools = 500;
/** Characters of a schema, as JSON. */
const longestSchema = 100_000;

/** The tools that can be offered, the first of each name; `nameOf` tells what a model would call them. */
export function usableTools(tools: readonly McpTool[], nameOf: (tool: McpTool) => string): readonly McpTool[] {
  const usable = new Map<string, McpTool>();
  for (const tool of tools) {
    if (usable.size === mostTools) break;
    const name = nameOf(tool);
    const isShort = JSON.stringify(tool.inputSchema).length <= longestSchema;
    if (isShort && !usable.has(name)) usable.set(name, tool);
  }
  return [...usable.values()];
}

export function leftOut(count: number): string {
  const why = `a name comes twice, a schema has more than ${longestSchema} characters, or there are more than ${mostTools}`;
  return `${count} of its tools ${count === 1 ? 'is' : 'are'} left out: ${why}`;
}
