// The bridge's settings: flags first, then the environment, then defaults. Unknown flags and odd values fail with a
// sentence that names them.
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import {
  bridgeSettings,
  bridgeSettingsSchema,
  FarhandError,
  givenBridgeSettings,
  nearest,
  type PrivacyLevel,
  parseStrict,
} from '@farhand/shared';
import type { z } from 'zod';
import type { BridgeOptions } from './bridge.js';
import type { HandModel } from './hand/choose-decider.js';
import { readPromptTemplate } from './hand/step-gui/prompt-template.js';

/** Throws CONFIG_INVALID naming the flag or the variable that is wrong. */
export function readBridgeConfig(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Omit<BridgeOptions, 'log'> & { readonly otlpUrl: string | undefined } {
  const config = parseStrict(
    bridgeSettingsSchema,
    givenBridgeSettings(readFlags(args), env),
    'CONFIG_INVALID',
    "bridge's configuration",
  );
  const handModel = handModelOf(config);
  return {
    cloudUrl: config.cloud,
    token: config.token,
    pairingCode: config['pairing-code'],
    virtualPhone: config['virtual-phone'],
    seed: config.seed,
    home: resolve(config.home),
    privacy: config.privacy,
    takeover: config.takeover,
    mcpPort: config['mcp-port'],
    ocr: config.ocr,
    replay: config.replay === 'on',
    otlpUrl: config['otlp-url'],
    ...(handModel && { handModel }),
  };
}

/** What concerns the hand, for who looks at it without a cloud. Throws CONFIG_INVALID naming the variable that is wrong. */
export function readHandSettings(env: NodeJS.ProcessEnv): {
  readonly model: HandModel | undefined;
  readonly privacy: PrivacyLevel;
  readonly ocr: 'auto' | 'off';
} {
  const handSettings = bridgeSettingsSchema.omit({ cloud: true, token: true, 'pairing-code': true });
  const { cloud: _cloud, token: _token, 'pairing-code': _code, ...given } = givenBridgeSettings({}, env);
  const config = parseStrict(handSettings, given, 'CONFIG_INVALID', "bridge's configuration");
  return { model: handModelOf(config), privacy: config.privacy, ocr: config.ocr };
}

function handModelOf(
  config: Omit<z.infer<typeof bridgeSettingsSchema>, 'cloud' | 'token' | 'pairing-code'>,
): HandModel | undefined {
  const url = config['hand-url'];
  if (url === undefined) return undefined;
  const template = config['hand-template'];
  if (template !== undefined && config['hand-prompt'] === 'adv')
    throw new FarhandError('CONFIG_INVALID', 'FARHAND_HAND_TEMPLATE is for the prompts 1.0 and 1.1, not for adv');
  return {
    url,
    ...(template !== undefined && { template: readPromptTemplate(template) }),
    model: config['hand-model'],
    key: config['hand-key'],
    use: config['hand-use'],
    trusted: config['hand-trust'] === 'yes',
    prompt: config['hand-prompt'],
    pictureSize: sizeOf(config['hand-picture']),
  };
}

function readFlags(args: readonly string[]): Record<string, string> {
  const names = Object.keys(bridgeSettings);
  for (const arg of args) {
    const name = /^--([^=]+)/.exec(arg)?.[1];
    if (name === undefined || names.includes(name)) continue;
    const near = nearest(name, names);
    const suggestion = near ? `; did you mean --${near}?` : '';
    throw new FarhandError('CONFIG_INVALID', `The bridge knows no flag --${name}${suggestion}`);
  }
  const options = Object.fromEntries(names.map((name) => [name, { type: 'string' as const }]));
  try {
    return parseArgs({ args: [...args], options }).values as Record<string, string>;
  } catch (error) {
    throw new FarhandError('CONFIG_INVALID', `The bridge's flags cannot be read: ${(error as Error).message}`);
  }
}

function sizeOf(text: string | undefined): { widthPx: number; heightPx: number } | undefined {
  if (text === undefined) return undefined;
  const [widthPx = 0, heightPx = 0] = text.split('x').map(Number);
  return { widthPx, heightPx };
}
