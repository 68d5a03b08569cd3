// The settings of a bridge: flag, environment variable, what it means, and what it may be. The bridge reads them; a
// command that will start one checks them before anything else is started.
import { z } from 'zod';
import { FarhandError } from './errors.js';
import { privacyLevels } from './gui-mcp/tool-definition.js';

/** Prompts of Step-GUI models. 1.0 and 1.1: one summary as memory, asked for in one user message. adv: every step as data, with a system message. */
export const promptVersions = ['1.0', '1.1', 'adv'] as const;
export type PromptVersion = (typeof promptVersions)[number];

export const bridgeSettings = {
  cloud: { env: 'FARHAND_CLOUD_URL', means: 'Address of the cloud' },
  token: { env: 'FARHAND_TOKEN', means: 'Token that lets the bridge in; without it the bridge shows its own key' },
  'pairing-code': { env: 'FARHAND_PAIRING_CODE', means: "Code that pairs the bridge's key with the cloud, good once" },
  'virtual-phone': { env: 'FARHAND_VIRTUAL_PHONE', means: 'auto (default), always or never' },
  home: { env: 'FARHAND_HOME', means: 'Folder of records and sessions; default .farhand in the folder it runs in' },
  privacy: {
    env: 'FARHAND_PRIVACY',
    means: 'What may leave this computer: open, redacted, captions (default) or private',
  },
  takeover: {
    env: 'FARHAND_TAKEOVER',
    means:
      'Whether a person may drive phones from a page: anywhere, here (default: when the cloud is on this computer) or never',
  },
  'mcp-port': {
    env: 'FARHAND_MCP_PORT',
    means:
      'Port of this computer at which MCP clients reach the phones without the cloud (http://127.0.0.1:PORT/mcp); 0 takes a free one, off by default',
  },
  ocr: {
    env: 'FARHAND_OCR',
    means: 'auto (default): screens that say nothing of themselves are read from their pictures; off: never',
  },
  replay: { env: 'FARHAND_REPLAY', means: 'on (default): goals reached before are reached the same way; off: never' },
  seed: { env: 'FARHAND_SEED', means: "Seed of the virtual phone's data; default 1" },
  'hand-url': { env: 'FARHAND_HAND_URL', means: 'OpenAI-compatible address of a vision model for the hand' },
  'hand-model': { env: 'FARHAND_HAND_MODEL', means: 'Its model name; default gelab-zero-4b-preview' },
  'hand-key': { env: 'FARHAND_HAND_KEY', means: 'Its key' },
  'hand-use': { env: 'FARHAND_HAND_USE', means: 'auto (default): for goals without a skill; always: for every goal' },
  'hand-trust': {
    env: 'FARHAND_HAND_TRUST',
    means: 'yes: its server is yours, pictures may go there at every privacy level; no (default)',
  },
  'hand-prompt': { env: 'FARHAND_HAND_PROMPT', means: 'Prompt: 1.0, 1.1 or adv; by default what suits the model' },
  'hand-template': {
    env: 'FARHAND_HAND_TEMPLATE',
    means: "File (JSON) with the literal words of a Step-GUI model's prompt 1.0 or 1.1; by default ours",
  },
  'otlp-url': { env: 'FARHAND_OTLP_URL', means: 'OpenTelemetry collector for traces (OTLP over HTTP); off by default' },
  'hand-picture': { env: 'FARHAND_HAND_PICTURE', means: 'Exact picture size for the model, e.g. 728x728' },
} as const;

export const bridgeSettingsSchema = z.strictObject({
  cloud: z.string().min(1, 'the address of the cloud is needed'),
  token: z.string().min(1).optional(),
  'pairing-code': z.string().min(1).optional(),
  'virtual-phone': z.enum(['auto', 'always', 'never']).default('auto'),
  home: z.string().min(1).default('.farhand'),
  privacy: z.enum(privacyLevels).default('captions'),
  takeover: z.enum(['here', 'anywhere', 'never']).default('here'),
  'mcp-port': z.coerce.number().int().min(0).max(65_535).optional(),
  ocr: z.enum(['auto', 'off']).default('auto'),
  seed: z.coerce.number().int().nonnegative().default(1),
  replay: z.enum(['on', 'off']).default('on'),
  'otlp-url': z.url({ protocol: /^https?$/ }).optional(),
  'hand-url': z.url({ protocol: /^https?$/ }).optional(),
  'hand-model': z.string().min(1).default('gelab-zero-4b-preview'),
  'hand-key': z.string().optional(),
  'hand-use': z.enum(['auto', 'always']).default('auto'),
  'hand-trust': z.enum(['no', 'yes']).default('no'),
  'hand-prompt': z.enum(promptVersions).optional(),
  'hand-template': z.string().min(1).optional(),
  'hand-picture': z
    .string()
    .regex(/^\d{2,4}x\d{2,4}$/, 'a size looks like 728x728')
    .optional(),
});

/** What flags and environment say, as given. Throws CONFIG_INVALID naming the flag or the variable that is wrong. */
export function givenBridgeSettings(
  flags: Readonly<Record<string, string>>,
  env: NodeJS.ProcessEnv,
): Record<string, string> {
  const given: Record<string, string> = {};
  for (const [setting, { env: variable }] of Object.entries(bridgeSettings)) {
    const flag = flags[setting];
    const value = flag ?? (env[variable] || undefined);
    if (value === undefined) continue;
    const checked = bridgeSettingsSchema.shape[setting as keyof typeof bridgeSettings].safeParse(value);
    if (!checked.success) {
      const name = flag === undefined ? variable : `--${setting}`;
      throw new FarhandError('CONFIG_INVALID', `${name} cannot be "${value}": ${checked.error.issues[0]?.message}`);
    }
    given[setting] = value;
  }
  return given;
}
