// `npm start -- doctor`: is everything there that a command needs? The bridge looks, in a process of its own; here it is
// told to people, or to scripts, and turned into an exit code.
import { type ExitCode, errorTable, isErrorCode } from '@farhand/shared';
import { runBridgeProgram } from '../devices/bridge-program.js';
import { printJson } from './output.js';
import { bold, dim } from './style.js';

interface Finding {
  readonly check: string;
  readonly state: 'ok' | 'notice' | 'failed';
  readonly found: string;
  readonly means?: string;
  readonly next?: string;
  readonly code?: string;
  readonly fixed?: boolean;
}

const marks: Record<Finding['state'], string> = { ok: '✓', notice: '·', failed: '✗' };

/** Prints what was found; the exit code is that of the first thing that failed. */
export async function runDoctor(
  options: { readonly fix?: boolean; readonly json?: boolean },
  signal: AbortSignal,
): Promise<ExitCode> {
  const findings = await examine(options.fix === true, signal);
  const failed = findings.find(({ state }) => state === 'failed');
  if (options.json) printJson({ ok: failed === undefined, findings });
  else process.stdout.write(findings.map(told).join(''));
  if (!failed) return 0;
  return failed.code !== undefined && isErrorCode(failed.code) ? errorTable[failed.code].exitCode : 1;
}

async function examine(fix: boolean, signal: AbortSignal): Promise<readonly Finding[]> {
  const answer = await runBridgeProgram<{ findings: readonly Finding[] }>('doctor', fix ? ['--fix'] : [], signal);
  return answer.findings;
}

function told({ check, state, found, means, next, fixed }: Finding): string {
  const lines = [`${marks[state]} ${bold(check)}: ${found}${fixed ? ' (put right)' : ''}`];
  if (means !== undefined) lines.push(dim(`    ${means}`));
  if (next !== undefined) lines.push(`    Next: ${next}`);
  return `${lines.join('\n')}\n`;
}
