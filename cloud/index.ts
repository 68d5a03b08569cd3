// The cloud's public face.
export { type CloudConfig, type CloudFlags, describeConfig, loadConfig } from './config.js';
export type { KnownDevice } from './devices/registry.js';
export type { PlanAnswer } from './operations.js';
export { type CloudService, startCloud } from './service.js';
export type { SubmitOptions } from './tasks/task-runner.js';
