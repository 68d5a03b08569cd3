// The tools that one conversation has in sight. However many there are, their definitions take no more than a budget of
// tokens: the best for the question lie on the shelf from the start, and `find_tools` fetches others in exchange for the
// ones that were used longest ago.
import MiniSearch from 'minisearch';
import { z } from 'zod';
import type { ToolDefinition } from '../../brain/chat.js';
import { tokensAtMost } from '../../brain/tokens.js';
import { defineTool, type Tool } from '../tool.js';
import { termsOf } from './terms.js';

/** Of all definitions of tools in one prompt. */
export const toolBudgetTokens = 2500;

/** Tools that `find_tools` fetches at once. */
export const mostFound = 8;
/** A schema that takes more than this part of the budget is offered without its descriptions, or as any object. */
const largestShare = 0.3;

interface Placed {
  readonly tool: Tool;
  readonly definition: ToolDefinition;
  readonly tokens: number;
}

export class ToolShelf {
  readonly #all: ReadonlyMap<string, Placed>;
  readonly #budget: number;
  readonly #index: MiniSearch;
  readonly #find: Placed;
  /** By name, the one used longest ago first. */
  readonly #shown = new Map<string, Placed>();

  /** `always`: names that come first, whatever the question. */
  constructor(tools: readonly Tool[], question: string, always: readonly string[] = [], budget = toolBudgetTokens) {
    this.#budget = budget;
    this.#all = new Map(tools.map((tool) => [tool.name, place(tool, budget)]));
    this.#index = indexOf(tools);
    this.#find = place(this.#finder(tools.length), budget);
    for (const name of new Set([...always, ...this.#rankedNames(question), ...this.#all.keys()])) {
      const placed = this.#all.get(name);
      if (placed && this.#used() + placed.tokens <= budget) this.#shown.set(name, placed);
    }
    // What was laid down first is the best, and leaves last.
    for (const name of [...this.#shown.keys()].reverse()) this.#show(name);
  }

  /** For the next request to a model: at most the budget's tokens. */
  definitions(): readonly ToolDefinition[] {
    return this.#needsFinder ? [this.#find.definition, ...this.shown()] : this.shown();
  }

  /** Those of them that do something, the one used longest ago first: at the beginning, the best is the last. */
  shown(): readonly ToolDefinition[] {
    return [...this.#shown.values()].map(({ definition }) => definition);
  }

  /** Any tool by its name, also one that is not on the shelf: a model may remember it. */
  tool(name: string): Tool | undefined {
    if (name === this.#find.tool.name && this.#needsFinder) return this.#find.tool;
    const placed = this.#all.get(name);
    if (placed) this.#show(name);
    return placed?.tool;
  }

  /** All tools that have something to do with the words, the best first. */
  ranked(words: string): readonly Tool[] {
    return this.#rankedNames(words).flatMap((name) => this.#all.get(name)?.tool ?? []);
  }

  get #needsFinder(): boolean {
    return this.#shown.size < this.#all.size;
  }

  #used(): number {
    return [...this.#shown.values()].reduce((sum, { tokens }) => sum + tokens, this.#find.tokens);
  }

  #show(name: string): void {
    const placed = this.#all.get(name);
    if (!placed) return;
    this.#shown.delete(name);
    for (const oldest of this.#shown.keys()) {
      if (this.#used() + placed.tokens <= this.#budget) break;
      this.#shown.delete(oldest);
    }
    this.#shown.set(name, placed);
  }

  #rankedNames(query: string): string[] {
    return this.#index.search(query).map(({ id }) => String(id));
  }

  #finder(count: number): Tool {
    return defineTool({
      name: 'find_tools',
      description: `Find more tools, of ${count} in all, by what they do; those found can be called from then on.`,
      input: z.strictObject({ query: z.string().min(1).max(300).describe('What is to be done, in a few words') }),
      run: async ({ query }) => {
        const found = this.#rankedNames(query).slice(0, mostFound);
        // The best last: it stays longest.
        for (const name of [...found].reverse()) this.#show(name);
        const kept = found.filter((name) => this.#shown.has(name));
        return { text: kept.length > 0 ? `Now there: ${kept.join(', ')}` : 'No tool does that', sources: [] };
      },
    });
  }
}

function indexOf(tools: readonly Tool[]): MiniSearch {
  const index = new MiniSearch<Record<'id' | 'name' | 'description' | 'parameters', string>>({
    fields: ['name', 'description', 'parameters'],
    tokenize: termsOf,
    searchOptions: { boost: { name: 3, description: 1.5 }, prefix: (term) => term.length > 3, fuzzy: 0.15 },
  });
  index.addAll(
    tools.map(({ name, description, parameters }) => ({
      id: name,
      name,
      description,
      parameters: Object.keys((parameters.properties as object | undefined) ?? {}).join(' '),
    })),
  );
  return index;
}

function place(tool: Tool, budget: number): Placed {
  const { name, description } = tool;
  const as = (parameters: unknown): Placed => {
    const definition = { name, description, parameters: parameters as ToolDefinition['parameters'] };
    return { tool, definition, tokens: tokensAtMost(JSON.stringify(definition)) };
  };
  const whole = as(tool.parameters);
  if (whole.tokens <= budget * largestShare) return whole;
  const short = as(withoutDescriptions(tool.parameters));
  return short.tokens <= budget * largestShare ? short : as({ type: 'object' });
}

/** The same schema without prose; a property that is called `description` stays. */
function withoutDescriptions(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(withoutDescriptions);
  if (typeof schema !== 'object' || schema === null) return schema;
  const kept = Object.entries(schema).filter(([key, value]) => typeof value !== 'string' || !prose.has(key));
  return Object.fromEntries(kept.map(([key, value]) => [key, withoutDescriptions(value)]));
}

const prose: ReadonlySet<string> = new Set(['description', 'title', '$comment']);
