// Runs what the pages show, against a whole Farhand with its virtual phone: commands of `npm start --` by the command line's
// own program, requests by the shell. docs/runner/not-run.mjs lists what is not run, and why. (Code in pages stands in source
// files that are compiled and tested: docs/checker/code.mjs; JSON is held to its schema: docs/checker/data.mjs.)
// Run after a build: `node docs/run.mjs [FOLDER...]`. Prints one line a problem; exit code 1 when there is any.
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { announceService } from '../cloud/dist/cli/service-file.js';
import { House } from '../tests/dist/house.js';
import { commandsOf } from './checker/commands.mjs';
import { readPages } from './checker/pages.mjs';
import { commandProblem, inOrder } from './runner/commands.mjs';
import { notRun } from './runner/not-run.mjs';
import { scriptProblem } from './runner/scripts.mjs';

const repository = dirname(dirname(fileURLToPath(import.meta.url)));
const roots = process.argv.length > 2 ? process.argv.slice(2).map((root) => resolve(root)) : [repository];
const problems = [];
const used = new Set();
const { commands, scripts } = whatIsShown();
const house = await House.open(1, { FARHAND_PRIVACY: 'open' });
const folder = mkdtempSync(join(tmpdir(), 'farhand-pages-'));
try {
  const { url, token } = house.cloud;
  announceService(house.home, { url, token, pid: process.pid });
  process.env.FARHAND_HOME = house.home;
  process.env.INIT_CWD = folder;
  symlinkSync(join(repository, 'native'), join(folder, 'native'));
  mkdirSync(join(folder, '.farhand'));
  writeFileSync(join(folder, '.farhand/token'), token);
  writeFileSync(join(folder, 'phone.json'), JSON.stringify({ controlUrl: house.phoneDoor }));
  for (const { place, words } of inOrder(commands)) tell(place, words.join(' '), await commandProblem(words, fill));
  const id = await newestTask();
  for (const { place, lines } of scripts) tell(place, lines[0], await scriptProblem(lines, { url, token, folder, id }));
} finally {
  await house.close();
  rmSync(folder, { recursive: true, force: true });
}
for (const [pattern] of notRun) {
  if (!used.has(pattern)) problems.push(`docs/runner/not-run.mjs: ${pattern} fits no command of any page`);
}
for (const problem of problems) console.log(problem);
console.error(`${commands.length} commands and ${scripts.length} scripts were run: ${problems.length} problems`);
process.exit(problems.length === 0 ? 0 : 1);

function tell(place, what, problem) {
  if (problem) problems.push(`${place}: ${what}: ${problem}`.replaceAll(/\s+/g, ' '));
}

/** Each command once, however many pages show it; what cannot be run is left out. */
function whatIsShown() {
  const commands = new Map();
  const scripts = new Map();
  for (const { path, fences, root } of roots.flatMap(readPages)) {
    for (const { language, line, lines } of fences) {
      if (language !== 'sh' && language !== 'bash') continue;
      const place = `${join(root, path)}:${line}`;
      const all = commandsOf(lines, line).map(({ words }) => ({ words, isRun: !reasonNot(words.join(' ')) }));
      const isScript = all.some(({ words, isRun }) => isRun && words[0] === 'curl');
      const own = isScript ? lines.filter((text) => !reasonNot(text)) : [];
      if (isScript) scripts.set(own.join('\n'), { place, lines: own });
      for (const { words, isRun } of all) {
        if (!isRun) continue;
        if (words.slice(0, 3).join(' ') === 'npm start --')
          commands.set(words.map(nameless).join(' '), { place, words: words.slice(3) });
        else if (!isScript) problems.push(`${place}: nothing runs ${words.join(' ')}, and nothing says why`);
      }
    }
  }
  return { commands: [...commands.values()], scripts: [...scripts.values()] };
}

function reasonNot(command) {
  const found = notRun.find(([pattern]) => pattern.test(command.replace(/ (&|>).*$/, '')));
  if (found) used.add(found[0]);
  return found?.[1];
}

/** What a placeholder of a command stands for. */
async function fill(word, [command]) {
  if (nameless(word) === 'PHONE') {
    const { devices } = await house.request('GET', '/v1/devices');
    return devices[0].device_id;
  }
  if (nameless(word) !== 'ID') return word;
  if (command === 'schedule') return (await house.request('GET', '/v1/schedules')).schedules[0].id;
  if (command === 'token') return (await house.request('GET', '/v1/tokens')).tokens[0].id;
  if (command === 'approve') return house.cloud.submit('在微信上告诉李四：晚上见').then(ended);
  return newestTask();
}

async function ended(id) {
  await house.cloud.result(id);
  return id;
}

/** One that was done, with a message in its plan. */
async function newestTask() {
  const { tasks } = await house.request('GET', '/v1/tasks?status=done&app=wechat&words=%E4%BC%9A%E8%AE%AE');
  return tasks[0].taskId;
}

/** Pages name the same placeholder in several ways. */
function nameless(word) {
  if (/^(0f6c1c52|YOUR-(task|id))$/.test(word)) return 'ID';
  return /^(emulator-5554|YOUR-serial)$/.test(word) ? 'PHONE' : word;
}
