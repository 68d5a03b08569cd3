// Starts the bridge beside this process and ends it with it: the bridge's stdin is a pipe, and a bridge whose stdin
// closes ends itself, so that nothing is left behind even when this process is killed.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { type ErrorCode, FarhandError, isErrorCode } from '@farhand/shared';

/** The other package's entry, as a path: the cloud never imports the bridge. */
const bridgeMain = fileURLToPath(new URL('../../../device-bridge/dist/main.js', import.meta.url));

const endLimitMs = 8000;

export interface BridgeProcess {
  /** Rejects when the bridge ends by itself; never resolves. */
  readonly failed: Promise<never>;
  /** Asks the bridge to end and waits for it; kills it after a limit. Further calls do nothing. */
  close(): Promise<void>;
}

export interface BridgeProcessOptions {
  readonly cloudUrl: string;
  readonly token: string;
  readonly home: string;
}

export function startBridge(options: BridgeProcessOptions): BridgeProcess {
  const child = spawn(process.execPath, [bridgeMain], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: {
      ...process.env,
      FARHAND_CLOUD_URL: options.cloudUrl,
      FARHAND_TOKEN: options.token,
      FARHAND_HOME: options.home,
    },
    // A Ctrl-C in the terminal reaches this process alone; it ends the bridge in order.
    detached: true,
  });
  let lastError: { code?: string; message?: string; hint?: string } | undefined;
  createInterface({ input: child.stdout }).on('line', (line) => {
    lastError = readError(line) ?? lastError;
  });
  child.stdin.on('error', () => {
    // The bridge ended first; `failed` tells.
  });
  let closing = false;
  const ended = once(child, 'close');
  const failed = ended.then(([code]) => {
    if (closing) return new Promise<never>(() => {});
    throw bridgeError(lastError, code as number | null);
  });
  failed.catch(() => {});
  return {
    failed,
    async close() {
      if (closing) return void (await ended);
      closing = true;
      child.stdin.end();
      const kill = setTimeout(() => child.kill('SIGKILL'), endLimitMs);
      await ended;
      clearTimeout(kill);
    },
  };
}

function readError(line: string): { code?: string; message?: string; hint?: string } | undefined {
  try {
    return (JSON.parse(line) as { error?: { code?: string } }).error;
  } catch {
    return undefined;
  }
}

function bridgeError(error: { code?: string; message?: string; hint?: string } | undefined, exit: number | null) {
  const code: ErrorCode = error?.code !== undefined && isErrorCode(error.code) ? error.code : 'DEVICE_LOST';
  const message = error?.message ?? `The bridge to the phone ended (${exit === null ? 'killed' : `exit code ${exit}`})`;
  return new FarhandError(code, message, error?.hint === undefined ? {} : { hint: error.hint });
}
