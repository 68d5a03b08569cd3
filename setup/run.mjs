// The one door to processes of the set-up: argument arrays, output kept and shown only when something failed.
import { spawn } from 'node:child_process';

const keptOutputChars = 6000;

/** Runs to the end; rejects with the last lines of output when the exit code is not 0. `what` names it in the error. */
export function run(command, args, { cwd, env, what }) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
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
