// A task that is being done: its plan filling up, the phone it is done on, and what it has taken so far.
import type { RunningTask } from '@farhand/cloud';
import type { Subtask } from '@farhand/shared';
import { useEffect, useState } from 'preact/hooks';
import type { SubtaskProgress, TaskProgress } from '../api/task-following.js';
import { useApi } from '../api/use-api.js';
import { bytes, costOf, duration, whole } from '../components/quantities.js';
import { Loading } from '../components/state.js';
import { LivePhone } from '../live/live-phone.js';
import { PlanTree } from '../plan/plan-tree.js';
import { standingOf } from '../plan/standing.js';
import { Facts } from '../report/ledger.js';
import { bytesUpOf, phonesOf } from './so-far.js';
import { t } from './words.js';

export function Progress({ progress }: { readonly progress: TaskProgress }) {
  const { taskId, plan, subtasks } = progress;
  if (!plan) {
    return (
      <>
        <p>{t.planning}</p>
        <Loading />
      </>
    );
  }
  return (
    <div class="task-running">
      <div class="doing">
        <PlanTree
          plan={plan}
          standing={({ id }) => standingOf(subtasks[id]?.report, subtasks[id] !== undefined)}
          detail={(subtask) => <Steps subtask={subtask} of={subtasks[subtask.id]} />}
        />
        <Meter progress={progress} />
      </div>
      {phonesOf(progress).map((device) => (
        <LivePhone key={device} taskId={taskId} device={device} />
      ))}
    </div>
  );
}

/** A tick for each step, as on a ruler; the newest in words. */
function Steps({ of }: { subtask: Subtask; of: SubtaskProgress | undefined }) {
  if (!of) return null;
  const { steps, attempts, report } = of;
  const newest = steps.at(-1);
  const attempt = attempts.at(-1);
  return (
    <div class="steps">
      {steps.length > 0 && (
        <p class="ticks">
          <span class="ruler" style={{ width: `${steps.length * 8}px` }} />
          <span class="figures">{t.steps(steps.length)}</span>
        </p>
      )}
      {attempt && !report && <p>{t.attempt(attempt.number, attempt.why)}</p>}
      {report ? <p class="brought">{report.text}</p> : newest && <p>{newest.explain}</p>}
    </div>
  );
}

const secondMs = 1000;

function Meter({ progress: { taskId, brainCalls, subtasks } }: { readonly progress: TaskProgress }) {
  // How long it runs already, by the service's clock: neither a reload nor a wrong clock here changes that.
  const task = useApi<Pick<RunningTask, 'seconds'>>(`/v1/tasks/${encodeURIComponent(taskId)}`).value;
  const [begun, setBegun] = useState<number>();
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    if (task) setBegun(Date.now() - task.seconds * secondMs);
  }, [task]);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), secondMs);
    return () => clearInterval(timer);
  }, []);
  const costs = new Map<string, number>();
  for (const { cost } of brainCalls) if (cost) costs.set(cost.currency, (costs.get(cost.currency) ?? 0) + cost.nanos);
  const tokens = brainCalls.reduce((sum, call) => sum + call.promptTokens + call.generatedTokens, 0);
  const steps = Object.values(subtasks).reduce((sum, subtask) => sum + subtask.steps.length, 0);
  return (
    <Facts
      facts={[
        [t.time, begun === undefined ? '–' : duration(Math.max(0, Math.round((now - begun) / secondMs)))],
        [t.stepCount, whole(steps)],
        [t.calls, whole(brainCalls.length)],
        [t.tokens, whole(tokens)],
        [t.up, bytes(bytesUpOf(Object.values(subtasks)))],
        [t.money, costOf([...costs].map(([currency, nanos]) => ({ currency, nanos })))],
      ]}
    />
  );
}
