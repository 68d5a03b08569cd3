// Starts the bridge beside this process and ends it with it: the bridge's stdin is a pipe, and a bridge whose stdin
// closes ends itself, so that nothing is left behind even when this process is killed.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { type ErrorBody, type ErrorCode, FarhandError, isErrorCode } from '@farhand/shared';

/** The other package's entry, as a path: the cloud never imports the bridge. */
const bridgeMain = fileURLToPath(new URL('../../../device-bridge/dist/main.js', import.meta.url));

const endLimitMs = 8000;

export interface BridgeProcess {
  /** Resolves with the number of phones once the bridge is linked to the cloud and has looked for them. */
  readonly ready: Promise<number>;
  /** Rejects when the bridge ends by itself; never resolves. */
  readonly failed: Promise<never>;
  /** Asks the bridge to end and waits for it; kills it after a limit. Further calls do nothing. */
  close(): Promise<void>;
}

export interface BridgeProcessOptions {
  readonly cloudUrl: string;
  /** Without it the bridge shows its key, which a code pairs with the cloud. */
  readonly token?: string | undefined;
  readonly code?: string | undefined;
  readonly home: string;
}

export function startBridge(options: BridgeProcessOptions): BridgeProcess {
  const child = spawn(process.execPath, [bridgeMain], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: {
      ...process.env,
      FARHAND_CLOUD_URL: options.cloudUrl,
      FARHAND_TOKEN: options.token,
      FARHAND_PAIRING_CODE: options.code,
      FARHAND_HOME: options.home,
    },
    // A Ctrl-C in the terminal reaches this process alone; it ends the bridge in order.
    detached: true,
  });
  let lastError: Partial<ErrorBody> | undefined;
  let onReady: (phones: number) => void = () => {};
  const ready = new Promise<number>((resolve) => {
    onReady = resolve;
  });
  createInterface({ input: child.stdout }).on('line', (line) => {
    const said = readLine(line);
    if (said.ready === true) onReady(said.devices?.length ?? 0);
    lastError = said.error ?? lastError;
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
    ready,
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

interface BridgeLine {
  readonly ready?: boolean;
  readonly devices?: readonly string[];
  readonly error?: Partial<ErrorBody>;
}

function readLine(line: string): BridgeLine {
  try {
    return JSON.parse(line) as BridgeLine;
  } catch {
    return {};
  }
}

function bridgeError(error: Partial<ErrorBody> | undefined, exit: number | null): FarhandError {
  const code: ErrorCode = error?.code !== undefined && isErrorCode(error.code) ? error.code : 'DEVICE_LOST';
  const message = error?.message ?? `The bridge to the phone ended (${exit === null ? 'killed' : `exit code ${exit}`})`;
  return new FarhandError(code, message, error?.hint === undefined ? {} : { hint: error.hint });
}
