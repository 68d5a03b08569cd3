// The phone that a task is being done on, as it looks now, with what the hand thinks and does, and what that has cost so far.
import type { TaskProgress } from '../api/task-following.js';
import { useTask } from '../api/task-following.js';
import { bytes, costOf, duration, whole } from '../components/quantities.js';
import { DrivenPhone } from './driven-phone.js';
import { t } from './words.js';

interface LivePhoneProps {
  readonly taskId: string;
  readonly device: string;
}

export function LivePhone({ taskId, device }: LivePhoneProps) {
  const progress = useTask(taskId).value;
  const step = stepOn(progress, device);
  const isRunning = !progress.result;
  return (
    <figure class="live-phone">
      <DrivenPhone
        device={device}
        action={isRunning && step?.point ? { point: step.point, point2: step.point2 } : undefined}
      />
      <figcaption>
        {step && (
          <p>
            <span class="step-number">{t.step(step.step)}</span> {step.explain}
          </p>
        )}
        <Spent progress={progress} />
      </figcaption>
    </figure>
  );
}

/** The newest step that was done on the phone. */
function stepOn({ subtasks }: TaskProgress, device: string) {
  const onPhone = Object.values(subtasks).filter((subtask) => subtask.device === device);
  return (
    onPhone.findLast(({ steps, report }) => steps.length > 0 && !report)?.steps.at(-1) ?? onPhone.at(-1)?.steps.at(-1)
  );
}

function Spent({ progress: { brainCalls, result } }: { readonly progress: TaskProgress }) {
  const tokens = brainCalls.reduce((sum, { promptTokens, generatedTokens }) => sum + promptTokens + generatedTokens, 0);
  const costs = new Map<string, number>();
  for (const { cost } of brainCalls) if (cost) costs.set(cost.currency, (costs.get(cost.currency) ?? 0) + cost.nanos);
  const cost = costOf([...costs].map(([currency, nanos]) => ({ currency, nanos })));
  return (
    <dl class="spent figures">
      <Figure title={t.tokens} value={whole(tokens)} />
      <Figure title={t.cost} value={cost} />
      {result && <Figure title={t.bytesUp} value={bytes(result.usage.bytesUp)} />}
      {result && <Figure title={t.seconds} value={duration(result.seconds)} />}
    </dl>
  );
}

function Figure({ title, value }: { readonly title: string; readonly value: string }) {
  return (
    <div>
      <dt>{title}</dt>
      <dd>{value}</dd>
    </div>
  );
}
