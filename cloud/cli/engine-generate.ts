// `engine generate`: the model's text on stdout as it is written, a thought in dim on stderr, ids and speed after it.

import type {
  Answer,
  ChatMessage,
  ContextGenerateOptions,
  DraftSource,
  GenerationEvent,
  GenerationStats,
  JsonSchema,
  Model,
  ToolCall,
  ToolDefinition,
} from '@farhand/native';
import { FarhandError } from '@farhand/shared';
import { fileText, jsonFile, type PromptFlags, promptTokens } from './engine-inputs.js';
import { printJson } from './output.js';
import { cyan, dim } from './style.js';

export interface GenerateFlags extends PromptFlags {
  readonly json?: boolean;
  readonly messages?: string;
  readonly tools?: string;
  readonly thinking?: boolean;
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
  readonly jumpAhead?: boolean;
  readonly draft: DraftSource;
  readonly draftTokens?: number;
  readonly draftAcceptance: number;
}

export async function generate(model: Model, flags: GenerateFlags, signal: AbortSignal): Promise<void> {
  const context = model.createContext();
  const output = context.generate({ ...(await inputOf(model, flags)), ...(await optionsOf(flags)), signal });
  const tokens: number[] = [];
  let answer: Answer | undefined;
  for await (const event of output) {
    if (event.type === 'token') tokens.push(event.token);
    else if (event.type === 'done') answer = event;
    else if (!flags.json) show(event);
  }
  if (answer === undefined) return;
  const { text, thinking, toolCalls, reason, stats } = answer;
  if (flags.json) return printJson({ tokens, text, thinking, toolCalls, reason, ...stats });
  process.stdout.write(`\n${tokens.join(',')}\n`);
  process.stderr.write(
    dim(
      `${stats.generatedTokens} tokens, ${rate(stats.generatedTokens, stats.generateMs)}; ` +
        `prompt of ${stats.promptTokens}, ${rate(stats.promptTokens, stats.promptMs)}; ` +
        `${forced(flags, stats)}${guesses(flags, stats)}ended by ${reason}\n`,
    ),
  );
}

function show(event: Exclude<GenerationEvent, { type: 'token' | 'done' }>): void {
  if (event.type === 'text') process.stdout.write(event.text);
  else if (event.type === 'thinking') process.stderr.write(dim(event.text));
  else process.stdout.write(`${callLine(event.call)}\n`);
}

function callLine({ name, arguments: values }: ToolCall): string {
  return `${cyan('→')} ${name}(${JSON.stringify(values)})`;
}

/** The conversation, or the tokens that --tokens or --prompt give. */
async function inputOf(model: Model, flags: GenerateFlags): Promise<ContextGenerateOptions> {
  if (flags.messages === undefined) {
    if (flags.tools !== undefined || flags.thinking !== undefined) {
      throw new FarhandError('USAGE', 'Tools and thoughts belong to a conversation', { hint: 'Give --messages too.' });
    }
    return { tokens: promptTokens(model, flags) };
  }
  if (flags.prompt !== undefined || flags.tokens !== undefined) {
    throw new FarhandError('USAGE', 'Give one of --messages, --tokens and --prompt', { hint: 'Leave the others out.' });
  }
  return {
    messages: (await jsonFile(flags.messages)) as ChatMessage[],
    ...(flags.tools !== undefined && { tools: (await jsonFile(flags.tools)) as ToolDefinition[] }),
    ...(flags.thinking !== undefined && { thinking: flags.thinking }),
  };
}

async function optionsOf(flags: GenerateFlags): Promise<ContextGenerateOptions> {
  return {
    maxTokens: flags.maxTokens,
    temperature: flags.temp,
    topK: flags.topK,
    topP: flags.topP,
    minP: flags.minP,
    repetitionPenalty: flags.repeatPenalty,
    repetitionWindow: flags.repeatWindow,
    seed: flags.seed,
    jumpAhead: flags.jumpAhead ?? false,
    draft: flags.draft,
    draftAcceptance: flags.draftAcceptance,
    ...(flags.draftTokens !== undefined && { draftTokens: flags.draftTokens }),
    ...(flags.stop !== undefined && { stop: flags.stop }),
    ...(flags.grammar !== undefined && { grammar: await fileText(flags.grammar) }),
    ...(flags.schema !== undefined && { schema: (await jsonFile(flags.schema)) as JsonSchema }),
  };
}

function forced({ jumpAhead }: GenerateFlags, { forcedTokens }: GenerationStats): string {
  return jumpAhead ? `${forcedTokens} without asking; ` : '';
}

/** How many of the guesses were right, if some were asked for */
function guesses({ draft }: GenerateFlags, { draftedTokens, acceptedTokens }: GenerationStats): string {
  return draft === 'none' ? '' : `${acceptedTokens} of ${draftedTokens} guesses right; `;
}

function rate(tokens: number, milliseconds: number): string {
  return `${((tokens * 1000) / Math.max(milliseconds, 1e-3)).toFixed(1)} tok/s`;
}
