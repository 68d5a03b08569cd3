// What the shell itself provides: variables, `read`, `exec`, `sh`, `which`, and commands that do nothing.
import { type Command, type CommandTable, failure, parseOptions, success } from '../command.js';
import { allCommands } from './index.js';

const nothing: Command = () => success;

const exportVariables: Command = ({ args, environment }) => {
  for (const argument of args) {
    const equals = argument.indexOf('=');
    if (equals > 0) environment.set(argument.slice(0, equals), argument.slice(equals + 1));
  }
  return success;
};

/** Sets variables to the words of one line of the input. */
const read: Command = async ({ args, stdin, environment }) => {
  const names = parseOptions(args).rest;
  const line = await stdin.takeLine();
  const words = (line ?? '').trim().split(/\s+/);
  names.forEach((name, index) => {
    const isLast = index === names.length - 1;
    environment.set(name, (isLast ? words.slice(index) : words.slice(index, index + 1)).join(' '));
  });
  return line === undefined ? failure : success;
};

const unset: Command = ({ args, environment }) => {
  for (const name of args) environment.delete(name);
  return success;
};

/** `command -v NAME` and `which NAME`. */
const which: Command = ({ args, print }) => {
  const wanted = args.filter((argument) => !argument.startsWith('-'));
  const known = wanted.filter((name) => Object.hasOwn(allCommands, name));
  for (const name of known) print(`/system/bin/${name}`);
  return known.length === wanted.length ? success : failure;
};

const sh: Command = async (context) => {
  if (context.args[0] === '-c') return context.runScript(context.args[1] ?? '', context.args.slice(2));
  const [path] = context.args;
  const script = path === undefined ? await context.stdin.takeAll() : context.phone.files.read(path);
  if (script === undefined) {
    context.complain(`sh: ${path}: No such file or directory`);
    return failure;
  }
  return context.runScript(script.toString('utf8'), context.args);
};

export const builtinCommands: CommandTable = {
  ':': nothing,
  true: nothing,
  false: () => failure,
  cd: nothing,
  set: nothing,
  sync: nothing,
  wait: nothing,
  command: (context) => (context.args[0] === '-v' ? which(context) : context.runWords(context.args)),
  export: exportVariables,
  exec: (context) => context.runWords(context.args),
  nohup: (context) => context.runWords(context.args),
  read,
  sh,
  unset,
  which,
};
