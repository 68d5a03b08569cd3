// The bridge as a process of its own. Prints one JSON line on stdout: `{"ready": true, ...}` once it is linked to the
// cloud, or `{"error": {code, message, hint}}` and the error's exit code. Ends when its stdin closes, and on SIGTERM.
import { createLogger, printLine, runToExit, startTracing } from '@farhand/shared';
import { startBridge } from './bridge.js';
import { readBridgeConfig } from './config.js';

async function main(): Promise<void> {
  const log = createLogger('bridge');
  const { otlpUrl, ...options } = readBridgeConfig(process.argv.slice(2), process.env);
  const tracing = await startTracing('farhand-bridge', otlpUrl);
  const bridge = await startBridge({ ...options, log });
  const asked = askedToEnd();
  bridge.linked
    .then(() => bridge.serials())
    .then((devices) => {
      const { bridgeId, controlUrl, mcpUrl } = bridge;
      printLine({ ready: true, bridgeId, devices, controlUrl, mcpUrl });
    })
    .catch((error: unknown) => log.warn({ error: String(error) }, 'the phones could not be listed'));
  try {
    await Promise.race([asked, bridge.failed]);
  } finally {
    await bridge.close();
    await tracing.close();
  }
}

/** Resolves when the parent is gone or says so. */
function askedToEnd(): Promise<void> {
  return new Promise((resolve) => {
    process.stdin
      .on('end', resolve)
      .on('error', () => resolve())
      .resume();
    process.once('SIGTERM', () => resolve());
    process.once('SIGINT', () => resolve());
  });
}

runToExit(main);
