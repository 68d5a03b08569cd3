// A program of the bridge that looks at something and prints one JSON object: started, read to its end, understood.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { type ErrorBody, FarhandError } from '@farhand/shared';

/** Sources that run unbuilt (in tests) start the built program as well. */
const bridgeFolder = import.meta.url.endsWith('.ts') ? '../../device-bridge/dist' : '../../../device-bridge/dist';

/** `name`: below the other package's output, as a path: the cloud never imports the bridge. Throws what the program tells. */
export async function runBridgeProgram<T extends object>(
  name: string,
  args: readonly string[],
  signal: AbortSignal,
): Promise<T> {
  const program = fileURLToPath(new URL(`${bridgeFolder}/${name}/main.js`, import.meta.url));
  const child = spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'pipe', 'inherit'], signal });
  const closed = once(child, 'close');
  const [said] = await Promise.all([text(child.stdout), closed]);
  const answer = read<T>(said);
  if (answer && !answer.error) return answer;
  const { code, message, hint } = answer?.error ?? {};
  throw new FarhandError(code ?? 'INTERNAL', message ?? `The bridge's ${name} ended without an answer`, {
    ...(hint !== undefined && { hint }),
  });
}

function read<T extends object>(said: string): (T & { error?: Partial<ErrorBody> }) | undefined {
  try {
    return JSON.parse(said) as T & { error?: Partial<ErrorBody> };
  } catch {
    return undefined;
  }
}
