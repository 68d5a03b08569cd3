// What a tool of GUI-MCP is made of, and the arguments that many of them have.
import { z } from 'zod';
import { pointSchema } from '../hand/action.js';

export interface ToolDefinition {
  readonly description: string;
  readonly input: z.ZodObject;
  readonly output: z.ZodObject;
  readonly readOnly: boolean;
}

export function tool<I extends z.ZodObject, O extends z.ZodObject>(
  description: string,
  readOnly: boolean,
  input: I,
  output: O,
): { description: string; readOnly: boolean; input: I; output: O } {
  return { description, readOnly, input, output };
}

/** What may leave the bridge, from everything to the bare outcome. */
export const privacyLevels = ['open', 'redacted', 'captions', 'private'] as const;
export type PrivacyLevel = (typeof privacyLevels)[number];

/** Whether pictures leave the bridge at all, whole or with personal data painted over. */
export function letsPicturesOut(level: PrivacyLevel): boolean {
  return level === 'open' || level === 'redacted';
}

export const deviceId = z.string().min(1).describe('Serial, as get_device_list tells');
export const point = pointSchema.describe('x and y from 0 to 1000 on the screen, origin top left');
export const privacyLevel = z.enum(privacyLevels).optional().describe("Stricter than the bridge's own; never looser");
