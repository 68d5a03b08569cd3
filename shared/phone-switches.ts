// The one table of what a virtual phone can be made to do to whoever drives it. The phone, its page, the command line,
// docs/reference/switches.md and the tests all derive from it; what a switch does is carried out by the phone.
import { FarhandError } from './errors.js';
import { nearest } from './strict.js';

/** `moment` happens once and is off again. `number` and `choice` take their default when switched on without a value. */
export type SwitchKind =
  | { readonly kind: 'flag' }
  | { readonly kind: 'moment' }
  | {
      readonly kind: 'number';
      readonly min: number;
      readonly max: number;
      readonly unit: string;
      readonly usual: string;
    }
  | { readonly kind: 'choice'; readonly choices: readonly string[]; readonly usual: string }
  | { readonly kind: 'size'; readonly usual: string };

export type PhoneSwitch = SwitchKind & { readonly does: string };

export const phoneSwitches = {
  popup: { kind: 'flag', does: 'An advertisement lies over the middle of every app until its small cross is met' },
  permission: { kind: 'flag', does: 'The system asks over every app whether it may use the location' },
  login: { kind: 'flag', does: 'Every app wants a login code first' },
  captcha: { kind: 'flag', does: 'Every app wants characters tapped in order, which only the picture shows' },
  payment: { kind: 'flag', does: 'Every app shows a payment keypad that forbids screenshots' },
  secure: { kind: 'flag', does: 'All windows forbid screenshots (FLAG_SECURE)' },
  animation: { kind: 'flag', does: 'A banner moves for ever, so that no two frames are the same' },
  'slow-frames': {
    kind: 'number',
    min: 1,
    max: 10_000,
    unit: 'ms',
    usual: '1500',
    does: 'Each look at the screen takes this much longer',
  },
  'sliding-list': {
    kind: 'number',
    min: -4000,
    max: 4000,
    unit: 'px',
    usual: '300',
    does: 'The list in the middle slides on after each look',
  },
  'rewriting-keyboard': {
    kind: 'choice',
    choices: ['all', 'set', 'typed', 'pasted'],
    usual: 'all',
    does: 'What comes into fields in this way is "improved"',
  },
  notifications: {
    kind: 'number',
    min: 50,
    max: 60_000,
    unit: 'ms',
    usual: '1000',
    does: 'A new notification covers the top of the screen this often, until it is swept away',
  },
  injection: {
    kind: 'choice',
    choices: ['title', 'chat', 'notification', 'page'],
    usual: 'page',
    does: 'Texts here give orders to whoever reads them',
  },
  landscape: { kind: 'flag', does: 'The phone is held sideways' },
  size: { kind: 'size', usual: '720x1600', does: 'The display has this many pixels' },
  density: { kind: 'number', min: 72, max: 960, unit: 'dpi', usual: '280', does: 'The display has this density' },
  fold: {
    kind: 'number',
    min: 0,
    max: 1000,
    unit: 'looks',
    usual: '1',
    does: 'A foldable phone is opened after so many more looks at the screen',
  },
  'server-crash': { kind: 'moment', does: 'The automation server dies' },
  'link-drop': { kind: 'moment', does: 'Every adb connection breaks once' },
  gone: { kind: 'flag', does: 'The phone has left the network' },
  unauthorised: { kind: 'flag', does: 'Hosts that connect wait for "Allow USB debugging?"; switching off says yes' },
} as const satisfies Record<string, PhoneSwitch>;

export type SwitchName = keyof typeof phoneSwitches;
export const switchNames: readonly SwitchName[] = Object.keys(phoneSwitches) as SwitchName[];

/** A value is `on` for flags and moments, decimal digits, a choice, or `WIDTHxHEIGHT`; `off` switches off. */
export interface SwitchSetting {
  readonly name: SwitchName;
  readonly value: string;
}

/** Reads `NAME` or `NAME=VALUE`. @throws FarhandError INPUT_INVALID with the nearest known name, or what is allowed */
export function parseSwitch(text: string): SwitchSetting {
  const [name = '', ...rest] = text.split('=');
  return switchSetting(name, rest.length === 0 ? undefined : rest.join('='));
}

/** @param value absent for the usual one. @throws FarhandError INPUT_INVALID */
export function switchSetting(name: string, value: string | undefined): SwitchSetting {
  const known = switchNames.find((candidate) => candidate === name);
  if (known === undefined) {
    const near = nearest(name, switchNames);
    const hint = near === undefined ? `Switches are ${switchNames.join(', ')}.` : `Did you mean ${near}?`;
    throw new FarhandError('INPUT_INVALID', `A virtual phone has no switch "${name}"`, { hint });
  }
  const rule: PhoneSwitch = phoneSwitches[known];
  const wanted = value ?? ('usual' in rule ? rule.usual : 'on');
  if (wanted === 'off' || isAllowed(rule, wanted)) return { name: known, value: wanted };
  throw new FarhandError('INPUT_INVALID', `Switch ${known} cannot be "${wanted}"`, {
    hint: `It takes ${allowedValues(rule)}, or off.`,
  });
}

/** What a switch takes, for people: `1-10000 ms`, `all, set, typed or pasted`. */
export function allowedValues(rule: PhoneSwitch): string {
  switch (rule.kind) {
    case 'number':
      return `${rule.min} to ${rule.max} ${rule.unit}`;
    case 'choice':
      return rule.choices.join(', ');
    case 'size':
      return 'WIDTHxHEIGHT';
    default:
      return 'on';
  }
}

function isAllowed(rule: PhoneSwitch, value: string): boolean {
  switch (rule.kind) {
    case 'number':
      return /^-?\d{1,6}$/.test(value) && Number(value) >= rule.min && Number(value) <= rule.max;
    case 'choice':
      return rule.choices.includes(value);
    case 'size':
      return /^\d{3,4}x\d{3,4}$/.test(value);
    default:
      return value === 'on';
  }
}
