// `npm start -- engine <what> --model FILE`: the inference engine by itself, for people and scripts. Starts no service,
// no database and no phone. Flags become options here; what each command does lies in the files beside this one, which are
// loaded with the engine when one is called.

import type { PackedFileChoice } from '@farhand/native';
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { BenchFlags } from './engine-bench.js';
import type { GenerateFlags } from './engine-generate.js';
import { tokenList } from './engine-inputs.js';
import type { LogitsFlags, TokenizeFlags } from './engine-inspect.js';
import type { PackFlags } from './engine-pack.js';
import type { ModelFlags, Work } from './engine-run.js';
import { jsonOption, wholeNumber } from './values.js';

/** Adds the command with its subcommands; `signal` interrupts whatever runs. */
export function addEngineCommand(root: Command, signal: AbortSignal): void {
  const engine = root.command('engine').description('run the inference engine by itself on a GGUF model file');
  const add = <Flags extends ModelFlags>(
    name: string,
    description: string,
    work: () => Promise<Work<Flags>>,
  ): Command =>
    engine
      .command(name)
      .description(description)
      .requiredOption('--model <file>', 'the model: a GGUF file of architecture step35')
      .option('--threads <n>', 'threads of one forward pass; physical cores by default', count)
      .option('--context <n>', "tokens at the most, prompt and output together; the model's own by default", count)
      .addOption(
        new Option('--cache <type>', 'how keys and values are kept: 4, 2 or about 1 byte a number; auto: by precision')
          .choices(['f32', 'f16', 'q8_0', 'auto'])
          .default('auto'),
      )
      .addOption(
        new Option('--precision <mode>', 'activations of 16 bits or of 8; auto: exact for files under 64 MB or all F32')
          .choices(['exact', 'fast', 'auto'])
          .default('auto'),
      )
      .option('--mlock', 'keep all weights in memory, whatever else the machine does')
      .addOption(
        packedFileOption('auto', 'auto, on, off or a path: packed weights in a file, so that the next start is fast'),
      )
      .option('--heads <n>', 'multi-token-prediction heads that are loaded at most; all by default', wholeNumber)
      .addOption(jsonOption())
      .action(async (_: unknown, self: Command) => {
        const { withModel } = await import('./engine-run.js');
        await withModel(self.optsWithGlobals<Flags>(), signal, await work());
      });
  const inspect = () => import('./engine-inspect.js');

  add('info', 'show shape, tensor types and memory', async () => (await inspect()).info);
  add<ModelFlags & TokenizeFlags>(
    'tokenize',
    'show the tokens of a text, or the text of tokens',
    async () => (await inspect()).tokenize,
  )
    .option('--prompt <text>', 'the text; standard input by default')
    .option('--special', 'read the text of control tokens, such as <|im_end|>, as those tokens')
    .option('--tokens <ids>', 'token ids, such as 1,2,3, to be turned into text', tokenList);
  add<ModelFlags & LogitsFlags>(
    'logits',
    'compute what the model expects after given tokens',
    async () => (await inspect()).logits,
  )
    .option('--tokens <ids>', 'token ids, such as 1,2,3', tokenList)
    .option('--prompt <text>', 'text instead of token ids')
    .option('--special', 'read the text of control tokens in the prompt as those tokens')
    .option('--all', 'after every token instead of the last one only')
    .option('--out <file>', 'write them as little-endian f32, position by position')
    .option('--top <n>', 'how many of the likeliest tokens to show', count, 5);
  addGenerateFlags(
    add<ModelFlags & GenerateFlags>(
      'generate',
      'let the model write',
      async () => (await import('./engine-generate.js')).generate,
    ),
  );
  add<ModelFlags & BenchFlags>(
    'bench',
    'measure how fast a prompt is read and tokens are decoded',
    async () => (await import('./engine-bench.js')).bench,
  )
    .option('--prefill <n>', 'tokens of the prompt whose reading is measured', count, 512)
    .option('--prompt <n>', 'tokens before those whose decoding is measured', count, 64)
    .option('--gen <n>', 'tokens whose decoding is measured', count, 64)
    .option('--runs <n>', 'how often each is measured', count, 5);
  engine
    .command('pack')
    .description('pack the weights into a file beside the model, so that every start is fast')
    .requiredOption('--model <file>', 'the model: a GGUF file of architecture step35')
    .option('--threads <n>', 'threads that pack; physical cores by default', count)
    .addOption(packedFileOption('on', 'on: beside the model; or a path that ends in .packed'))
    .option('--remove', 'remove the file instead')
    .addOption(jsonOption())
    .action(async (_: unknown, self: Command) => {
      const [{ reporting }, { pack }] = await Promise.all([import('./engine-run.js'), import('./engine-pack.js')]);
      const flags = self.optsWithGlobals<PackFlags>();
      await reporting(flags, signal, () => pack(flags, signal));
    });
}

function packedFileOption(preset: PackedFileChoice, description: string): Option {
  return new Option('--packed-file <place>', description).default(preset);
}

function addGenerateFlags(command: Command): void {
  command
    .option('--prompt <text>', 'text to continue')
    .option('--special', 'read the text of control tokens in the prompt as those tokens')
    .option('--tokens <ids>', 'token ids to continue, such as 1,2,3', tokenList)
    .option('--messages <file>', 'a conversation: JSON list of { role, content }, roles system, user, assistant, tool')
    .option('--tools <file>', 'what the model may call: JSON list of { name, description, parameters }')
    .option('--thinking', 'let the model think before it answers')
    .option('--no-thinking', 'let it answer at once')
    .option('-n, --max-tokens <n>', 'output tokens at the most', count, 256)
    .option('--temp <x>', '0 takes the likeliest token always', real, 0)
    .option('--top-k <n>', 'only the n likeliest tokens take part; 0: all', wholeNumber, 0)
    .option('--top-p <x>', 'only the likeliest that together reach this probability take part', real, 1)
    .option('--min-p <x>', 'only tokens this likely, relative to the likeliest, take part', real, 0)
    .option('--repeat-penalty <x>', 'makes recent tokens less likely; 1: off', real, 1)
    .option('--repeat-window <n>', 'how many tokens count as recent; 0: all', wholeNumber, 64)
    .option('--seed <n>', 'makes a random output repeatable', wholeNumber, 0)
    .option('--stop <text>', 'end before this text; may be given several times', collect)
    .addOption(new Option('--grammar <file>', 'a GBNF grammar that the output keeps to').conflicts('schema'))
    .option('--schema <file>', 'a JSON Schema that the output keeps to')
    .option('--jump-ahead', 'append what a grammar or schema leaves no choice about without asking the model')
    .addOption(
      new Option('--draft <source>', "where guesses at the next tokens come from; mtp: the model's prediction heads")
        .choices(['none', 'prompt-lookup', 'mtp'])
        .default('none'),
    )
    .option('--draft-tokens <n>', 'guesses in a step at the most; as many as there are by default', count)
    .option('--draft-acceptance <x>', 'guess as far as heads were right in this share of the latest steps', real, 0.5);
}

function count(text: string): number {
  const value = wholeNumber(text);
  if (value < 1) throw new InvalidArgumentError('It must be at least 1.');
  return value;
}

function real(text: string): number {
  if (!/^\d*\.?\d+$/.test(text)) throw new InvalidArgumentError(`"${text}" is not a number.`);
  return Number(text);
}

function collect(text: string, before: readonly string[] = []): string[] {
  return [...before, text];
}
