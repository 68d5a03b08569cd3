// Every setting with its variable, its value and what it means. Those of a bridge are as a bridge started here would read
// them: one elsewhere has an environment of its own.
import { bridgeSettings, bridgeSettingsSchema } from '@farhand/shared';
import type { SettingFacts } from '../api/shapes.js';
import { type CloudConfig, describeConfig, otherVariables, settings } from '../config.js';

const secretNames = /TOKEN|KEY$|CODE$/;

export function settingFacts(config: CloudConfig, env: NodeJS.ProcessEnv): SettingFacts['settings'] {
  const isSet = (variable: string) => (env[variable] ?? '') !== '';
  const cloud = describeConfig(config).map((fact) => ({ ...fact, of: 'cloud' as const, isSet: isSet(fact.variable) }));
  const known = new Set(Object.values(settings).map(({ variable }): string => variable));
  const bridge = Object.entries(bridgeSettings)
    .filter(([, { env: variable }]) => !known.has(variable))
    .map(([name, { env: variable, means }]) => {
      const preset = bridgeSettingsSchema.shape[name as keyof typeof bridgeSettings].safeParse(undefined);
      const value = env[variable] || String(preset.data ?? '');
      return { variable, of: 'bridge' as const, value: shown(variable, value), isSet: isSet(variable), help: means };
    });
  const other = Object.entries(otherVariables).map(([variable, help]) => {
    return {
      variable,
      of: 'other' as const,
      value: shown(variable, env[variable] ?? ''),
      isSet: isSet(variable),
      help,
    };
  });
  return [...cloud, ...bridge, ...other];
}

function shown(variable: string, value: string): string {
  return secretNames.test(variable) && value !== '' ? '[hidden]' : value;
}
