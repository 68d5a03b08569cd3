// `npm start` and `npm start -- serve`: the service with its console, a bridge and a phone until Ctrl-C.
import { consoleLink, openInBrowser } from './console-link.js';
import { openLocalService, withRunningService } from './local-service.js';
import { dim } from './style.js';

/** `npm start`: as `serve`, with a browser before it; only the link to the console where a service runs already. */
export async function openConsole(signal: AbortSignal): Promise<void> {
  const isRunning = await withRunningService(async (service) => {
    const link = await consoleLink(service, signal);
    process.stdout.write(`Farhand runs already. Console: ${link}\n`);
    openInBrowser(link);
  });
  if (!isRunning) await serve(undefined, signal, openInBrowser);
}

/** `onLink` is given the console's link once everything stands. */
export async function serve(
  port: number | undefined,
  signal: AbortSignal,
  onLink?: (link: string) => void,
): Promise<void> {
  const options = port === undefined ? {} : { port };
  const service = await openLocalService({ withBridge: true, announce: true, ...options }, signal);
  try {
    // Not before the bridge stands: a setting it refuses is said instead.
    const over = ended(signal);
    const phones = await Promise.race([service.phonesFound, service.failed, over]);
    if (phones === undefined) return;
    process.stdout.write(`Farhand serves at ${service.publicUrl} with ${phones} phone${phones === 1 ? '' : 's'}\n`);
    const link = await consoleLink(service, signal);
    process.stdout.write(`Console: ${link}\n`);
    process.stderr.write(dim('The link signs one browser in, within ten minutes; npm start prints another\n'));
    process.stderr.write(dim(`API: ${service.publicUrl}/docs, with the token of this checkout\n`));
    process.stderr.write(dim(`Agents: ${service.publicUrl}/mcp (MCP), ${service.publicUrl}/v1 (as a model)\n`));
    process.stderr.write(dim('Commands of this checkout use it from now on. Ctrl-C ends it.\n'));
    onLink?.(link);
    await Promise.race([over, service.failed]);
  } finally {
    await service.close();
  }
}

/** Resolves when the user ends the service: an interrupt is how `serve` is meant to end, not a failure. */
function ended(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
