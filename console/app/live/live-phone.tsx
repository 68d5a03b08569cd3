// The phone that a task is being done on, as it looks now, with what the hand thinks and does.
import type { TaskProgress } from '../api/task-following.js';
import { useTask } from '../api/task-following.js';
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
        {step?.thought && <p class="thought">{step.thought}</p>}
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
