// Asks a checkout of gelab-zero for its own requests, by running its parser with python3 and nothing else installed: the two
// packages that it imports and does not need here are stood in for by empty ones.
import { FarhandError } from '@farhand/shared';
import { z } from 'zod';
import { run } from '../../../phone/process.js';

const limitMs = 30_000;

/** Reads [{task, picture, steps: [{action, value, summary, comment}]}] from its second argument. */
const script = `
import json, sys, types
answer, sys.stdout = sys.stdout, sys.stderr
for name in ('jsonlines', 'megfile'):
    stand_in = types.ModuleType(name)
    stand_in.smart_open = open
    sys.modules[name] = stand_in
sys.path[:0] = [sys.argv[1], sys.argv[1] + '/copilot_tools']
import parser_0920_summary as reference
parser = reference.Parser0920Summary()
out = []
for case in json.loads(sys.argv[2]):
    environments = [{'image': case['picture'], 'user_comment': ''}]
    actions = []
    for step in case['steps']:
        action = {'action': step['action'], 'explain': 'e', 'cot': 't', 'value': step['value'], 'summary': step['summary']}
        actions.append(action)
        environments.append({'image': case['picture'], 'user_comment': step['comment']})
    out.append(parser.env2messages4ask(case['task'], environments, actions))
print(json.dumps(out, ensure_ascii=False), file=answer)
`;

export interface ReferenceStep {
  readonly action: 'WAIT' | 'INFO';
  readonly value: string;
  readonly summary: string;
  /** What the user said after it. */
  readonly comment: string;
}

export interface ReferenceCase {
  readonly task: string;
  /** A data URL. */
  readonly picture: string;
  readonly steps: readonly ReferenceStep[];
}

const text = z.object({ type: z.literal('text'), text: z.string() });
const image = z.object({ type: z.literal('image_url'), image_url: z.object({ url: z.string() }) });
const messagesSchema = z.tuple([z.object({ role: z.literal('user'), content: z.tuple([text, text, image, text]) })]);
export type ReferenceMessages = z.infer<typeof messagesSchema>;

/** The messages of the next step of each case. Throws USAGE when the folder is no such checkout. */
export async function askReference(checkout: string, cases: readonly ReferenceCase[]): Promise<ReferenceMessages[]> {
  const { code, stdout, stderr } = await run('python3', ['-c', script, checkout, JSON.stringify(cases)], { limitMs });
  if (code !== 0) {
    const why = stderr.trim().split('\n').at(-1) ?? '';
    throw new FarhandError('USAGE', `${checkout} is no checkout of gelab-zero whose prompt can be asked for: ${why}`);
  }
  return z.array(messagesSchema).parse(JSON.parse(stdout));
}
