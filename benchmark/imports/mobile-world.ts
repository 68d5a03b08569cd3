// MobileWorld's task list, as its dataset has it: a CSV with Task Name, Goal, Tags, Apps, Number of Apps and Task Type.
// Goals run over several lines. Scoring is the business of its own containers; this brings the list into our shape.
import { createHash } from 'node:crypto';
import { languageOf } from '@farhand/shared';
import type { BenchTask } from '../task.js';
import { type CsvRecord, readCsv } from './csv.js';
import { limitsOf, nothing, type Parsed, type Rejected } from './imported.js';

export const mobileWorldColumns = ['Task Name', 'Goal', 'Tags', 'Apps', 'Task Type'] as const;

const complexities: Readonly<Record<string, 'atomic' | 'composite'>> = {
  'single-app': 'atomic',
  'cross-app': 'composite',
};
/** Not apps but tools of the cloud, which a phone's task may lean on. */
const toolMark = /^MCP-/i;

export function importMobileWorld(text: string): Parsed {
  const suiteVersion = `csv-${createHash('sha256').update(text).digest('hex').slice(0, 12)}`;
  const { records, rejected: unreadable } = readCsv(text, mobileWorldColumns, 'MobileWorld file');
  const tasks: BenchTask[] = [];
  const rejected: Rejected[] = [...unreadable];
  const lineOf = new Map<string, number>();
  for (const record of records) {
    const why = flawOf(record, lineOf);
    if (why !== undefined) {
      rejected.push({ line: record.line, why });
      continue;
    }
    const task = taskOf(record, suiteVersion);
    lineOf.set(task.id, record.line);
    tasks.push(task);
  }
  rejected.sort((a, b) => a.line - b.line);
  return { ...nothing, tasks, rejected, subsets: { 'asks-user': asksUser, 'no-tools': needsNoTools } };
}

const asksUser = ({ userScript, warnings }: BenchTask): boolean =>
  userScript.default === undefined && warnings.some((warning) => warning.startsWith('asks the user'));
const needsNoTools = ({ prepare }: BenchTask): boolean => prepare.steps.every((step) => !step.startsWith('Connect'));

function flawOf({ fields }: CsvRecord, lineOf: ReadonlyMap<string, number>): string | undefined {
  const name = fields['Task Name']?.trim() ?? '';
  if (!/^\w+$/.test(name)) return `its Task Name "${name}" is no name of a class`;
  if ((fields.Goal ?? '').trim() === '') return 'its Goal is empty';
  const type = fields['Task Type']?.trim() ?? '';
  if (!Object.hasOwn(complexities, type.toLowerCase()))
    return `its Task Type "${type}" is neither Single-app nor Cross-app`;
  const twin = lineOf.get(`mw-${name}`);
  return twin === undefined ? undefined : `its Task Name is that of line ${twin}`;
}

function taskOf({ fields }: CsvRecord, suiteVersion: string): BenchTask {
  const instruction = (fields.Goal ?? '').trim();
  const tags = listOf(fields.Tags);
  const named = listOf(fields.Apps);
  const tools = named.filter((name) => toolMark.test(name)).map((name) => name.replace(toolMark, ''));
  const complexity = complexities[fields['Task Type']?.trim().toLowerCase() ?? ''] ?? 'composite';
  const isInteractive = tags.includes('agent-user-interaction');
  const language = tags.includes('lang-cn') ? 'zh' : tags.includes('lang-en') ? 'en' : languageOf(instruction);
  return {
    id: `mw-${fields['Task Name']?.trim()}`,
    suite: 'mobileworld',
    suiteVersion,
    instruction,
    language,
    apps: named.filter((name) => !toolMark.test(name)).map((name) => ({ name })),
    facets: { complexity },
    prepare: { level: 0, steps: tools.map((tool) => `Connect the MCP tool ${tool}`) },
    guideline: { operational: [], quality: [], negative: [] },
    // What the simulated user knows stands in the suite's own code, not in its list.
    userScript: { answers: [], ...(!isInteractive && { default: 'Nobody is here to answer: decide yourself.' }) },
    // Its phones are emulators with servers of their own: messages reach nobody.
    allowsOutward: true,
    limits: limitsOf(complexity === 'atomic'),
    check: { kind: 'server' },
    heldBack: false,
    warnings: isInteractive ? ["asks the user: what the user answers is in MobileWorld's own containers"] : [],
  };
}

function listOf(cell: string | undefined): string[] {
  return (cell ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}
