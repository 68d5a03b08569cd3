// `test` and `[ … ]`: files, texts and numbers, with `!` in front.
import { type Command, type CommandContext, type CommandTable, failure, success } from '../command.js';

type Binary = (left: string, right: string) => boolean;

const comparisons: Readonly<Record<string, Binary>> = {
  '=': (left, right) => left === right,
  '==': (left, right) => left === right,
  '!=': (left, right) => left !== right,
  '-eq': (left, right) => Number(left) === Number(right),
  '-ne': (left, right) => Number(left) !== Number(right),
  '-lt': (left, right) => Number(left) < Number(right),
  '-le': (left, right) => Number(left) <= Number(right),
  '-gt': (left, right) => Number(left) > Number(right),
  '-ge': (left, right) => Number(left) >= Number(right),
};

const test: Command = (context) => {
  const words = context.name === '[' ? context.args.slice(0, -1) : context.args;
  const isNegated = words[0] === '!';
  const result = evaluate(context, isNegated ? words.slice(1) : words);
  if (result === undefined) return context.unknown(`unknown condition: ${words.join(' ')}`);
  return result !== isNegated ? success : failure;
};

export const conditionCommands: CommandTable = { test, '[': test };

function evaluate({ phone }: CommandContext, words: readonly string[]): boolean | undefined {
  const [first = '', second = '', third] = words;
  if (words.length === 0) return false;
  if (words.length === 1) return first !== '';
  if (third !== undefined) return Object.hasOwn(comparisons, second) ? comparisons[second]?.(first, third) : undefined;
  const status = phone.files.status(second);
  switch (first) {
    case '-e':
    case '-r':
      return status !== undefined;
    case '-f':
      return status?.kind === 'file';
    case '-d':
      return status?.kind === 'folder';
    case '-s':
      return status !== undefined && status.size > 0;
    case '-n':
      return second !== '';
    case '-z':
      return second === '';
    default:
      return undefined;
  }
}
