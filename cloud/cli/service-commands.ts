// `serve`, `mcp` and `doctor`: what keeps Farhand running, and what looks whether it can.
import type { Command } from 'commander';
import { runDoctor } from './doctor-command.js';
import { serve } from './serve-command.js';
import { jsonOption, wholeNumber } from './values.js';

export function addServiceCommands(root: Command, signal: AbortSignal): void {
  root
    .command('serve')
    .description('keep the service and the phone running; other commands of this checkout use them')
    .option('--port <n>', 'port of the API; 0 for a free one', wholeNumber)
    .action((flags: { port?: number }) => serve(flags.port, signal));
  root
    .command('mcp')
    .description('serve other agents on stdin and stdout: an MCP server that runs tasks, follows them and shows phones')
    .action(async () => (await import('./mcp-command.js')).serveMcp(signal));
  root
    .command('doctor')
    .description('look whether everything is there that a command needs, and say what to do')
    .option('--fix', 'put right what can be put right from here')
    .addOption(jsonOption())
    .action(async (_: object, self: Command) => {
      process.exitCode = await runDoctor(self.optsWithGlobals(), signal);
    });
}
