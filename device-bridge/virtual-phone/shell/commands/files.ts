// Files and folders: `ls`, `cat`, `mkdir`, `touch`, `rm`, `mv`, `cp`, `stat`, `chmod`, `df`, `test`.
import { type Command, type CommandTable, failure, parseOptions, success } from '../command.js';

const ls: Command = ({ args, phone, print, complain }) => {
  const { options, rest } = parseOptions(args);
  let code = success;
  for (const path of rest.length > 0 ? rest : ['/']) {
    const status = phone.files.status(path);
    if (status === undefined) {
      complain(`ls: ${path}: No such file or directory`);
      code = failure;
    } else if (status.kind === 'file' || options.has('-d')) {
      print(path);
    } else {
      for (const [name] of phone.files.list(path) ?? []) print(name);
    }
  }
  return code;
};

const cat: Command = async ({ args, phone, stdin, write, complain }) => {
  if (args.length === 0) {
    write(await stdin.takeAll());
    return success;
  }
  for (const path of args) {
    const data = phone.files.read(path);
    if (data === undefined) {
      complain(`cat: ${path}: No such file or directory`);
      return failure;
    }
    write(data);
  }
  return success;
};

const mkdir: Command = ({ args, phone }) => {
  for (const path of parseOptions(args, ['-m']).rest) phone.files.makeFolder(path);
  return success;
};

const touch: Command = ({ args, phone }) => {
  for (const path of parseOptions(args).rest) {
    if (phone.files.status(path) === undefined) phone.files.write(path, Buffer.alloc(0));
  }
  return success;
};

const rm: Command = ({ args, phone, complain }) => {
  const { options, rest } = parseOptions(args);
  const isForced = [...options.keys()].some((option) => option.includes('f'));
  let code = success;
  for (const path of rest) {
    if (phone.files.remove(path) || isForced) continue;
    complain(`rm: ${path}: No such file or directory`);
    code = failure;
  }
  return code;
};

const copyOrMove: Command = ({ name, args, phone, complain }) => {
  const [from = '', to = ''] = parseOptions(args).rest;
  const data = phone.files.read(from);
  if (data === undefined) {
    complain(`${name}: ${from}: No such file or directory`);
    return failure;
  }
  const isFolder = phone.files.status(to)?.kind === 'folder';
  phone.files.write(isFolder ? `${to}/${from.slice(from.lastIndexOf('/') + 1)}` : to, data);
  if (name === 'mv') phone.files.remove(from);
  return success;
};

/** Only the size is asked for in practice. */
const stat: Command = ({ args, phone, print, complain }) => {
  const path = parseOptions(args, ['-c']).rest[0] ?? '';
  const status = phone.files.status(path);
  if (status === undefined) {
    complain(`stat: '${path}': No such file or directory`);
    return failure;
  }
  print(String(status.size));
  return success;
};

const chmod: Command = () => success;

const df: Command = ({ print }) => {
  print('Filesystem      1K-blocks     Used Available Use% Mounted on');
  print('/dev/block/dm-8 118000000 41000000  77000000  35% /data');
  return success;
};

/** `test` and `[ … ]`, for one operator on one operand. */
const test: Command = (context) => {
  const words = context.name === '[' ? context.args.slice(0, -1) : context.args;
  const [operator, operand = ''] = words;
  const status = context.phone.files.status(operand);
  const isTrue = (condition: boolean): number => (condition ? success : failure);
  switch (operator) {
    case '-e':
      return isTrue(status !== undefined);
    case '-f':
      return isTrue(status?.kind === 'file');
    case '-d':
      return isTrue(status?.kind === 'folder');
    case '-n':
      return isTrue(operand !== '');
    case '-z':
      return isTrue(operand === '');
    default:
      return context.unknown(`unknown condition: ${words.join(' ')}`);
  }
};

export const fileCommands: CommandTable = {
  ls,
  cat,
  mkdir,
  touch,
  rm,
  cp: copyOrMove,
  mv: copyOrMove,
  stat,
  chmod,
  df,
  test,
  '[': test,
};
