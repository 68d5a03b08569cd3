// Commands about tasks that there are: list them, look into one, take it elsewhere, end it.
import { writeFile } from 'node:fs/promises';
import { FarhandError } from '@farhand/shared';
import type { Command } from 'commander';
import { listQuerySchema } from '../api/schemas.js';
import type { PriceHistory } from '../api/shapes.js';
import { runAudit } from './audit-command.js';
import { withClient } from './local-service.js';
import { runLogs } from './logs-command.js';
import { printJson } from './output.js';
import { showTask } from './show-command.js';
import { priceList, taskTable } from './tables.js';
import { addQueryOptions, givenPath, type JsonFlag, jsonOption, queryOf } from './values.js';

export function addTaskCommands(root: Command, signal: AbortSignal): void {
  addQueryOptions(root.command('tasks').description('list the tasks of this checkout, newest first'), listQuerySchema)
    .addOption(jsonOption())
    .action((_: object, self: Command) => listTasks(self, signal));
  root
    .command('show <task>')
    .description(
      'show what became of a task: its plan, every step, the answer, what it cost and what left the computer',
    )
    .addOption(jsonOption())
    .action((task: string, _: object, self: Command) => showTask(task, self.optsWithGlobals<JsonFlag>(), signal));
  root
    .command('logs [task]')
    .description('print what a task has told, line by line with the time; without an id the newest task')
    .option('--follow', 'go on until it ends')
    .option('--json', 'print one JSON object on stdout; with --follow one a line')
    .action((task: string | undefined, _: object, self: Command) => runLogs(task, self.optsWithGlobals(), signal));
  root
    .command('cancel <task>')
    .description('stop a running task')
    .addOption(jsonOption())
    .action((task: string, _: object, self: Command) => cancel(task, self.optsWithGlobals<JsonFlag>(), signal));
  root
    .command('prices <item...>')
    .description('what was found each time that the price of these goods was asked for, newest first')
    .addOption(jsonOption())
    .action((words: string[], _: object, self: Command) =>
      listPrices(words.join(' '), self.optsWithGlobals<JsonFlag>(), signal),
    );
  root
    .command('report <task>')
    .description('write all of a task into one file that one can send: a page that opens anywhere, or JSON')
    .option('--out <file>', 'F.html or F.json')
    .addOption(jsonOption())
    .action((task: string, _: object, self: Command) => report(task, self.optsWithGlobals(), signal));
  root
    .command('audit [task]')
    .description('show what was done for a task and which bytes left this computer, and check the record')
    .addOption(jsonOption())
    .action(async (task: string | undefined, _: object, self: Command) => {
      process.exitCode = await runAudit(task, self.optsWithGlobals<JsonFlag>(), signal);
    });
}

async function listTasks(self: Command, signal: AbortSignal): Promise<void> {
  const query = queryOf(self, listQuerySchema);
  await withClient(signal, async (client) => {
    const tasks = await client.findTasks(query, signal);
    if (self.optsWithGlobals<JsonFlag>().json) printJson({ tasks });
    else process.stdout.write(taskTable(tasks));
  });
}

async function cancel(taskId: string, { json }: JsonFlag, signal: AbortSignal): Promise<void> {
  await withClient(signal, (client) => client.cancel(taskId, signal));
  if (json) printJson({ taskId });
}

async function listPrices(item: string, { json }: JsonFlag, signal: AbortSignal): Promise<void> {
  await withClient(signal, async (client) => {
    const history = await client.fact<PriceHistory>(`/v1/prices?item=${encodeURIComponent(item)}`, signal);
    if (json) printJson(history);
    else process.stdout.write(priceList(history));
  });
}

async function report(
  task: string,
  { out, json }: { readonly out?: string; readonly json?: boolean },
  signal: AbortSignal,
): Promise<void> {
  const kind = out === undefined ? undefined : /\.(html|json)$/.exec(out)?.[1];
  if (out !== undefined && kind === undefined) {
    throw new FarhandError('USAGE', `The file "${out}" ends neither in .html nor in .json`, {
      hint: 'The ending says what is written: --out report.html',
    });
  }
  if (out === undefined && !json) throw new FarhandError('USAGE', 'Say where to: --out FILE.html, or --json');
  await withClient(signal, async (client) => {
    if (json) printJson(await client.report(task, signal));
    if (out === undefined) return;
    const page = kind === 'html' ? client.reportPage(task, signal) : client.report(task, signal).then(written);
    await writeFile(givenPath(out), await page);
    process.stderr.write(`Written to ${givenPath(out)}\n`);
  });
}

function written(report: object): string {
  return `${JSON.stringify(report, null, 2)}\n`;
}
