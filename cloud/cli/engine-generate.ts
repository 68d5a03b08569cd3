// `engine generate`: the model's text on stdout as it is written, ids and speed after it.

import { type GenerateOptions, type JsonSchema, jsonSchemaToGbnf, type Model } from '@farhand/native';
import { fileText, jsonFile, type PromptFlags, promptTokens } from './engine-inputs.js';
import { printJson } from './output.js';
import { dim } from './style.js';

export interface GenerateFlags extends PromptFlags {
  readonly json?: boolean;
  readonly maxTokens: number;
  readonly temp: number;
  readonly topK: number;
  readonly topP: number;
  readonly minP: number;
  readonly repeatPenalty: number;
  readonly repeatWindow: number;
  readonly seed: number;
  readonly stop?: readonly string[];
  readonly grammar?: string;
  readonly schema?: string;
}

export async function generate(model: Model, flags: GenerateFlags, signal: AbortSignal): Promise<void> {
  const prompt = promptTokens(model, flags);
  const output = model.generate({ tokens: prompt, signal, ...(await optionsOf(flags)) });
  const tokens: number[] = [];
  let text = '';
  for await (const piece of output) {
    tokens.push(piece.token);
    text += piece.text;
    if (!flags.json) process.stdout.write(piece.text);
  }
  const { stats, stopReason } = output;
  if (flags.json) return printJson({ tokens, text, stopReason, ...stats });
  process.stdout.write(`\n${tokens.join(',')}\n`);
  process.stderr.write(
    dim(
      `${stats.generatedTokens} tokens, ${rate(stats.generatedTokens, stats.generateMs)}; ` +
        `prompt of ${stats.promptTokens}, ${rate(stats.promptTokens, stats.promptMs)}; ended by ${stopReason}\n`,
    ),
  );
}

async function optionsOf(flags: GenerateFlags): Promise<GenerateOptions> {
  const grammar = await grammarOf(flags);
  return {
    maxTokens: flags.maxTokens,
    temperature: flags.temp,
    topK: flags.topK,
    topP: flags.topP,
    minP: flags.minP,
    repetitionPenalty: flags.repeatPenalty,
    repetitionWindow: flags.repeatWindow,
    seed: flags.seed,
    ...(flags.stop !== undefined && { stop: flags.stop }),
    ...(grammar !== undefined && { grammar }),
  };
}

async function grammarOf({ grammar, schema }: GenerateFlags): Promise<string | undefined> {
  if (grammar !== undefined) return fileText(grammar);
  return schema === undefined ? undefined : jsonSchemaToGbnf((await jsonFile(schema)) as JsonSchema);
}

function rate(tokens: number, milliseconds: number): string {
  return `${((tokens * 1000) / Math.max(milliseconds, 1e-3)).toFixed(1)} tok/s`;
}
