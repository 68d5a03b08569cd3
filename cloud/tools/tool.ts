// What a tool is, to whoever calls one: a name, a description and a schema for the caller, and text with its sources as
// the result. Where a tool comes from (built in, an MCP server) makes no difference to agents and tasks.
import { parseStrict, type Source, toJsonSchema } from '@farhand/shared';
import type { z } from 'zod';

export interface ToolContext {
  readonly signal: AbortSignal;
  /** The task's own folder, which need not exist yet. */
  readonly folder: string;
  /** The user has said yes to what the task does to others. */
  readonly confirmed: boolean;
}

export interface ToolResult {
  /** For the model or the person that asked. Untrusted: it is what pages, programs and servers say. */
  readonly text: string;
  /** What was read, as evidence for claims made of it. */
  readonly sources: readonly Source[];
}

export interface Tool {
  /** Letters, digits, `_` and `-`, 64 at the most: what every model's API takes. */
  readonly name: string;
  readonly description: string;
  /** JSON Schema of type `object`. */
  readonly parameters: Readonly<Record<string, unknown>>;
  /**
   * `input` is checked first. Throws INPUT_INVALID, TOOL_FAILED, TOOL_REFUSED or what the tool's own file names, and the
   * signal's reason.
   */
  run(input: unknown, context: ToolContext): Promise<ToolResult>;
}

interface ToolDefinition<S extends z.ZodObject> {
  readonly name: string;
  readonly description: string;
  readonly input: S;
  readonly run: (input: z.output<S>, context: ToolContext) => Promise<ToolResult>;
}

/** A tool whose input is read strictly by its schema. */
export function defineTool<S extends z.ZodObject>({ name, description, input, run }: ToolDefinition<S>): Tool {
  const { $schema: _, ...parameters } = toJsonSchema(input);
  return {
    name,
    description,
    parameters,
    run: async (given, context) => run(parseStrict(input, given, 'INPUT_INVALID', `input of ${name}`), context),
  };
}
