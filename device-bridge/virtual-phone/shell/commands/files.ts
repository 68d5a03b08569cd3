// Files and folders: `ls`, `cat`, `mkdir`, `touch`, `rm`, `mv`, `cp`, `stat`, `chmod`, `find`, `md5sum`,
// `df`.
import { createHash } from 'node:crypto';
import type { Clock } from '../../device/clock.js';
import type { FileStatus } from '../../device/files.js';
import {
  type Command,
  type CommandTable,
  failure,
  optionValue,
  parseOptions,
  splitFlags,
  success,
} from '../command.js';

const ls: Command = ({ args, phone, print, complain }) => {
  const { options, rest } = parseOptions(splitFlags(args, 'laRdh1At'));
  let code = success;
  for (const path of rest.length > 0 ? rest : ['/']) {
    const status = phone.files.status(path);
    if (status === undefined) {
      complain(`ls: ${path}: No such file or directory`);
      code = failure;
    } else {
      const isOne = status.kind === 'file' || options.has('-d');
      const entries: [string, FileStatus][] = isOne ? [[path, status]] : (phone.files.list(path) ?? []);
      for (const [name, entry] of entries) print(options.has('-l') ? longLine(name, entry, phone.clock) : name);
    }
  }
  return code;
};

function longLine(name: string, { kind, size, mode, modifiedSeconds }: FileStatus, clock: Clock): string {
  const letters = [...mode.toString(2).padStart(9, '0').slice(-9)].map((bit, index) =>
    bit === '1' ? 'rwx'[index % 3] : '-',
  );
  const { year, month, day, hour, minute } = clock.civil(modifiedSeconds * 1000);
  const type = kind === 'folder' ? 'd' : '-';
  return `${type}${letters.join('')} 1 shell shell ${String(size).padStart(8)} ${year}-${month}-${day} ${hour}:${minute} ${name}`;
}

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

/** `find FOLDER [-name PATTERN] [-type f|d]`. */
const find: Command = (context) => {
  const [folder = '/', ...conditions] = context.args;
  const parsed = parseOptions(conditions, ['-name', '-type', '-maxdepth']);
  const glob = (optionValue(parsed, '-name') ?? '*')
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  const name = new RegExp(`^${glob}$`);
  const type = { f: 'file', d: 'folder' }[optionValue(parsed, '-type') ?? ''];
  const root = folder.replace(/(.)\/$/, '$1');
  if (context.phone.files.status(root) === undefined) {
    context.complain(`find: ${folder}: No such file or directory`);
    return failure;
  }
  for (const path of context.phone.files.below(root)) {
    const isNamed = name.test(path.slice(path.lastIndexOf('/') + 1));
    if (isNamed && (type === undefined || context.phone.files.status(path)?.kind === type)) context.print(path);
  }
  return success;
};

const md5sum: Command = ({ args, phone, print, complain }) => {
  let code = success;
  for (const path of args) {
    const data = phone.files.read(path);
    if (data !== undefined) {
      print(`${createHash('md5').update(data).digest('hex')}  ${path}`);
      continue;
    }
    complain(`md5sum: ${path}: No such file or directory`);
    code = failure;
  }
  return code;
};

const df: Command = ({ print }) => {
  print('Filesystem      1K-blocks     Used Available Use% Mounted on');
  print('/dev/block/dm-8 118000000 41000000  77000000  35% /data');
  return success;
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
  find,
  md5sum,
};
