// The cloud's public face.
import { builtProgram } from './process.js';

export type * from './api/shapes.js';
export type { ChatMessage, ChatModel } from './brain/chat.js';
export { connectOpenAi } from './brain/openai.js';
export { askFor, type Wanted, wanted } from './brain/structured.js';
export { type CloudConfig, type CloudFlags, describeConfig, loadConfig } from './config.js';
export type { KnownDevice } from './devices/registry.js';
export type { LiveView } from './live/phone-watch.js';
export type { PlanAnswer } from './operations.js';
export { type CloudService, startCloud } from './service.js';
export type { SubmitOptions } from './tasks/task-runner.js';

/** The cloud's program. */
export const cloudMain: string = builtProgram('main.js');
