// Tasks, one a line: how each stands, what was asked, where, and when.
import type { TaskListItem } from '@farhand/cloud';
import { Time } from '../components/quantities.js';
import { Status } from '../components/status.js';
import { appName, useVocabulary } from '../vocabulary.js';
import './task-rows.css';

export function TaskRows({ tasks }: { readonly tasks: readonly TaskListItem[] }) {
  useVocabulary();
  return (
    <ul class="plain-list task-rows">
      {tasks.map(({ taskId, command, status, createdAt, apps }) => (
        <li key={taskId}>
          <a href={`/tasks/${taskId}`}>
            <Status of={status} />
            <span class="command">{command}</span>
            <span class="apps">{apps.map(appName).join(' · ')}</span>
            <Time at={createdAt} />
          </a>
        </li>
      ))}
    </ul>
  );
}
