// Makes a prompt template of the reference's requests: it is asked with marks in the places of what changes, and what stands
// around the marks are its words.
import { type PromptTemplate, promptTemplateSchema } from '../prompt-template.js';
import { askReference, type ReferenceStep } from './python.js';

/** Nothing that a prompt holds by itself. */
const mark = (name: string): string => `\u0001${name}\u0002`;
const step = (summary: string, more: Partial<ReferenceStep> = {}): ReferenceStep => {
  return { action: 'WAIT', value: '1', summary, comment: '', ...more };
};
const asked = (index: number): ReferenceStep =>
  step(mark('summary'), { action: 'INFO', value: mark(`question${index}`), comment: mark(`answer${index}`) });

/** Throws what `askReference` throws, and an Error when the words do not stand as a template can say them. */
export async function templateOfReference(checkout: string): Promise<PromptTemplate> {
  const ways = [[], [step(mark('summary'))], [asked(1)], [asked(1), asked(2)]];
  const cases = ways.map((steps) => ({ task: mark('task'), picture: 'p', steps }));
  const requests = await askReference(checkout, cases);
  const [first, second, oneTurn, twoTurns] = requests.map(([{ content }]) => content[1].text);
  const parts = requests[0]?.[0].content;
  if (!parts || !first || !second || !oneTurn || !twoTurns) throw new Error('The reference gave too few requests');

  const [, afterTask = ''] = cut(second, mark('task'));
  const [beforeHistory, afterHistory] = cut(afterTask, mark('summary'));
  const noHistory = between(first, mark('task') + beforeHistory, afterHistory);
  const status = (told: string): string =>
    `${literal(cut(second, mark('task'))[0])}{task}${told}${literal(beforeHistory)}{history}${literal(afterHistory)}`;
  const common = { definition: parts[0].text, instruction: parts[3].text, noHistory: literal(noHistory) };
  const dialogue = between(oneTurn, mark('summary'), afterHistory);
  // The older prompt tells what the user said, and only in the step right behind it.
  if (!dialogue.includes(mark('question1'))) {
    const reply = cut(dialogue, mark('answer1')).map(literal).join('{reply}');
    return promptTemplateSchema.parse({ ...common, status: status(''), history: '{summary}{reply}', reply });
  }
  const told = between(oneTurn, mark('task'), `${beforeHistory}${mark('summary')}`);
  const both = between(twoTurns, mark('summary'), afterHistory);
  const [beforeQuestion, afterQuestion] = cut(dialogue, mark('question1'));
  const [middle, ending] = cut(afterQuestion, mark('answer1'));
  const joint = between(both, mark('answer1'), mark('question2'));
  const lead = commonEnd(beforeQuestion, joint);
  return promptTemplateSchema.parse({
    ...common,
    status: status('{told}'),
    history: '{summary}{dialogue}',
    told: cut(told, dialogue).map(literal).join('{dialogue}'),
    dialogue: `${literal(beforeQuestion.slice(0, beforeQuestion.length - lead.length))}{turns}${literal(ending)}`,
    turn: `${literal(lead)}{question}${literal(middle)}{answer}`,
    between: joint.slice(0, joint.length - lead.length),
  });
}

function literal(text: string): string {
  return text.replaceAll('{', '{{').replaceAll('}', '}}');
}

function cut(text: string, at: string): [string, string] {
  const index = text.indexOf(at);
  if (index < 0) throw new Error(`The reference's request does not hold ${JSON.stringify(at)} where it should`);
  return [text.slice(0, index), text.slice(index + at.length)];
}

/** What stands between the first `before` and the next `after`. */
function between(text: string, before: string, after: string): string {
  return cut(cut(text, before)[1], after)[0];
}

function commonEnd(a: string, b: string): string {
  let length = 0;
  while (length < a.length && length < b.length && a.at(-1 - length) === b.at(-1 - length)) length += 1;
  return length === 0 ? '' : a.slice(-length);
}
