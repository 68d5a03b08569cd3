// What each command's --help teaches with: lines that can be typed as they stand. A test reads every one of them with the
// command line's own parser, and plans those that are something to do on a phone.
import type { Command } from 'commander';

interface Example {
  /** What follows `npm start -- `. */
  readonly line: string;
  readonly does: string;
}

function example(line: string, does: string): Example {
  return { line, does };
}

const id = '0f6c1c52';

/** By the names of the command, '' for the program itself. */
export const examples: Readonly<Record<string, readonly Example[]>> = {
  '': [
    example('"Compare Mac Mini M4 prices across Taobao, JD.com and Pinduoduo"', 'one table of three shops'),
    example('"在微信上告诉张三：会议改到三点" --yes', 'send it, without being asked again'),
    example('plan "哪家的空气炸锅最便宜"', 'only say what would be done'),
    example('tasks --words 空气炸锅', 'find it again'),
    example('doctor --fix', 'when something does not work'),
    example('serve', 'keep service, console and phone running'),
  ],
  plan: [
    example('plan "哪家的空气炸锅最便宜" --json', 'for scripts'),
    example(
      'plan "search taobao for keyboards and send the result to Li Si on WeChat"',
      'two apps, one after the other',
    ),
  ],
  tasks: [
    example('tasks --status needs_user', 'what waits for you'),
    example('tasks --words keyboard --limit 5', 'words of the command or of the answer'),
    example('tasks --before 2026-11-30T08:00:00Z --json', 'the next page, for scripts'),
  ],
  show: [
    example(`show ${id}`, 'all of it'),
    example(`show ${id} --json`, 'the result alone, as docs/reference/schemas has it'),
  ],
  logs: [
    example('logs --follow', 'what the newest task is doing'),
    example(`logs ${id} --json`, 'every event with its time'),
  ],
  skills: [example('skills', 'names, and what each can be given')],
  run: [
    example('run tell recipient=李四 text="会议改到三点"', 'the same for somebody else: you are asked, as always'),
    example('run prices what="Redmi Note 14" --json', 'for scripts'),
  ],
  skill: [example('skill add tell --task 0f6c1c52', 'keep what that task did')],
  'skill add': [
    example(`skill add tell --task ${id}`, 'every value of its plan may change, by its own name'),
    example(`skill add prices --task ${id} --param what=item`, 'only what is looked for, called "what"'),
  ],
  'skill remove': [example('skill remove tell', 'never again')],
  approve: [
    example('questions', 'what waits for you'),
    example(`approve ${id}`, 'yes: that message to that person, and nothing else'),
    example(`approve ${id} --deny`, 'no, and it does not go on'),
  ],
  questions: [example('questions --json', 'for scripts')],
  takeover: [
    example(`takeover ${id}`, 'a step of that task is yours; it goes on afterwards'),
    example('takeover emulator-5554', 'the phone, for whatever you like'),
  ],
  decisions: [example(`decisions ${id}`, 'who said yes, and when')],
  answer: [example(`answer ${id} "the one in Haidian"`, 'what the task lacked')],
  cancel: [example(`cancel ${id}`, 'its phone stops at once')],
  report: [
    example(`report ${id} --out keyboards.html`, 'one file with its pictures, to send to a colleague'),
    example(`report ${id} --out keyboards.json`, 'the same for programs'),
  ],
  audit: [example('audit', 'which tasks have a record'), example(`audit ${id}`, 'one record, checked')],
  devices: [example('devices --json', 'for scripts')],
  prices: [example('prices Mac Mini M4', 'each time they were asked for, in every shop')],
  screen: [example('screen emulator-5554', 'what a person would read there')],
  handback: [example('handback emulator-5554', 'the phone is Farhand’s again')],
  phone: [
    example('phone --switch popup --switch slow-frames=800', 'one that is hard to drive'),
    example('phone --count 3 --time "2026-12-01 08:30"', 'three of them, at the same time of day'),
  ],
  serve: [example('serve --port 8080', 'at a port of your choice')],
  mcp: [example('mcp', 'how another agent starts it: see docs/guides/connecting.md')],
  doctor: [example('doctor --fix', 'put right what can be'), example('doctor --json', 'for scripts')],
  schedule: [example('schedule list', 'what comes next')],
  'schedule add': [
    example(
      'schedule add "哪家的空气炸锅最便宜" --cron "0 8 * * 1-5" --zone Asia/Shanghai',
      'on working days at eight',
    ),
    example(
      "schedule add --when-notification 'app=taobao text=取件' '给微信上的李四发消息：快递到了'",
      'when it arrives',
    ),
  ],
  'schedule list': [example('schedule list --json', 'for scripts')],
  'schedule remove': [example(`schedule remove ${id}`, 'never again')],
  token: [example('token list', 'who may use this service')],
  'token create': [
    example('token create "Ann\'s laptop" --user ann --scope tasks,devices --days 90', 'for another person'),
  ],
  'token list': [example('token list --json', 'for scripts')],
  'token revoke': [example(`token revoke ${id}`, 'useless at once')],
  pair: [
    example('pair --user ann', 'a code for the phones of Ann'),
    example('pair --list', 'which bridges are paired'),
  ],
  bridge: [example('bridge --cloud https://farhand.example', 'beside the phones; asks for the code')],
  brains: [
    example('brains', 'which model plans, writes, judges, and how fast it was'),
    example('brains --test', 'ask each of them for a text, and show each a picture'),
  ],
  budgets: [example('budgets', 'spent today, of how much')],
  settings: [example('settings --changed', 'those that are not as they come')],
  policy: [example('policy', 'what is done, asked about, yours to do, and refused')],
  figures: [example('figures --hours 48', 'tasks, steps, tokens, money and times')],
  replays: [example('replays wechat', 'goals of one app'), example('replays wechat --forget', 'learn them anew')],
  completion: [
    example('completion bash', 'source <(farhand completion bash) in ~/.bashrc; `npm link` makes the command farhand'),
  ],
  research: [example('research "How do GUI agents recover from wrong taps?" --rounds 3', 'a report with its sources')],
  think: [example('think "Is 2027 a prime?" --ways 5', 'one answer of five')],
  tools: [example('tools convert miles', 'the tools that fit the words best')],
  engine: [example('engine info --model native/model/farhand-brain-v1.gguf', 'what the file holds')],
  'engine info': [example('engine info --model native/model/farhand-brain-v1.gguf', 'shape, types, memory')],
  'engine tokenize': [
    example('engine tokenize --model native/model/farhand-brain-v1.gguf --prompt "open WeChat"', 'text to tokens'),
  ],
  'engine logits': [
    example(
      'engine logits --model native/model/farhand-brain-v1.gguf --tokens 1,2,3 --top 3',
      'the likeliest next ones',
    ),
  ],
  'engine generate': [
    example('engine generate --model model.gguf --prompt "Once upon a time" -n 64', 'text as it is written'),
  ],
  'engine bench': [example('engine bench --model native/model/farhand-brain-v1.gguf --runs 3', 'tokens a second')],
  'engine pack': [example('engine pack --model model.gguf', 'every later start is fast')],
  bench: [example('bench androiddaily --subset quick', 'how many tasks come out right')],
};

const more = `
The settings are variables of the environment: npm start -- settings
Exit codes: 0 done, 1 failed, 2 bad usage, 3 needs you, 4 no phone, 5 budget, 6 refused.`;

/** Puts the examples below each command's help. */
export function addExamples(command: Command, path = ''): void {
  const lines = (examples[path] ?? []).map(({ line, does }) => `  # ${does}\n  npm start -- ${line}`);
  if (lines.length > 0) command.addHelpText('after', `\nExamples:\n${lines.join('\n')}`);
  if (path === '') command.addHelpText('after', more);
  for (const sub of command.commands) addExamples(sub, path === '' ? sub.name() : `${path} ${sub.name()}`);
}
