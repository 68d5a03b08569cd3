// What an attempt leaves in its folder, for replays, judges and whoever asks why: `attempt.json` with the conversation and
// the bridge's record, and `steps.jsonl` with the exact actions (see trajectory.ts). It is read from what bridge and cloud
// wrote themselves; both formats are described there.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BenchTask } from '../task.js';
import { stepsFile, type TrajectoryStep } from '../trajectory.js';
import type { Conversation } from './conversation.js';
import type { FilmFrame } from './phone-control.js';
import type { StagePhone } from './stage.js';

export interface Trace {
  readonly task: BenchTask;
  readonly conversation: Conversation;
  readonly phone: StagePhone;
  /** What was true of the phone then. */
  readonly after: object;
}

/** A line of the bridge's record; device-bridge/audit/record.ts has the whole of it. */
export interface RecordLine {
  readonly time: string;
  readonly kind: string;
  readonly session?: string;
  readonly step?: number;
  readonly action?: string;
  readonly explain?: string;
  readonly class?: string;
  readonly gate?: string;
  readonly why?: string;
  readonly to?: string;
  readonly bytes?: number;
  readonly left?: Readonly<Record<string, number>>;
  readonly held?: Readonly<Record<string, number>>;
}

/** A line of a session's file; device-bridge/sessions/entry.ts has the whole of it. */
interface SessionLine {
  readonly kind: string;
  readonly session?: string;
  readonly record?: string;
  readonly step?: number;
  readonly action?: TrajectoryStep['action'];
  readonly explain?: string;
  readonly performed?: boolean;
}

export async function keepTrace(folder: string, { task, conversation, phone, after }: Trace): Promise<void> {
  const taskIds = [...new Set(conversation.events.map(({ taskId }) => taskId))];
  const record = taskIds.flatMap((id) => linesOf<RecordLine>(join(phone.home, 'audit', `${id}.jsonl`)));
  const frames = keepFrames(folder, await phone.control.takeFilm());
  const steps = stepsOf(taskIds, record, phone.home, frames);
  writeFileSync(join(folder, stepsFile), steps.map((step) => `${JSON.stringify(step)}\n`).join(''));
  writeFileSync(
    join(folder, 'attempt.json'),
    `${JSON.stringify({ task, ...conversation, record, frames }, null, 1)}\n`,
  );
  writeFileSync(join(folder, 'after.json'), JSON.stringify(after));
}

export interface KeptFrame extends Omit<FilmFrame, 'jpegBase64'> {
  /** Name of the picture in the attempt's folder. */
  readonly name: string;
}

function keepFrames(folder: string, frames: readonly FilmFrame[]): KeptFrame[] {
  return frames.map(({ atMs, packageName, jpegBase64 }, index) => {
    const name = `${String(index + 1).padStart(3, '0')}.jpg`;
    writeFileSync(join(folder, name), Buffer.from(jpegBase64, 'base64'));
    return { atMs, packageName, name };
  });
}

/** The record has the times of steps, the sessions have what exactly was decided. */
function stepsOf(
  taskIds: readonly string[],
  record: readonly RecordLine[],
  home: string,
  frames: readonly KeptFrame[],
): TrajectoryStep[] {
  const sessions = sessionsOf(taskIds, home);
  const told = record.filter(({ kind }) => kind === 'step');
  return told.flatMap((line, index) => {
    const { session = '', step = 0, time } = line;
    const lines = sessions.get(session) ?? [];
    const decided = lines.find((entry) => entry.kind === 'decided' && entry.step === step);
    if (!decided?.action) return [];
    const acted = lines.find((entry) => entry.kind === 'acted' && entry.step === step);
    const gate = record.find((entry) => entry.kind === 'gate' && entry.session === session && entry.step === step);
    const nextTime = told[index + 1]?.time ?? record.at(-1)?.time ?? time;
    // A decision is told right after the look that it was made on.
    const before = frames.findLast(({ atMs }) => atMs <= Date.parse(time));
    const after = index + 1 < told.length ? frames.findLast(({ atMs }) => atMs <= Date.parse(nextTime)) : frames.at(-1);
    return [
      {
        step: index + 1,
        thought: decided.explain ?? line.explain ?? '',
        action: decided.action,
        frameId: `${session}:${step}`,
        ...(before && { screenshotBefore: before.name }),
        ...(after && { screenshotAfter: after.name }),
        foreground: before?.packageName ?? '',
        ...(gate?.class !== undefined && {
          gate: {
            class: gate.class as NonNullable<TrajectoryStep['gate']>['class'],
            performed: acted?.performed ?? false,
          },
        }),
        seconds: Math.max(0, (Date.parse(nextTime) - Date.parse(time)) / 1000),
      },
    ];
  });
}

function sessionsOf(taskIds: readonly string[], home: string): Map<string, SessionLine[]> {
  const folder = join(home, 'sessions');
  const sessions = new Map<string, SessionLine[]>();
  if (!existsSync(folder)) return sessions;
  for (const name of readdirSync(folder).filter((entry) => entry.endsWith('.jsonl'))) {
    const lines = linesOf<SessionLine>(join(folder, name));
    const begun = lines[0];
    if (begun?.session !== undefined && taskIds.includes(begun.record ?? '')) sessions.set(begun.session, lines);
  }
  return sessions;
}

function linesOf<T>(path: string): T[] {
  if (!existsSync(path)) return [];
  const whole = readFileSync(path, 'utf8').split('\n').slice(0, -1);
  return whole.map((line) => JSON.parse(line) as T);
}
