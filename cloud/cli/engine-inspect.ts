// `engine info`, `engine tokenize`, `engine logits`: looking at a model without letting it write.

import { writeFile } from 'node:fs/promises';
import { endianness } from 'node:os';
import type { CacheType, Model, ModelInfo } from '@farhand/native';
import { FarhandError } from '@farhand/shared';
import { type PromptFlags, promptTokens, standardInput } from './engine-inputs.js';
import { packedFileText } from './engine-pack.js';
import { printJson } from './output.js';
import { fileSize, padTo } from './style.js';

interface JsonFlags {
  readonly json?: boolean;
}

export type TokenizeFlags = JsonFlags & PromptFlags;

export interface LogitsFlags extends JsonFlags, PromptFlags {
  readonly all?: boolean;
  readonly out?: string;
  readonly top: number;
}

export async function info(model: Model, flags: JsonFlags): Promise<void> {
  const cache = cachePlan(model);
  if (flags.json) printJson({ ...model.info, cacheBytes: cache });
  else process.stdout.write(describeModel(model.info, cache));
}

export async function tokenize(model: Model, flags: TokenizeFlags): Promise<void> {
  if (flags.tokens !== undefined && flags.prompt !== undefined) {
    throw new FarhandError('USAGE', 'Give either --tokens or --prompt', { hint: 'Leave one of them out.' });
  }
  const given = flags.tokens === undefined ? (flags.prompt ?? (await standardInput())) : undefined;
  const tokens = flags.tokens ?? model.tokenize(given ?? '', { special: flags.special ?? false });
  const text = given ?? model.detokenize(tokens, { special: true });
  const pieces = tokens.map((token) => model.tokenText(token));
  if (flags.json) return printJson({ tokens, pieces, text });
  process.stdout.write(`${tokens.join(',')}\n`);
  if (flags.tokens !== undefined) process.stdout.write(`${text}\n`);
  else process.stderr.write(`${tokens.length} tokens: ${pieces.map((piece) => JSON.stringify(piece)).join(' ')}\n`);
}

export async function logits(model: Model, flags: LogitsFlags, signal: AbortSignal): Promise<void> {
  const tokens = promptTokens(model, flags);
  if (tokens.length === 0) throw new FarhandError('USAGE', 'There are no tokens', { hint: 'Give at least one.' });
  const lastOnly = flags.all !== true;
  const values = await model.logits(tokens, { lastOnly, signal });
  const { vocabularySize } = model.info;
  const rows = values.length / vocabularySize;
  if (flags.out !== undefined) {
    await writeFile(flags.out, littleEndian(values));
    const shape = `${rows} x ${vocabularySize} little-endian f32`;
    if (!flags.json) return void process.stdout.write(`${flags.out}: ${values.byteLength} bytes, ${shape}\n`);
  }
  const first = tokens.length - rows;
  const positions = Array.from({ length: rows }, (_, row) => ({
    position: first + row,
    token: tokens[first + row] ?? 0,
    top: likeliest(values.subarray(row * vocabularySize, (row + 1) * vocabularySize), flags.top, model),
  }));
  const written = flags.out === undefined ? {} : { out: flags.out, bytes: values.byteLength };
  if (flags.json) return printJson({ vocabularySize, ...written, positions });
  for (const { position, token, top } of positions) {
    const expected = top.map(({ text, logit }) => `${JSON.stringify(text)} ${logit.toFixed(3)}`).join('  ');
    process.stdout.write(`${padTo(String(position), 6)} ${padTo(String(token), 7)} ${expected}\n`);
  }
}

function likeliest(row: Float32Array, count: number, model: Model): { token: number; text: string; logit: number }[] {
  const best: number[] = [];
  for (const [token, logit] of row.entries()) {
    if (best.length === count && logit <= (row[best.at(-1) ?? 0] ?? 0)) continue;
    const at = best.findIndex((other) => logit > (row[other] ?? 0));
    best.splice(at < 0 ? best.length : at, 0, token);
    if (best.length > count) best.pop();
  }
  return best.map((token) => ({ token, text: model.tokenText(token), logit: row[token] ?? Number.NaN }));
}

/** The file's byte order, whatever this machine's. */
function littleEndian(values: Float32Array): Buffer {
  const bytes = Buffer.from(values.buffer, values.byteOffset, values.byteLength);
  return endianness() === 'LE' ? bytes : Buffer.from(bytes).swap32();
}

interface CacheSize {
  readonly positions: number;
  readonly bytes: Readonly<Record<CacheType, number>>;
}

/** What the keys and values of one sequence take, at a few lengths up to the longest. */
function cachePlan(model: Model): CacheSize[] {
  const { contextLength } = model.info;
  const lengths = [4096, 32_768, 131_072].filter((length) => length < contextLength);
  return [...lengths, contextLength].map((positions) => {
    const bytesOf = (cache: CacheType) => model.planMemory({ contextLength: positions, cache }).keysAndValues;
    return { positions, bytes: { f32: bytesOf('f32'), f16: bytesOf('f16'), q8_0: bytesOf('q8_0') } };
  });
}

function describeModel(model: ModelInfo, cache: readonly CacheSize[]): string {
  const sliding = model.layers.filter((layer) => layer.sliding).length;
  const experts = model.layers.filter((layer) => layer.experts).length;
  const types = Object.entries(model.tensorTypes).map(([type, tensors]) => `${tensors} ${type}`);
  const rows: [string, string][] = [
    ['file', `${model.path} (${fileSize(model.fileBytes)})`],
    ['name', model.name === '' ? '(none)' : model.name],
    ['architecture', `${model.architecture}, ${(model.parameterCount / 1e9).toPrecision(4)} billion parameters`],
    [
      'layers',
      `${model.layerCount}: ${model.layerCount - sliding} full attention, ${sliding} sliding over ${model.slidingWindow}; ${experts} with experts`,
    ],
    ['prediction heads', model.predictionHeads === 0 ? 'none' : `${model.predictionHeads}, for --draft mtp`],
    ['experts', `${model.expertCount}, ${model.expertUsedCount} of them used for a token`],
    ['width', `${model.embeddingLength}, heads of ${model.keyLength}`],
    ['vocabulary', `${model.vocabularySize} tokens, ${model.preTokenizer}`],
    ['ends on', model.endTokens.map((token) => `${token}`).join(', ') || '(nothing)'],
    ['chat template', model.chatTemplate === undefined ? 'none' : `${model.chatTemplate.length} characters`],
    ['tensors', types.join(', ')],
    ['weights read', `${fileSize(model.weightBytesPerToken)} a token`],
    [
      'runs with',
      `${model.threads} thread${model.threads === 1 ? '' : 's'}, ${model.instructionSet}, ${model.precision} precision`,
    ],
    ['packed weights', packedText(model)],
    ['memory', memoryText(model)],
    ...cache.map(({ positions, bytes }): [string, string] => [
      `cache of ${positions}`,
      Object.entries(bytes)
        .map(([type, count]) => `${type} ${fileSize(count)}`)
        .join(', '),
    ]),
  ];
  return rows.map(([name, value]) => `${padTo(name, 17)} ${value}\n`).join('');
}

function packedText({ packedFile, memory }: ModelInfo): string {
  if (packedFile.path !== undefined) return packedFileText(packedFile);
  return memory.packed === 0 ? 'none' : `${fileSize(memory.packed)}, packed in memory`;
}

function memoryText({ memory, cache, contextLength }: ModelInfo): string {
  const { weights, keysAndValues, batch, total, available } = memory;
  const parts = `weights ${fileSize(weights)}, ${cache} cache of ${contextLength} ${fileSize(keysAndValues)}, a pass ${fileSize(batch)}`;
  return `${fileSize(total)} of ${fileSize(available)} available: ${parts}`;
}
