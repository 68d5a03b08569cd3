export { attemptSchema } from './attempt.js';
export { benchTaskSchema } from './task.js';
