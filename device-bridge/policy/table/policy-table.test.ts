import { type Action, toModelPoint } from '@farhand/shared';
import { expect, test } from 'vitest';
import type { Observation } from '../../phone/phone.js';
import { screen, text, view } from '../../testing/screens.js';
import { judge } from '../gate.js';
import { type PolicyRule, policyTable } from './policy-table.js';

const at = { x: 800, y: 2300 };
const nobodysYes = { words: [], confirmed: false };
const button = (label: string) => text(label, [600, 2250, 1060, 2380], { clickable: true });
const tap: Action = { action: 'CLICK', point: toModelPoint(at, screen().sizePx) };
const keypad = Array.from({ length: 10 }, (_, digit) => text(`${digit}`, [digit * 100, 2000, digit * 100 + 90, 2100]));

/** What one meets who does what the example says. */
function met({ sign, class: kind }: PolicyRule, example: string): { action: Action; seen: Observation } {
  switch (sign) {
    case 'question':
      return {
        action: tap,
        seen: screen(
          view('FrameLayout', [0, 2000, 1080, 2400], {}, text(example, [0, 2000, 1080, 2200]), button('OK')),
        ),
      };
    case 'screen':
      return {
        action: tap,
        seen: screen(text(example, [0, 300, 1080, 400]), ...(kind === 'money' ? keypad : []), button('OK')),
      };
    case 'field': {
      const field = view('EditText', [600, 2250, 1060, 2380], { clickable: true, hint: example });
      return {
        action: { action: 'TYPE', value: '123456', point: toModelPoint(at, screen().sizePx) },
        seen: screen(field),
      };
    }
    case 'written':
      return { action: tap, seen: screen(view('EditText', [0, 1000, 1080, 1100], { text: '很好' }), button(example)) };
    default:
      return { action: tap, seen: screen(button(example)) };
  }
}

const examples = policyTable().rules.flatMap((rule) => rule.examples.map((example) => ({ rule, example })));

test.each(examples)('$rule.id: "$example" is judged as the table says', ({ rule, example }) => {
  const { action, seen } = met(rule, example);
  expect(judge(action, seen, nobodysYes)).toMatchObject({ gate: rule.gate, class: rule.class });
});
