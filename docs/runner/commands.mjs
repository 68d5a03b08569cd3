// Commands of `npm start --` that pages show, given to the command line's own program in this process, against one service.
// What stands for something of the reader's (an id, a phone) is filled in by what there is.
import { CommanderError } from 'commander';
import { farhandProgram } from '../../cloud/dist/cli/program.js';

/** Those that make what others need come first, those that take it away last; the rest as it stands in the pages. */
const first = [/^在微信上告诉张三：会议改到三点 --yes$/, /^skill add/, /^schedule add/, /^token create/];
const last = [/^skill remove/, /^schedule remove/, /^token revoke/, /^replays wechat --forget/];

/** How those end that do not simply succeed: by an exit code, or a code of the error table. */
const endings = [
  [/^(run tell|在微信上告诉张三：会议改到三点$)/, 3],
  [/^plan write a poem/, 'BRAIN_REFUSED'],
  // Shown for a larger model; what the embedded one makes of it is not what the page says.
  [/^plan Find the three/, 0, 'BRAIN_REFUSED'],
];

export function inOrder(lines) {
  const rank = (line) => {
    const early = first.findIndex((pattern) => pattern.test(line));
    if (early >= 0) return early;
    return first.length + (last.some((pattern) => pattern.test(line)) ? 1 : 0);
  };
  return lines.toSorted((a, b) => rank(a.words.join(' ')) - rank(b.words.join(' ')));
}

/** What went wrong, or nothing. `fill` gives what a placeholder stands for. */
export async function commandProblem(words, fill) {
  const line = words.join(' ');
  const [, ...wanted] = endings.find(([pattern]) => pattern.test(line)) ?? [line, 0];
  const args = await Promise.all(words.map((word) => fill(word, words)));
  const { ended, printed } = await run(args);
  if (!wanted.includes(ended))
    return `ends with ${ended} instead of ${wanted.join(' or ')}: ${printed.slice(-300).trim()}`;
  if (args.includes('--json') && ended === 0 && !isJson(printed)) return 'prints no JSON';
  return undefined;
}

/** @returns the exit code, or the code of the error; and what was written to stdout */
async function run(args) {
  const { write } = process.stdout;
  const { write: writeError } = process.stderr;
  let printed = '';
  process.exitCode = 0;
  process.stdout.write = (chunk) => {
    printed += chunk;
    return true;
  };
  process.stderr.write = () => true;
  try {
    await farhandProgram(new AbortController().signal).parseAsync(args, { from: 'user' });
    return { ended: process.exitCode ?? 0, printed };
  } catch (error) {
    if (error instanceof CommanderError) return { ended: error.exitCode, printed: error.message };
    return { ended: error.code ?? 'INTERNAL', printed: String(error.message) };
  } finally {
    process.exitCode = 0;
    process.stdout.write = write;
    process.stderr.write = writeError;
  }
}

function isJson(text) {
  try {
    for (const line of text.trim().split('\n')) JSON.parse(line);
    return true;
  } catch {
    return false;
  }
}
