// What a person decides about a task: yes, no, the words that it lacked, or a step on the phone that is theirs. What is
// decided goes into the record with who and when; the task goes on as another one, which is followed to its end.
import { createInterface } from 'node:readline/promises';
import { type Device, FarhandError, type TaskResult } from '@farhand/shared';
import type { Command } from 'commander';
import type { TaskAnswer } from '../decisions/decisions.js';
import type { CloudClient, Question } from './client.js';
import { withClient, withService } from './local-service.js';
import { printJson, printTaskEnd } from './output.js';
import { knownDevices } from './phones-commands.js';
import { Progress } from './progress.js';
import { followToEnd, runTask } from './run-command.js';
import { bold, dim, oneLine } from './style.js';
import { decisionLine } from './tables.js';
import { type JsonFlag, jsonOption } from './values.js';

export function addDecideCommands(root: Command, signal: AbortSignal): void {
  root
    .command('questions')
    .description('list the tasks that wait for you: a yes, words, or a step on the phone')
    .addOption(jsonOption())
    .action((_: object, self: Command) => listQuestions(self.optsWithGlobals<JsonFlag>(), signal));
  root
    .command('approve <task>')
    .description('say yes to the message, post or call that a task asked about; it goes on at once')
    .option('--deny', 'say no instead: it does not go on')
    .addOption(jsonOption())
    .action((task: string, { deny }: { readonly deny?: boolean }, self: Command) => {
      const flags = self.optsWithGlobals<JsonFlag>();
      return deny ? decline(task, flags, signal) : goOn(task, { allow: true }, flags, signal);
    });
  root
    .command('answer <task> <words...>')
    .description('say what a task asked for, in words; it goes on at once')
    .addOption(jsonOption())
    .action((task: string, words: string[], _: object, self: Command) =>
      goOn(task, { text: words.join(' ') }, self.optsWithGlobals<JsonFlag>(), signal),
    );
  root
    .command('takeover <task|phone>')
    .description('do a step on the phone yourself: nothing on it is looked at until you press Enter')
    .addOption(jsonOption())
    .action((which: string, _: object, self: Command) => takeOver(which, self.optsWithGlobals<JsonFlag>(), signal));
  root
    .command('decisions <task>')
    .description('who decided what on a task, by which door and when')
    .addOption(jsonOption())
    .action((task: string, _: object, self: Command) => listDecisions(task, self.optsWithGlobals<JsonFlag>(), signal));
}

async function listQuestions({ json }: JsonFlag, signal: AbortSignal): Promise<void> {
  await withClient(signal, async (client) => {
    const questions = await client.questions(signal);
    if (json) printJson({ questions });
    else process.stdout.write(questions.length === 0 ? 'Nothing waits for you.\n' : questions.map(told).join('\n'));
  });
}

const answers: Readonly<Record<Question['kind'], (task: string) => string>> = {
  confirmation: (task) => `npm start -- approve ${task}`,
  question: (task) => `npm start -- answer ${task} "..."`,
  takeover: (task) => `npm start -- takeover ${task}`,
};

function told({ taskId, command, kind, question, device }: Question): string {
  const where = device === undefined ? '' : dim(` (on ${device})`);
  return `${bold(oneLine(question))}${where}\n  ${dim(oneLine(command))}\n  ${answers[kind](taskId)}\n`;
}

async function goOn(task: string, answer: TaskAnswer, flags: JsonFlag, signal: AbortSignal): Promise<void> {
  const result = await runTask((client) => client.answer(task, answer, signal), flags.json === true, signal);
  printTaskEnd(result, flags);
}

async function decline(taskId: string, { json }: JsonFlag, signal: AbortSignal): Promise<void> {
  await withClient(signal, (client) => client.answer(taskId, { decline: true }, signal));
  if (json) printJson({ taskId, declined: true });
  else process.stdout.write('It does not go on.\n');
}

/** A task whose next step is the user's, or a phone for whatever the user likes. */
async function takeOver(which: string, flags: JsonFlag, signal: AbortSignal): Promise<void> {
  const done = await withService({ withBridge: true }, signal, async (service): Promise<TaskResult | undefined> => {
    const { client } = service;
    const found = await Promise.race([service.phonesFound, service.failed]);
    const devices = await knownDevices(service, found, signal);
    if (devices.some(({ device_id: id }) => id === which)) return untilHandedBack(client, which, flags, signal);
    const question = (await client.questions(signal)).find(({ taskId }) => taskId === which);
    if (question?.kind !== 'takeover') throw nothingToTakeOver(which, question, devices);
    await pause(`${question.question}${question.device ? ` (${question.device})` : ''}`, signal);
    const progress = flags.json ? undefined : new Progress();
    return followToEnd(service, () => client.answer(which, { done: true }, signal), progress, signal);
  });
  if (done) printTaskEnd(done, flags);
}

async function untilHandedBack(client: CloudClient, device: string, { json }: JsonFlag, signal: AbortSignal) {
  await client.takeOver(device, signal);
  await pause(`${device} is yours: nothing on it is looked at, pictured or touched`, signal);
  await client.handBack(device, signal);
  if (json) printJson({ device, handedBack: true });
  else process.stdout.write(`${device} may be used again.\n`);
  return undefined;
}

/** Until Enter. An interrupt leaves the phone with its user: `handback` gives it back. */
async function pause(what: string, signal: AbortSignal): Promise<void> {
  const prompt = createInterface({ input: process.stdin, output: process.stderr });
  try {
    await prompt.question(`${what}.\nDo it on the phone, then press Enter `, { signal });
  } finally {
    prompt.close();
  }
}

function nothingToTakeOver(which: string, question: Question | undefined, devices: readonly Device[]): FarhandError {
  if (question) {
    return new FarhandError('NOTHING_ASKED', `The task asks for no hand on the phone: ${question.question}`, {
      hint: answers[question.kind](which),
    });
  }
  const names = devices.map(({ device_id: id }) => id).join(', ') || 'none';
  return new FarhandError('USAGE', `"${which}" is neither a phone nor a task that waits for one`, {
    hint: `Phones: ${names}. What waits: npm start -- questions`,
  });
}

async function listDecisions(task: string, { json }: JsonFlag, signal: AbortSignal): Promise<void> {
  await withClient(signal, async (client) => {
    const decisions = await client.decisions(task, signal);
    if (json) printJson({ decisions });
    else
      process.stdout.write(
        decisions.length === 0
          ? 'Nobody decided anything.\n'
          : decisions.map((one) => `${decisionLine(one)}\n`).join(''),
      );
  });
}
