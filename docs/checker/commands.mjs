// Commands in shell fences, and `npm start -- ...` in a line: read by the table that reads them when they are given. Nothing
// is run. `<word>` and `...` stand for something of the reader's.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { CommanderError } from 'commander';
import { parse } from 'shell-quote';
import { readFolders, readRunOptions } from '../../benchmark/dist/arguments.js';
import { bodyProblem, routeOf } from './routes.mjs';

const shells = ['sh', 'bash'];
const redirections = ['>', '<', '>&', '>>'];
const benchNames = ['androiddaily', 'resume', 'report', 'compare', 'list', 'judge', 'import', 'androidworld', 'static'];

export function commandProblems(pages, known) {
  return pages.flatMap(({ path, fences, spans }) => [
    ...fences.filter(({ isOpen }) => isOpen).map(({ line }) => ({ path, line, what: 'this fence is never closed' })),
    ...fences
      .filter(({ language }) => shells.includes(language))
      .flatMap(({ line, lines }) => commandsOf(lines, line))
      .flatMap(({ line, words }) => told(path, line, commandProblem(words, known))),
    ...spans
      .filter(({ code }) => code.startsWith('npm start -- '))
      .flatMap(({ line, code }) => told(path, line, mentionProblem(commandsOf([code], line)[0].words, known))),
  ]);
}

function told(path, line, what) {
  return what ? [{ path, line, what }] : [];
}

/** Simple commands with their words; what stands between them (`|`, `&&`, `;`, `(`) divides. */
export function commandsOf(lines, first) {
  const commands = [];
  let from = 0;
  while (from < lines.length) {
    let to = from;
    while (lines[to]?.endsWith('\\')) to++;
    const text = lines
      .slice(from, to + 1)
      .join('\n')
      .replaceAll('\\\n', ' ');
    let words = [];
    let isTarget = false;
    const end = () => {
      if (words.length > 0) commands.push({ line: first + from, words });
      words = [];
    };
    for (const entry of parse(text.replaceAll(/<([^<>()"']+)>/g, 'YOUR-$1'), (name) => `$${name}`)) {
      if (isTarget) isTarget = false;
      else if (typeof entry === 'string') words.push(entry);
      else if (entry.op === 'glob') words.push(entry.pattern);
      else if (redirections.includes(entry.op)) isTarget = true;
      else if (entry.op) end();
    }
    end();
    from = to + 1;
  }
  return commands;
}

function commandProblem(all, known) {
  const assignments = all.filter((word, index) => /^[A-Z_]+=/.test(word) && all.slice(0, index).every(isPrefix));
  const words = all.slice(all.findIndex((word) => !isPrefix(word)));
  for (const assignment of assignments) {
    const [name] = assignment.split('=');
    if (name.startsWith('FARHAND_') && !known.variables.has(name)) return `${name} is no setting`;
  }
  const [first, second, ...rest] = words;
  if (first === 'npm' && second === 'start') return startProblem(rest.slice(1), known);
  if (first === 'npm' && second === 'run' && !known.scripts.includes(rest[0])) return `there is no script ${rest[0]}`;
  if (first === 'node' && /\.m?js$/.test(second ?? '') && !second.startsWith('YOUR-'))
    return fileProblem(second, known);
  if (first === 'curl') return curlProblem(words, known);
  return undefined;
}

function isPrefix(word) {
  return word === 'export' || /^[A-Z_]+=/.test(word);
}

function fileProblem(path, { repository }) {
  return existsSync(join(repository, path)) ? undefined : `there is no file ${path}`;
}

/** Arguments of `npm start --`. */
function startProblem(args, known) {
  if (args[0] === 'bench') return benchProblem(args.slice(1));
  const root = known.program();
  quiet(root);
  if (isMisspelt(args, root)) return `there is no command "${args[0]}"`;
  try {
    root.parse(args, { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return undefined;
    return `npm start -- ${args.join(' ')}: ${error.message.split('\n')[0]}`;
  }
  return undefined;
}

/** One plain word is the name of a command, not something that is to be done. */
function isMisspelt([first = ''], root) {
  const names = root.commands.map((command) => command.name());
  return /^[a-z-]+$/.test(first) && !first.startsWith('-') && !names.includes(first);
}

/** Reads without doing. */
function quiet(command) {
  command.exitOverride().configureOutput({ writeOut: () => {}, writeErr: () => {} });
  if (command.commands.length === 0 || command.name() === 'npm start --') command.action(() => {});
  for (const child of command.commands) quiet(child);
}

function benchProblem([name, ...words]) {
  if (name === undefined || name === '--help') return undefined;
  if (!benchNames.includes(name)) return `there is no command bench ${name}`;
  try {
    if (name === 'androiddaily') readRunOptions(words);
    if (name === 'resume' || name === 'report') readFolders(words, 1);
    if (name === 'compare') readFolders(words, 2);
  } catch (error) {
    return error.message;
  }
  return undefined;
}

/** In a sentence a command may lack its arguments; its name and its options must be right. */
function mentionProblem(words, known) {
  const args = words.slice(words.indexOf('--') + 1);
  if (args[0] === 'bench' || args.length === 0) return args[0] && benchProblem(args.slice(1).slice(0, 1));
  let command = known.program();
  if (isMisspelt(args, command)) return `there is no command "${args[0]}"`;
  for (const word of args) {
    const below = command.commands.find((child) => child.name() === word);
    if (!below) break;
    command = below;
  }
  const options = command.options.flatMap(({ long, short }) => [long, short]);
  const unknown = args.find(
    (word) => /^--[a-z]/.test(word) && !options.includes(word.split('=')[0]) && word !== '--help',
  );
  return unknown && `${command.name()} has no option ${unknown}`;
}

function curlProblem(words, known) {
  const address = words.find((word) => /\/(v1|mcp|metrics|healthz|readyz|docs)\b/.test(word));
  if (!address) return undefined;
  const flag = (...names) => words[words.findIndex((word) => names.includes(word)) + 1];
  const body = words.some((word) => ['-d', '--data', '--json'].includes(word))
    ? flag('-d', '--data', '--json')
    : undefined;
  const method = words.includes('-X') ? flag('-X') : body === undefined ? 'GET' : 'POST';
  const route = routeOf(known.api, method, new URL(address.replace(/^\$\w+/, 'http://x'), 'http://x').pathname);
  if (!route) return `there is no route ${method} ${address}`;
  return body === undefined ? undefined : bodyProblem(route, body);
}
