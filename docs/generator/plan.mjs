// Plans and actions, from their schemas.
import { fieldTable, table as tableOf } from './fields.mjs';

export function planPage({
  intentTable,
  planSchema,
  outwardIntents,
  payingIntents,
  toolIntents,
  goalSentence,
  toJsonSchema,
}) {
  const rows = Object.entries(intentTable).map(([intent, values]) => {
    const names = Object.entries(values).map(([name, required]) => `\`${name}${required ? '' : '?'}\``);
    const example = Object.fromEntries(Object.keys(values).map((name) => [name, `<${name}>`]));
    const stops = [
      toolIntents.has(intent) && 'the cloud does it',
      outwardIntents.has(intent) && 'asks first',
      payingIntents.has(intent) && 'stops before payment',
    ].filter(Boolean);
    return [`\`${intent}\``, names.join(', '), `\`${goalSentence(intent, example, '<app>', 'en')}\``, stops.join('; ')];
  });
  return `# Plan

Generated from \`shared/plan\`. A plan is what the brain makes of a command: subtasks, their order, and how their results come
together. The same as JSON Schema: [plan.json](schemas/plan.json); what becomes of one:
[task-result.json](schemas/task-result.json), and on the way [task-event.json](schemas/task-event.json).

## Fields

${fieldTable(toJsonSchema(planSchema))}

\`combine\`: \`compare_prices\` puts all offers in order, the cheapest first; \`last\` answers with the last report; \`collect\` with
all of them in order. A plan is refused when a subtask depends on one that does not come before it, lacks a value that its
intent needs, or has one that its intent does not take.

## Intents

What a subtask wants, as data. Values are the user's own words; \`?\` marks those that may be absent. The sentence is made from
them. Which of them a hand does without a vision model, and when they count as done: [skills](skills.md).

${tableOf(['intent', 'values', 'the goal as a sentence', ''], rows)}
`;
}

export function actionsPage({ actionSchema, toJsonSchema }) {
  const { oneOf, anyOf } = toJsonSchema(actionSchema);
  const sections = (oneOf ?? anyOf).map((variant) => {
    const { action, ...fields } = variant.properties;
    const required = (variant.required ?? []).filter((name) => name !== 'action');
    const table = Object.keys(fields).length === 0 ? '' : `\n\n${fieldTable({ properties: fields, required })}`;
    return `### ${action.const}\n\n${variant.description}.${table}`;
  });
  return `# Actions

Generated from \`shared/hand/action.ts\`: what a hand may do in one step. It is the action space of StepFun's Step-GUI models
(gelab-zero). Points are from 0 to 1000 on both axes of the picture that the action was decided on, from its top left corner,
never pixels.

Each action names the frame it was decided on, and is refused when a newer one was seen since. A screen that changed
unseen is looked at once more, just before the phone is touched. The action is done there only when what it is aimed at is
still in its place and says the same (for SLIDE the slider or list, for keys and TYPE without a point the field with the
focus; BACK, HOME and the other keys ask only for the same app), and when the gate allows it as before: what reaches
somebody has the same recipient and text, what pays the same amount and payee, and anything else that is more than reading
stands on the same page. Otherwise nothing is done and the hand looks again. A look that is at most 60 ms old counts as
the present one.

${sections.join('\n\n')}
`;
}
