// `npm start -- skill add|remove`, `skills` and `run`: the plan of a task that was done, kept under a name and carried out
// again with other values.
import { FarhandError } from '@farhand/shared';
import { type Command, InvalidArgumentError } from 'commander';
import { addTaskOptions, type TaskFlags, toEnd } from './ask-commands.js';
import type { SkillItem } from './client.js';
import { withClient } from './local-service.js';
import { printJson } from './output.js';
import { runTask } from './run-command.js';
import { bold, cutTo, dim, oneLine } from './style.js';
import { type JsonFlag, jsonOption } from './values.js';

interface AddFlags extends JsonFlag {
  readonly task: string;
  readonly param?: Record<string, string[]>;
}

export function addSkillCommands(root: Command, signal: AbortSignal): void {
  root
    .command('skills')
    .description('list what is kept under a name, and what each can be given')
    .addOption(jsonOption())
    .action((_: object, self: Command) => list(self.optsWithGlobals<JsonFlag>(), signal));
  addTaskOptions(root.command('run <skill> [values...]'), 'it makes')
    .description('carry out what is kept under a name, with other values: run tell recipient=李四')
    .action((name: string, words: string[], _: object, self: Command) => {
      const values = valuesOf(words);
      const flags = self.optsWithGlobals<TaskFlags>();
      return toEnd((options) => {
        return runTask((client) => client.runSkill(name, values, options, signal), options.quiet, signal);
      }, flags);
    });
  const skill = root.command('skill').description('keep the plan of a task under a name, or no more: add, remove');
  skill
    .command('add <name>')
    .description('keep the plan of a task that was done, with parameters in the place of its values')
    .requiredOption('--task <id>', 'the task')
    .option(
      '--param <name=place>',
      'what may change, and where it stands: person=recipient, or person=s1.recipient,s2.recipient; again for another. ' +
        'Without it every value may',
      collectParam,
    )
    .addOption(jsonOption())
    .action((name: string, _: object, self: Command) => add(name, self.optsWithGlobals<AddFlags>(), signal));
  skill
    .command('remove <name>')
    .description('keep it no more')
    .addOption(jsonOption())
    .action((name: string, _: object, self: Command) => remove(name, self.optsWithGlobals<JsonFlag>(), signal));
}

function collectParam(text: string, before: Record<string, string[]> = {}): Record<string, string[]> {
  const [, name, places = ''] = /^([^=]+)=(.+)$/.exec(text) ?? [];
  if (name === undefined) throw new InvalidArgumentError(`"${text}" is not name=place.`);
  return { ...before, [name]: places.split(',') };
}

/** `name=value` words, as a shell gives them. */
function valuesOf(words: readonly string[]): Record<string, string> {
  const values = words.map((word) => {
    const [, name, value = ''] = /^([^=]+)=([\s\S]*)$/.exec(word) ?? [];
    if (name !== undefined) return [name, value] as const;
    throw new FarhandError('USAGE', `"${word}" is not name=value`, {
      hint: 'A value with spaces stands in quotes: run tell text="at three". `npm start -- skills` lists the names.',
    });
  });
  return Object.fromEntries(values);
}

async function list({ json }: JsonFlag, signal: AbortSignal): Promise<void> {
  await withClient(signal, async (client) => {
    const skills = await client.skills(signal);
    if (json) printJson({ skills });
    else process.stdout.write(skills.length === 0 ? nothingKept : skills.map(told).join(''));
  });
}

async function add(name: string, { task, param, json }: AddFlags, signal: AbortSignal): Promise<void> {
  await withClient(signal, async (client) => {
    const kept = await client.keepSkill({ name, task, ...(param && { params: param }) }, signal);
    if (json) printJson(kept);
    else process.stdout.write(told(kept));
  });
}

async function remove(name: string, { json }: JsonFlag, signal: AbortSignal): Promise<void> {
  await withClient(signal, async (client) => {
    const wasKept = await client.removeSkill(name, signal);
    if (json) printJson({ name, wasKept });
    else process.stdout.write(wasKept ? `${name} is removed.\n` : `There is no skill ${name}.\n`);
  });
}

const nothingKept = 'No skill is kept. Make one of a task that was done: npm start -- skill add <name> --task <id>\n';

function told({ name, command, params }: SkillItem): string {
  const given = params.map(({ name: param, value }) => `  ${param} = ${cutTo(oneLine(value), 70)}\n`).join('');
  const usage = [name, ...params.map(({ name: param }) => `${param}=...`)].join(' ');
  return `${bold(name)}  ${dim(cutTo(oneLine(command), 70))}\n${given}  ${dim(`npm start -- run ${usage}`)}\n`;
}
