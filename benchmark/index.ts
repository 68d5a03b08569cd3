export { type Attempt, attemptSchema, type Verdict } from './attempt.js';
export { checkState, type Evidence } from './checks/check.js';
export { prepareTask } from './checks/prepare.js';
export { loadSuite } from './suites/load.js';
export { type BenchTask, benchTaskSchema } from './task.js';
