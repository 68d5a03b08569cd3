// Fences of requests to a running service: each is run by the shell as it stands, with the address of the service that there
// is. A request that is refused fails.
import { spawn } from 'node:child_process';

const documented = 'http://127.0.0.1:8080';
const limitMs = 60_000;

/** What went wrong, or nothing. `id`: of a task, where the page has a placeholder for one. */
export async function scriptProblem(lines, { url, token, folder, id }) {
  const text = lines
    .join('\n')
    .replaceAll(documented, url)
    .replaceAll(/<id>|0f6c1c52[\w-]*/g, id);
  const script = `set -eo pipefail\ncurl() { command curl --silent --show-error --fail-with-body "$@"; }\n${text}\n`;
  const { exitCode, output } = await shell(script, folder, { token, TOKEN: token });
  return exitCode === 0 ? undefined : `ends with ${exitCode}: ${output.slice(-300).trim()}`;
}

function shell(script, cwd, env) {
  return new Promise((resolve, reject) => {
    const child = spawn('bash', ['-c', script], { cwd, env: { ...process.env, ...env }, timeout: limitMs });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
    child.on('error', reject);
    child.on('close', (exitCode) => resolve({ exitCode, output }));
  });
}
