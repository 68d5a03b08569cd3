// Sets up what is missing and nothing else. Called by `npm start` and `npm test`; a second call only compares
// fingerprints. Speaks on stderr: stdout belongs to the command that follows.
import { join } from 'node:path';
import { Stamps } from './fingerprint.mjs';
import { withLock } from './lock.mjs';
import { checkNode, SetupError, steps } from './steps.mjs';

/** Resolves when everything is in place; on failure says why in one sentence and ends the process. */
export async function ensureSetUp(root) {
  try {
    checkNode();
    if (missingSteps(root).length === 0) return;
    // What another start did while this one waited for the lock is not done again.
    await withLock(root, tellWaiting, () => make(root, missingSteps(root)));
  } catch (error) {
    const hint = error instanceof SetupError ? error.hint : 'Run the command again; it goes on where it stopped.';
    process.stderr.write(`✖ ${error.message}\n  ${hint}\n`);
    process.exit(error instanceof SetupError ? error.exitCode : 1);
  }
}

function tellWaiting() {
  process.stderr.write('Another start of this checkout is setting up; waiting for it\n');
}

function stampsOf(root) {
  return new Stamps(join(root, '.farhand/setup.json'));
}

function missingSteps(root) {
  const stamps = stampsOf(root);
  return steps.filter((step) => !(step.present(root) && stamps.get(step.name) === step.fingerprint(root)));
}

async function make(root, missing) {
  const stamps = stampsOf(root);
  for (const step of missing) {
    // adb may have been installed already, outside of Farhand.
    if (step.name === 'adb' && step.present(root)) {
      stamps.set(step.name, step.fingerprint(root));
      continue;
    }
    const startedMs = performance.now();
    process.stderr.write(`${step.title} ... `);
    await step.make(root).catch((error) => {
      process.stderr.write('\n');
      throw error;
    });
    stamps.set(step.name, step.fingerprint(root));
    process.stderr.write(`${((performance.now() - startedMs) / 1000).toFixed(1)} s\n`);
  }
}
