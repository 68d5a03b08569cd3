// `run_code`: a short program in JavaScript or Python, run in the sandbox. Which Python there is, is found out once.
import { homedir } from 'node:os';
import { FarhandError } from '@farhand/shared';
import { z } from 'zod';
import { runProgram } from '../../process.js';
import { defineTool, type Tool } from '../tool.js';
import { keptOnceFound } from './kept.js';
import { type Program, type Run, runInSandbox, type SandboxLimits } from './sandbox.js';

/** A program is handed over as one argument, of which Linux takes 128 KiB. */
const longestCode = 30_000;
const answerLength = 10_000;

const limits: SandboxLimits = {
  wallSeconds: 20,
  cpuSeconds: 10,
  memoryMb: 512,
  wholeMemoryMb: 1024,
  processes: 32,
  outputBytes: 100_000,
};

const input = z.strictObject({
  language: z.enum(['javascript', 'python']),
  code: z.string().min(1).max(longestCode).describe('A whole program. It prints its result'),
  stdin: z.string().max(500_000).default('').describe('What the program reads from standard input'),
});
type Language = z.output<typeof input>['language'];

type Interpreter = Pick<Program, 'file' | 'needs'>;

export const runCode: Tool = defineTool({
  name: 'run_code',
  description: `Run a short JavaScript (Node, ES module) or Python program without network or files, for exact calculation and data work. Limits: ${limits.wallSeconds} s, ${limits.memoryMb} MB.`,
  input,
  run: async ({ language, code, stdin }, { signal }) => {
    const interpreter = language === 'python' ? await python() : node();
    const run = await runInSandbox({ ...interpreter, args: argumentsFor(language, code), stdin, limits }, signal);
    return { text: describe(run), sources: [] };
  },
});

function argumentsFor(language: Language, code: string): string[] {
  if (language === 'python') return ['-I', '-c', code];
  return [`--max-old-space-size=${limits.memoryMb / 2}`, '--input-type=module', '-e', code];
}

/** The binary is all that a program of its own modules needs. */
function node(): Interpreter {
  return { file: process.execPath, needs: process.execPath };
}

/** The system's own first; any other python3 may be a wrapper, and is asked where it really lies. */
const python = keptOnceFound(async (): Promise<Interpreter> => {
  const question = 'import json, os, sys; print(json.dumps([os.path.realpath(sys.executable), sys.base_prefix]))';
  for (const name of ['/usr/bin/python3', 'python3']) {
    const asked = await runProgram(name, ['-I', '-c', question]).catch(() => undefined);
    if (asked?.code !== 0) continue;
    const [file, prefix] = JSON.parse(asked.stdout) as [string, string];
    if (prefix === '/usr') return { file, needs: file };
    // A Python that lies in the home folder itself would show all of it to the program.
    if (!`${homedir()}/`.startsWith(`${prefix.replace(/\/+$/, '')}/`)) return { file, needs: prefix };
  }
  throw new FarhandError('SANDBOX_UNAVAILABLE', 'Python cannot be run: there is no python3 that a sandbox could show', {
    hint: 'Install it (Debian and Ubuntu: apt install python3), or use JavaScript.',
  });
});

function describe({ exitCode, endedBy, stdout, stderr }: Run): string {
  const endings = {
    time: `Ended after ${limits.wallSeconds} s, the most it may take`,
    memory: `Ended because it held more than ${limits.wholeMemoryMb} MB of memory`,
    output: `Ended because it printed more than ${limits.outputBytes} bytes`,
    itself: exitCode === 0 ? 'Exit code 0' : `Exit code ${exitCode}`,
  };
  const part = (name: string, text: string) => (text.trim() === '' ? [] : [`${name}:\n${shortened(text)}`]);
  return [endings[endedBy], ...part('stdout', stdout), ...part('stderr', stderr)].join('\n');
}

function shortened(text: string): string {
  if (text.length <= answerLength) return text.trimEnd();
  const half = answerLength / 2;
  return `${text.slice(0, half)}\n[${text.length - answerLength} characters left out]\n${text.slice(-half).trimEnd()}`;
}
