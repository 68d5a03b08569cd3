// `ps`, `pidof`, `pgrep`, `kill`.
import { type Command, type CommandTable, failure, parseOptions, success } from '../command.js';

const ps: Command = ({ args, phone, print }) => {
  if (args.includes('--help')) {
    print('usage: ps [-AadefLlnwZ] [-o FIELD,] [-p PID,]\n\n-A\tAll\n-e\tSynonym for -A');
    return success;
  }
  print('USER            PID   PPID     VSZ    RSS WCHAN            ADDR S NAME');
  for (const { processId, name } of phone.processes.all()) {
    print(`u0_a123      ${String(processId).padStart(6)}      1 14000000 120000 0                   0 S ${name}`);
  }
  return success;
};

const pidof: Command = ({ args, phone, print }) => {
  const process = phone.processes.named(args[0] ?? '');
  if (process === undefined) return failure;
  print(String(process.processId));
  return success;
};

const pgrep: Command = ({ args, phone, print }) => {
  const pattern = parseOptions(args).rest[0] ?? '';
  const found = phone.processes.all().filter((process) => process.name.includes(pattern));
  for (const process of found) print(String(process.processId));
  return found.length > 0 ? success : failure;
};

const kill: Command = ({ args, phone, complain }) => {
  const process = phone.processes.get(Number(args.at(-1)));
  if (process === undefined) {
    complain(`/system/bin/sh: kill: ${args.at(-1)}: No such process`);
    return failure;
  }
  phone.processes.end(process.name);
  return success;
};

export const processCommands: CommandTable = { ps, pidof, pgrep, kill };
