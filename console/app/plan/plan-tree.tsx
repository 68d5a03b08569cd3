// A plan to be looked at: subtasks with their apps, in their order, and where each stops before harm.
import type { Plan, Subtask } from '@farhand/shared';
import type { ComponentChildren } from 'preact';
import { type Standing, Status } from '../components/status.js';
import { appName, intentInfo, useVocabulary } from '../vocabulary.js';
import { type Branch, branchesOf } from './branches.js';
import './plan-tree.css';
import { t } from './words.js';

interface PlanTreeProps {
  readonly plan: Plan;
  /** How far each has come; without it nothing has begun. */
  readonly standing?: (subtask: Subtask) => Standing;
  /** In the place of the goal's sentence. */
  readonly sentence?: (subtask: Subtask) => ComponentChildren;
  /** Below the goal. */
  readonly detail?: (subtask: Subtask) => ComponentChildren;
}

export function PlanTree({ plan, ...rest }: PlanTreeProps) {
  useVocabulary();
  return (
    <div class="plan-tree">
      <Branches branches={branchesOf(plan)} {...rest} />
      {plan.subtasks.length > 1 && <p class="combine">{t[plan.combine]}</p>}
    </div>
  );
}

function Branches({ branches, ...rest }: { branches: readonly Branch[] } & Omit<PlanTreeProps, 'plan'>) {
  return (
    <ol class="plain-list">
      {branches.map((branch) => (
        <li key={branch.subtask.id}>
          <Node branch={branch} {...rest} />
          {branch.below.length > 0 && <Branches branches={branch.below} {...rest} />}
        </li>
      ))}
    </ol>
  );
}

function Node({ branch, standing, sentence, detail }: { branch: Branch } & Omit<PlanTreeProps, 'plan'>) {
  const { subtask, alsoAfter } = branch;
  const info = intentInfo(subtask.intent);
  return (
    <div class="node" id={`subtask-${subtask.id}`}>
      <p class="where">
        <span class="number">{subtask.id}</span>
        <span class="app">{subtask.app === undefined ? t.cloud : appName(subtask.app)}</span>
        {info?.reaches === 'others' && <span class="reach others">{t.asksFirst}</span>}
        {info?.reaches === 'payment' && <span class="reach">{t.stopsBefore}</span>}
        {alsoAfter.length > 0 && <span class="after">{t.after(alsoAfter.join(', '))}</span>}
        {standing && <Status of={standing(subtask)} />}
      </p>
      <p class="goal">{sentence?.(subtask) ?? subtask.goal}</p>
      {detail?.(subtask)}
    </div>
  );
}
