// What crosses the wire between cloud and bridge: frames from the .proto file, tools from their schemas.
import { fieldTable, table } from './fields.mjs';

export function guiMcpPage({ guiTools, schemaOf, proto }) {
  const overview = Object.entries(guiTools).map(([name, { description, readOnly }]) => [
    `[\`${name}\`](#${name})`,
    description,
    readOnly ? 'yes' : 'no',
  ]);
  const sections = Object.entries(guiTools).map(
    ([name, { description, input, output }]) => `### ${name}

${description}.

**Arguments**

${fieldTable(schemaOf(input))}

**Result**

${fieldTable(schemaOf(output))}`,
  );
  return `# GUI-MCP: frames and tools

Generated from \`proto/gui_mcp.proto\` and \`shared/gui-mcp/tools.ts\`. GUI-MCP is MCP between the cloud (client) and a bridge
(server) over one WebSocket that the bridge dials. How a link lives, breaks and goes on: [the link](../explanation/gui-mcp-link.md).

## Frames

Every WebSocket message is one binary \`Frame\` of \`farhand.gui_mcp.v1\`.

${protoMessages(proto).map(message).join('\n\n')}

## Tools

${table(['tool', 'what it does', 'only looks'], overview)}

${sections.join('\n\n')}
`;
}

/** Messages of the file with their fields, each with the comment above it. Knows as much of the language as that file uses. */
function protoMessages(proto) {
  const messages = [];
  let current;
  let comment = [];
  for (const line of proto.split('\n')) {
    const text = line.trim();
    const [, note] = /^\/\/ ?(.*)$/.exec(text) ?? [];
    const [, opened] = /^message (\w+) \{/.exec(text) ?? [];
    const [, type, name, number] = /^((?:repeated )?\w+) (\w+) = (\d+);$/.exec(text) ?? [];
    if (note !== undefined) {
      comment.push(note);
      continue;
    }
    if (opened) {
      current = { name: opened, meaning: comment.join(' '), fields: [] };
      messages.push(current);
    } else if (name && type !== 'reserved') {
      current?.fields.push([`\`${name}\``, number, type, comment.join(' ')]);
    }
    comment = [];
  }
  return messages;
}

function message({ name, meaning, fields }) {
  const known = fields.length === 0 ? 'No fields.' : table(['field', 'number', 'type', 'meaning'], fields);
  return [`### ${name}`, meaning, known].filter(Boolean).join('\n\n');
}
