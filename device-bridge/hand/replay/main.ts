// The recordings as a process of their own: `node dist/hand/replay/main.js HOME [list|forget] [APP]` prints one JSON object
// on stdout: what is kept (of one app, or of all), or how many recordings were forgotten; or `{"error": ...}`.
import { createLogger, FarhandError } from '@farhand/shared';
import { printAnswer } from '../../one-answer.js';
import type { Pattern, Recording, Template } from './recording.js';
import { ReplayStore } from './store.js';

function answer([home, what = 'list', app]: readonly string[]): object {
  if (home === undefined) throw new FarhandError('USAGE', 'The folder of the recordings is needed');
  const log = createLogger('replays');
  const store = new ReplayStore(home, (message) => log.warn(message));
  if (what === 'forget') return { forgotten: store.forget(app) };
  if (what !== 'list') throw new FarhandError('USAGE', `Recordings can be listed and forgotten, not "${what}"`);
  const kept = store.list().filter((one) => app === undefined || one.app === app || one.packageName === app);
  return { replays: kept.map(summary) };
}

function summary({ app, packageName, versionCode, template, ways, usedAtMs }: Recording): object {
  const sum = (kind: 'wins' | 'losses') => ways.reduce((all, way) => all + way[kind], 0);
  return {
    ...(app !== '' && { app }),
    packageName,
    versionCode,
    goal: goalOf(template),
    ways: ways.length,
    steps: ways[0]?.steps.length ?? 0,
    wins: sum('wins'),
    losses: sum('losses'),
    usedAt: new Date(usedAtMs).toISOString(),
  };
}

function goalOf(template: Template): string {
  if (template.kind === 'intent') return `${template.intent}(${template.names.join(', ')})`;
  return template.kind === 'words' ? wordsOf(template.pattern) : '(one sentence, kept sealed)';
}

function wordsOf(pattern: Pattern): string {
  return pattern.map((part) => (typeof part === 'string' ? part : '…')).join('');
}

printAnswer(answer);
