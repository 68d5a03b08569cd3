// What the shell itself provides: `export`, `exec`, `sh`, and commands that do nothing.
import { type Command, type CommandTable, failure, success } from '../command.js';

const nothing: Command = () => success;

const exportVariables: Command = ({ args, environment }) => {
  for (const argument of args) {
    const equals = argument.indexOf('=');
    if (equals > 0) environment.set(argument.slice(0, equals), argument.slice(equals + 1));
  }
  return success;
};

const sh: Command = async (context) => {
  if (context.args[0] === '-c') return context.runScript(context.args[1] ?? '');
  const [path] = context.args;
  const script = path === undefined ? await context.stdin.takeAll() : context.phone.files.read(path);
  if (script === undefined) {
    context.complain(`sh: ${path}: No such file or directory`);
    return failure;
  }
  return context.runScript(script.toString('utf8'));
};

export const builtinCommands: CommandTable = {
  ':': nothing,
  true: nothing,
  false: () => failure,
  cd: nothing,
  set: nothing,
  sync: nothing,
  wait: nothing,
  export: exportVariables,
  exec: (context) => context.runWords(context.args),
  sh,
};
