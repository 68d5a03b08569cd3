// The one door to processes of the set-up: argument arrays, output kept and shown only when something failed.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const keptOutputChars = 6000;
const tied = fileURLToPath(new URL('./tied.mjs', import.meta.url));

/** Runs to the end; rejects with the last lines of output when the exit code is not 0. `what` names it in the error. */
export function run(command, args, { cwd, env, what }) {
  return finish(
    spawn(command, args, { env: { ...process.env, ...env }, cwd, stdio: ['ignore', 'pipe', 'pipe'] }),
    what,
  );
}

/** Like `run`, for work in the checkout: the command and all that it started end with this process, however it ends. */
export function runTied(command, args, { cwd, what }) {
  return finish(
    spawn(process.execPath, [tied, command, ...args], { cwd, detached: true, stdio: ['pipe', 'pipe', 'pipe'] }),
    what,
  );
}

function finish(child, what) {
  return new Promise((resolve, reject) => {
    let output = '';
    const keep = (chunk) => {
      output = (output + chunk).slice(-keptOutputChars);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', (cause) => reject(new Error(`${what} could not be started: ${cause.message}`)));
    child.on('close', (code, signal) => {
      if (code === 0) resolve();
      else reject(new Error(`${what} failed (${signal ?? `exit code ${code}`}):\n${output.trim()}`));
    });
  });
}

export function succeeds(command, args) {
  return run(command, args, { what: command }).then(
    () => true,
    () => false,
  );
}
