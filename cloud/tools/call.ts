// A call of one tool as a subtask: from values, which are text, to what the tool takes, and from its answer to a report.
import { FarhandError, type Language, type ReportValues, toolInputs } from '@farhand/shared';
import type { HubOnDemand } from './hub-on-demand.js';
import type { Tool, ToolContext } from './tool.js';

export interface ToolCall {
  /** Those of the intent `call_tool`. */
  readonly values: Readonly<Record<string, string>>;
  readonly language: Language;
  /** Whether a process that is gone may have made the call. */
  readonly isAgain: boolean;
  readonly context: ToolContext;
}

/**
 * Throws what the tool throws, TOOL_UNKNOWN, and TOOL_FAILED for a call that may have been made and must not be made twice.
 */
export async function callTool(
  hub: HubOnDemand,
  { values, language, isAgain, context }: ToolCall,
): Promise<{ text: string; values: ReportValues }> {
  const tool = await hub.tool(values.tool ?? '');
  if (isAgain && !tool.isRepeatable) throw unsure(tool.name, language);
  const { text, sources } = await tool.run(typedInput(tool, toolInputs(values)), context);
  const said = text.trim();
  if (said === '') return { text: language === 'zh' ? '完成，没有返回内容' : 'Done; it said nothing', values: {} };
  return { text: said, values: { sources: [...sources] } };
}

/** Text stays text where the tool takes text; where it takes numbers, lists or objects it is read as JSON. */
export function typedInput({ parameters }: Pick<Tool, 'parameters'>, given: Readonly<Record<string, string>>): object {
  const properties = (parameters.properties ?? {}) as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    Object.entries(given).map(([name, text]) => [name, takesText(properties[name]) ? text : fromJson(text)]),
  );
}

/** Unless the schema names other types, or only values that are none. */
function takesText(schema: unknown): boolean {
  if (typeof schema !== 'object' || schema === null) return true;
  const { type, anyOf, oneOf, enum: values } = schema as Readonly<Record<string, unknown>>;
  const choices = anyOf ?? oneOf;
  if (Array.isArray(choices)) return choices.some(takesText);
  if (Array.isArray(values)) return values.some((value) => typeof value === 'string');
  return type === undefined || [type].flat().includes('string');
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The tool says what it wants instead.
    return text;
  }
}

function unsure(tool: string, language: Language): FarhandError {
  const message =
    language === 'zh'
      ? `调用工具 ${tool} 时服务停止了，不知道是否已经生效，因此没有再次调用`
      : `The service stopped while it called the tool ${tool}; whether that took effect is not known, and it was not called again`;
  return new FarhandError('TOOL_FAILED', message, {
    hint: 'Look whether it was done; say the command again if it was not.',
  });
}
