// What the MCP server asks of the cloud, whoever answers: the service itself in its own process, or its HTTP API for the
// server on stdio.
import type { Device, TaskResult } from '@farhand/shared';
import type { TaskAnswer } from '../decisions/decisions.js';
import type { TakenPicture } from '../devices/picture.js';
import type { PlanAnswer, RunningTaskView, Screen } from '../operations.js';
import type { NumberedEvent } from '../store/task-store.js';
import type { SubmitOptions } from '../tasks/task-runner.js';

export interface AgentDesk {
  submit(command: string, options: SubmitOptions, signal: AbortSignal): Promise<string>;
  /** Events after `afterSeq`, up to and with `finished`; throws the signal's reason when it aborts. */
  follow(taskId: string, afterSeq: number, signal: AbortSignal): AsyncIterable<NumberedEvent>;
  task(taskId: string, signal: AbortSignal): Promise<TaskResult | RunningTaskView>;
  /** Answers the id of the task that goes on with it. */
  answer(taskId: string, answer: TaskAnswer, signal: AbortSignal): Promise<string>;
  cancel(taskId: string, signal: AbortSignal): Promise<void>;
  /** Newest first. */
  tasks(limit: number, signal: AbortSignal): Promise<readonly object[]>;
  plan(command: string, signal: AbortSignal): Promise<PlanAnswer>;
  devices(signal: AbortSignal): Promise<readonly Device[]>;
  screenshot(device: string, maxEdge: number | undefined, signal: AbortSignal): Promise<TakenPicture>;
  describeScreen(device: string, signal: AbortSignal): Promise<Screen>;
  /** False when nobody had the phone. */
  handBack(device: string, signal: AbortSignal): Promise<boolean>;
  audit(taskId: string, signal: AbortSignal): Promise<object>;
}
