// What the engine's commands read: token ids, texts from a flag or standard input, files.

import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import type { Model } from '@farhand/native';
import { FarhandError } from '@farhand/shared';
import { InvalidArgumentError } from 'commander';

export interface PromptFlags {
  readonly prompt?: string;
  readonly special?: boolean;
  readonly tokens?: readonly number[];
}

/** Ids separated by commas or blanks. */
export function tokenList(list: string): number[] {
  return list
    .split(/[\s,]+/)
    .filter((part) => part !== '')
    .map((part) => {
      if (!/^\d+$/.test(part)) throw new InvalidArgumentError(`"${part}" is not a token id.`);
      return Number(part);
    });
}

/** The tokens that either flag gives; exactly one must be there. */
export function promptTokens(model: Model, { prompt, special, tokens }: PromptFlags): readonly number[] {
  if ((prompt === undefined) === (tokens === undefined)) {
    throw new FarhandError('USAGE', 'Give either --tokens or --prompt', {
      hint: 'For example: --tokens 1,2,3 or --prompt "Once upon a time".',
    });
  }
  return tokens ?? model.tokenize(prompt ?? '', { special: special ?? false });
}

export function standardInput(): Promise<string> {
  return text(process.stdin);
}

export async function fileText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    throw new FarhandError('USAGE', `The file ${path} cannot be read`, { hint: 'Check the path.', cause });
  }
}

export async function jsonFile(path: string): Promise<unknown> {
  const content = await fileText(path);
  try {
    return JSON.parse(content);
  } catch (cause) {
    throw new FarhandError('USAGE', `The file ${path} is not JSON`, { hint: 'Correct the file.', cause });
  }
}
