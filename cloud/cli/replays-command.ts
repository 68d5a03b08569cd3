// `npm start -- replays [APP] [--forget]`: the goals that are reached without a model because they were reached before,
// from the files that the bridge keeps. Works while nothing runs.
import { loadConfig } from '../config.js';
import { runBridgeProgram } from '../devices/bridge-program.js';
import { printJson } from './output.js';
import { cutTo, dim, oneLine, padTo } from './style.js';

interface Replay {
  readonly app?: string;
  readonly packageName: string;
  readonly versionCode: string;
  readonly goal: string;
  readonly steps: number;
  readonly wins: number;
  readonly losses: number;
  readonly usedAt: string;
}

interface ReplaysOptions {
  readonly json?: boolean;
  /** Instead of showing them. */
  readonly forget?: boolean;
}

/** `app`: catalogue id or package; without it all. */
export async function runReplays(app: string | undefined, options: ReplaysOptions, signal: AbortSignal): Promise<void> {
  const { home } = loadConfig().config;
  const which = app === undefined ? [] : [app];
  if (options.forget) {
    const { forgotten } = await ask<{ forgotten: number }>([home, 'forget', ...which], signal);
    if (options.json) printJson({ forgotten });
    else process.stdout.write(`${forgotten} replay${forgotten === 1 ? '' : 's'} forgotten.\n`);
    return;
  }
  const { replays } = await ask<{ replays: readonly Replay[] }>([home, 'list', ...which], signal);
  if (options.json) printJson({ replays });
  else process.stdout.write(replays.length === 0 ? 'No goal has been recorded yet.\n' : replays.map(line).join(''));
}

function ask<T extends object>(args: readonly string[], signal: AbortSignal): Promise<T> {
  return runBridgeProgram<T>('hand/replay', args, signal);
}

function line({ app, packageName, versionCode, goal, steps, wins, losses, usedAt }: Replay): string {
  const name = padTo(`${app ?? packageName} ${dim(versionCode)}`, 28);
  const score = `${wins} done, ${losses} lost`;
  return `${name} ${padTo(cutTo(oneLine(goal), 44), 44)} ${String(steps).padStart(3)} steps  ${padTo(score, 18)} ${dim(usedAt.slice(0, 10))}\n`;
}
