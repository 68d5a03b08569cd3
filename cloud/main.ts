// The cloud as a process of its own, without phones: bridges dial in from elsewhere. Prints one JSON line on stdout,
// `{"ready": true, "url", "bridgeUrl"}` or `{"error": {code, message, hint}}` with the error's exit code. Ends on SIGTERM,
// and when a pipe that it was given as stdin closes; a container's empty stdin ends nothing.
import { fstatSync } from 'node:fs';
import { printLine, runToExit } from '@farhand/shared';
import { loadConfig } from './config.js';
import { startCloud } from './service.js';

async function main(): Promise<void> {
  const { config, warnings } = loadConfig();
  for (const warning of warnings) process.stderr.write(`${warning}\n`);
  const stop = new AbortController();
  const asked = askedToEnd();
  void asked.then(() => stop.abort());
  const cloud = await startCloud(config, { signal: stop.signal });
  const { url, bridgeUrl } = cloud;
  printLine({ ready: true, url, bridgeUrl });
  await asked;
  await cloud.close();
}

function askedToEnd(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGTERM', () => resolve());
    process.once('SIGINT', () => resolve());
    const stdin = fstatSync(0);
    if (stdin.isFIFO() || stdin.isSocket()) process.stdin.on('end', resolve).resume();
  });
}

runToExit(main);
