// `npm run conformance [-- CLIENT...]`: real clients that others wrote drive a virtual phone. Each runs in a process of
// its own, against an adb server and an Appium server of this run. Packages that the product does not need are installed
// into a temporary folder, pinned, and go with it. With --write the table goes to docs/reference/conformance.md.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { startAdbServer, startAppium, virtualPhoneMain } from '@farhand/device-bridge';
import { runClient } from '../dist/conformance/run-client.js';

/** What each needs from npm; nothing for those that come with the product. */
const clients = {
  adb: undefined,
  inspector: undefined,
  adbkit: '@devicefarmer/adbkit@3.3.9',
  'mobile-mcp': '@mobilenext/mobile-mcp@1.0.4',
  midscene: '@midscene/android@1.7.3',
};
const here = dirname(fileURLToPath(import.meta.url));

const { values, positionals } = parseArgs({
  options: { write: { type: 'boolean', default: false }, packages: { type: 'string' } },
  allowPositionals: true,
});
const chosen = positionals.length > 0 ? positionals : Object.keys(clients);
for (const name of chosen) {
  if (name in clients) continue;
  console.error(`No client "${name}"; there are ${Object.keys(clients).join(', ')}`);
  process.exit(2);
}

const folder = mkdtempSync(join(tmpdir(), 'farhand-conformance-'));
const packages = values.packages ?? join(folder, 'packages');
const adb = await startAdbServer();
const appium = chosen.includes('inspector') ? await startAppium(adb) : undefined;
const results = [];
try {
  for (const name of chosen) results.push({ name, ...(await conform(name)) });
} finally {
  await appium?.close();
  await adb.close();
  rmSync(folder, { recursive: true, force: true });
}
for (const { name, rows, unknown } of results) {
  console.log(`\n${name}${clients[name] ? ` (${clients[name]})` : ''}`);
  for (const { what, ok, note } of rows) console.log(`  ${ok ? '✔' : '✗'} ${what}${note ? `: ${note}` : ''}`);
  for (const command of unknown) console.log(`  ? ${command}`);
}
if (values.write) writeFileSync(join(here, '../../docs/reference/conformance.md'), page());
process.exitCode = results.some(({ rows }) => rows.length === 0 || rows.some(({ ok }) => !ok)) ? 1 : 0;

/** One client against a fresh phone. */
async function conform(name) {
  await install(name);
  const phone = await startPhone();
  await adb.run('connect', phone.serial);
  try {
    return await runClient(name, { phone, adb, appium, folder, packages: join(packages, name) });
  } finally {
    await adb.run('disconnect', phone.serial).catch(() => {});
    await phone.close();
  }
}

async function startPhone() {
  const child = spawn(process.execPath, [virtualPhoneMain, '--seed', '7', '--json'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = once(child, 'close');
  const [line] = await once(createInterface({ input: child.stdout }), 'line');
  const close = async () => {
    child.stdin.end();
    await ended;
  };
  return { ...JSON.parse(line), close };
}

async function install(name) {
  const wanted = clients[name];
  if (wanted === undefined || values.packages !== undefined) return;
  const into = join(packages, name);
  mkdirSync(into, { recursive: true });
  writeFileSync(join(into, 'package.json'), '{"private":true}');
  console.error(`Installing ${wanted} into a temporary folder`);
  const npm = spawn('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error', wanted], {
    cwd: into,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [code] = await once(npm, 'close');
  if (code !== 0) throw new Error(`${wanted} could not be installed`);
}

function page() {
  const sections = results.map(({ name, rows, unknown }) => {
    const table = rows.map(({ what, ok, note }) => `| ${what} | ${ok ? 'works' : 'fails'} | ${lasting(note ?? '')} |`);
    const head = `## ${name}${clients[name] ? ` (\`${clients[name]}\`)` : ''}\n\n| what | result | note |\n| --- | --- | --- |`;
    const foot =
      unknown.length === 0 ? '' : `\n\nNot known to the phone: ${unknown.map((text) => `\`${text}\``).join(', ')}.`;
    return `${head}\n${table.join('\n')}${foot}`;
  });
  const date = new Date().toISOString().slice(0, 10);
  return `# Foreign clients on the virtual phone (${date})

Written by \`npm run conformance -- --write\`: clients that others wrote drive a fresh virtual phone each. What they do is
compared with the phone's true state: the app in front, what a shop was asked for, settings, display, packages, files. The
first two are run with every \`npm test\`, and held against this page; the others come from npm and only by this command. Rows
that say "(answered)" are of gestures that change nothing there; they tell only that the client got no error.

Code of pushed archives does not run on this phone. Three helpers are known to it by name, and what their commands do is
done by the phone itself: Appium's server and settings app, and yadb (\`com.ysbing.yadb.Main -keyboard\` and
\`-keyboardClear\`), with which Midscene types what \`input text\` cannot. So "works" there says that the client speaks to its
helper as the phone expects and that the text arrives; it says nothing about the helper's own code, which was never run.

${sections.join('\n\n')}
`;
}

/** Without what is another one in each run. */
function lasting(note) {
  return note
    .replaceAll(adb.home, '…')
    .replaceAll(/127\.0\.0\.1:\d+/g, 'PHONE')
    .replaceAll('|', '\\|');
}
