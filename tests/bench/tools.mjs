// How many tokens the definitions of tools take in a prompt: all of the test's ten MCP servers, and those on the shelf for a
// question. `npm install --no-save gpt-tokenizer@4.0.0` first for counts of a real vocabulary; without it there is only
// our estimate.
//   npm run build && node tests/bench/tools.mjs ["a question" ...]
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { createLogger } from '@farhand/shared';

const built = join(dirname(fileURLToPath(import.meta.url)), '../../cloud/dist');
const load = (path) => import(pathToFileURL(join(built, path)).href);
const { toolsets } = await load('testing/mcp-tools.js');
const { ToolHub } = await load('tools/hub/hub.js');
const { parseHubSettings } = await load('tools/hub/settings.js');
const { ToolShelf } = await load('tools/hub/shelf.js');
const { tokensAtMost } = await load('brain/tokens.js');
const { files } = await load('tools/files.js');
const { runCode } = await load('tools/code/run-code.js');
const vocabulary = 'gpt-tokenizer/encoding/o200k_base';
const { encode } = await import(vocabulary).catch(() => ({}));

const program = join(built, 'testing/mcp-tool-process.js');
const asProcess = (name) => [name, { command: process.execPath, args: [program, name] }];
const mcpServers = Object.fromEntries(Object.keys(toolsets).map(asProcess));
const hub = await ToolHub.open([files, runCode], parseHubSettings({ mcpServers }, 'here', {}), createLogger('tools'));
const questions = process.argv.length > 2 ? process.argv.slice(2) : ['How many kilometres are 26 miles?', 'run python'];
report(
  'all',
  hub.tools.map(({ name, description, parameters }) => ({ name, description, parameters })),
);
for (const question of questions) report(question, new ToolShelf(hub.tools, question).definitions());
await hub.close();

function report(what, definitions) {
  const sent = JSON.stringify(definitions.map((definition) => ({ type: 'function', function: definition })));
  const counted = encode ? `${encode(sent).length} tokens, ` : '';
  const estimate = tokensAtMost(JSON.stringify(definitions));
  process.stdout.write(`${what}: ${definitions.length} tools, ${counted}at most ${estimate} by estimate\n`);
}
