// `node tied.mjs <command> [arguments]`: runs a command that ends with whoever holds the other end of stdin. Started
// as the leader of a process group; when stdin closes (its owner ended, even by SIGKILL) the whole group is killed, so
// that no compiler goes on writing into a folder which the next start builds anew.
import { spawn } from 'node:child_process';

const [command, ...args] = process.argv.slice(2);
process.stdin.on('error', () => {});
process.stdin.on('close', () => process.kill(-process.pid, 'SIGKILL'));
process.stdin.resume();

const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'] });
child.on('error', (error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(127);
});
child.on('close', (code) => process.exit(code ?? 1));
