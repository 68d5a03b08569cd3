// A cloud service and a bridge for one command: the ones that already run in this checkout (`npm start -- serve`), or
// ones of its own that end with it.
import { FarhandError, givenBridgeSettings } from '@farhand/shared';
import { type CloudConfig, loadConfig } from '../config.js';
import { type BridgeProcess, startBridge } from './bridge-process.js';
import { CloudClient } from './client.js';
import { announceService, findService, type RunningService, withdrawService } from './service-file.js';

export interface LocalService {
  readonly client: CloudClient;
  readonly url: string;
  /** What others are told. */
  readonly publicUrl: string;
  /** Resolves with the number of phones once this command's bridge has looked for them; 0 when it has no bridge. */
  readonly phonesFound: Promise<number>;
  /** Rejects when the service's bridge ends by itself; never resolves. */
  readonly failed: Promise<never>;
  /** Ends what was started for this command; leaves alone what ran before. */
  close(): Promise<void>;
}

export interface LocalServiceOptions {
  /** Planning alone needs no phone. */
  readonly withBridge: boolean;
  /** Listen for other commands of this checkout. */
  readonly announce?: boolean;
  readonly port?: number;
}

/** Asks the service of this checkout, or one of its own without phones, and closes that again. */
export function withClient<T>(signal: AbortSignal, work: (client: CloudClient) => Promise<T>): Promise<T> {
  return withService({ withBridge: false }, signal, ({ client }) => work(client));
}

/** The same, with phones where they are needed. */
export async function withService<T>(
  options: LocalServiceOptions,
  signal: AbortSignal,
  work: (service: LocalService) => Promise<T>,
): Promise<T> {
  const service = await openLocalService(options, signal);
  try {
    return await work(service);
  } finally {
    await service.close();
  }
}

export async function openLocalService(options: LocalServiceOptions, signal: AbortSignal): Promise<LocalService> {
  // A single command is no server: what an earlier one left behind is recorded as failed, not carried on with.
  const { config, warnings } = loadConfig({ port: options.port, resumeInterrupted: options.announce === true });
  for (const warning of warnings) process.stderr.write(`${warning}\n`);
  const running = await findService(config.home);
  if (running && options.announce) {
    throw new FarhandError('PORT_TAKEN', `A service of this checkout already runs at ${running.url}`, {
      hint: 'Use it: every command of this checkout does. Or stop it with Ctrl-C first.',
    });
  }
  return running ? theRunning(running) : startOwn(config, options, signal);
}

/** Asks the service of this checkout if there is one; false when there is none. */
export async function withRunningService(work: (service: LocalService) => Promise<void>): Promise<boolean> {
  const running = await findService(loadConfig().config.home);
  if (running) await work(theRunning(running));
  return running !== undefined;
}

function theRunning({ url, token }: RunningService): LocalService {
  return {
    client: new CloudClient(url, token),
    url,
    publicUrl: url,
    phonesFound: Promise.resolve(0),
    failed: new Promise(() => {}),
    close: async () => {},
  };
}

async function startOwn(config: CloudConfig, options: LocalServiceOptions, signal: AbortSignal): Promise<LocalService> {
  if (options.withBridge) givenBridgeSettings({}, process.env);
  // Loaded here, not above: finding a running service must not wait for the database driver and the engine.
  const { startCloud } = await import('../service.js');
  const cloud = await startCloud(config, { signal });
  const { url, publicUrl, token } = cloud;
  let bridge: BridgeProcess | undefined;
  if (options.withBridge) bridge = startBridge({ cloudUrl: cloud.bridgeUrl, token, home: config.home });
  if (options.announce) announceService(config.home, { url, token, pid: process.pid });
  return {
    client: new CloudClient(url, token),
    url,
    publicUrl,
    phonesFound: bridge?.ready ?? Promise.resolve(0),
    failed: bridge?.failed ?? new Promise(() => {}),
    async close() {
      if (options.announce) withdrawService(config.home, process.pid);
      await bridge?.close();
      await cloud.close();
    },
  };
}
