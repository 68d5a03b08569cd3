// Whom a command says not to reach ("…, 别发错成张三丰", "…, not to Lisa"). A brain that reads such a name as one recipient
// more must not have its way: what it planned for that person is left out, before anything is asked or done.
import { FarhandError, outwardIntents, type Plan, type Subtask } from '@farhand/shared';

/** What may stand between the "not" and the name. Anything else there, and the "not" says something else. */
const hanGap =
  '(?:发送|发|错|成|给|告诉|通知|联系|转告|跟|和|对|让|叫|打|电话|弄|搞|写|说|是|把|它|这|那|条|消息|信息|微信|短信|了|到|再|又|也)*';
const englishGap =
  '(?:to|for|send|text|message|tell|call|write|post|reach|it|this|that|the|message|by|mistake|accidentally|ever|with|confuse)';
const han = new RegExp(
  `(?:(?<![特分区级告性类辨识个差])(?:千万)?别|(?<!要)不要|不许|不准|不用|切勿|勿|(?<!是)不是|而非|除了)${hanGap}["“「]?$`,
  'u',
);
const english = new RegExp(
  `\\b(?:not|don['’]?t|never|except|instead of|rather than)\\s+(?:${englishGap}\\s+){0,6}["“]?$`,
  'iu',
);

/** The plan without what reaches somebody the command excludes. Throws BRAIN_REFUSED when that takes the plan apart. */
export function withoutForbidden(plan: Plan, command: string): Plan {
  const recipients = plan.subtasks.flatMap((subtask) => recipientOf(subtask) ?? []);
  const isForbidden = (subtask: Subtask) => {
    const recipient = recipientOf(subtask);
    return recipient !== undefined && isExcluded(command, recipient, recipients);
  };
  const forbidden = plan.subtasks.filter(isForbidden);
  if (forbidden.length === 0) return plan;
  const subtasks = plan.subtasks.filter((subtask) => !forbidden.includes(subtask));
  const isNeeded = subtasks.some(({ dependsOn, inputs = {} }) =>
    forbidden.some(({ id }) => dependsOn.includes(id) || Object.values(inputs).includes(id)),
  );
  if (subtasks.length > 0 && !isNeeded) return { ...plan, subtasks };
  const names = forbidden.map((subtask) => recipientOf(subtask)).join(', ');
  throw new FarhandError('BRAIN_REFUSED', `The brain would reach ${names}, whom the command excludes`, {
    hint: 'Say only whom to reach.',
  });
}

function recipientOf({ intent, values }: Subtask): string | undefined {
  return outwardIntents.has(intent) ? values.recipient?.trim() || undefined : undefined;
}

/** Each time the command names this recipient it says "not"; within a longer name of the plan it is not named. */
function isExcluded(command: string, name: string, recipients: readonly string[]): boolean {
  const longer = recipients.filter((other) => other !== name && other.includes(name));
  const said = longer.reduce((text, other) => text.replaceAll(other, '·'.repeat(other.length)), command);
  const before = said.split(name).slice(0, -1);
  return before.length > 0 && before.every((text) => han.test(text) || english.test(text));
}
