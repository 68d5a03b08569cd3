// `engine bench`: how many tokens a second are read from a prompt and decoded after one. The ids are the same in every
// run and every engine; the decoded ones are given, since a model left to itself soon repeats itself.

import type { Model } from '@farhand/native';
import { printJson } from './output.js';
import { dim, padTo } from './style.js';

export interface BenchFlags {
  readonly json?: boolean;
  readonly prefill: number;
  readonly prompt: number;
  readonly gen: number;
  readonly runs: number;
}

interface Rates {
  readonly median: number;
  readonly slowest: number;
  readonly fastest: number;
  readonly all: readonly number[];
}

export async function bench(model: Model, flags: BenchFlags, signal: AbortSignal): Promise<void> {
  const { vocabularySize, weightBytesPerToken, threads, instructionSet } = model.info;
  const text = benchTokens(Math.max(flags.prefill, flags.prompt + flags.gen), vocabularySize);
  const prefill: number[] = [];
  const decode: number[] = [];
  // The first, uncounted run brings the weights into memory.
  await model.measure(text.slice(0, flags.prompt), text.slice(flags.prompt, flags.prompt + 1), { signal });
  for (let run = 1; run <= flags.runs; run++) {
    const read = await model.measure(text.slice(0, flags.prefill), [], { signal });
    prefill.push((flags.prefill * 1000) / read.promptMs);
    const given = text.slice(flags.prompt, flags.prompt + flags.gen);
    const decoded = await model.measure(text.slice(0, flags.prompt), given, { signal });
    decode.push((flags.gen * 1000) / decoded.decodeMs);
    if (!flags.json)
      process.stderr.write(dim(`run ${run}: ${perSecond(prefill.at(-1))}, ${perSecond(decode.at(-1))}\n`));
  }
  const result = { prefill: ratesOf(prefill), decode: ratesOf(decode) };
  const weightGBps = (result.decode.median * weightBytesPerToken) / 1e9;
  if (flags.json) {
    const { prefill: prefillTokens, prompt: promptTokens, gen: decodedTokens, runs } = flags;
    const settings = { threads, instructionSet, runs, prefillTokens, promptTokens, decodedTokens };
    return printJson({ ...settings, weightBytesPerToken, ...result, weightGBps });
  }
  process.stdout.write(row(`prefill ${flags.prefill}`, result.prefill));
  process.stdout.write(row(`decode ${flags.gen}`, result.decode));
  process.stdout.write(`${padTo('weights read', 14)} ${weightGBps.toFixed(2)} GB/s\n`);
}

/** Token ids that look random and are the same everywhere (Numerical Recipes' linear congruential generator). */
export function benchTokens(count: number, vocabularySize: number): number[] {
  let state = 7;
  return Array.from({ length: count }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return 3 + ((state >>> 8) % (vocabularySize - 8));
  });
}

function ratesOf(rates: readonly number[]): Rates {
  const sorted = [...rates].sort((a, b) => a - b);
  const middle = sorted.slice((sorted.length - 1) >> 1, (sorted.length >> 1) + 1);
  const median = middle.reduce((sum, rate) => sum + rate, 0) / middle.length;
  return { median, slowest: sorted[0] ?? 0, fastest: sorted.at(-1) ?? 0, all: rates };
}

function row(name: string, { median, slowest, fastest }: Rates): string {
  return `${padTo(name, 14)} ${perSecond(median)}  ${dim(`[${slowest.toFixed(1)} to ${fastest.toFixed(1)}]`)}\n`;
}

function perSecond(rate: number | undefined): string {
  return `${(rate ?? 0).toFixed(1)} tok/s`;
}
