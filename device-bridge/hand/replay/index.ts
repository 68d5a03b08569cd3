// Recordings of finished runs, and the decider that goes them again. See docs/explanation/replay.md.
export { type ReplayOptions, replayDecider } from './decider.js';
export type { Helper } from './helpers.js';
export { ReplayStore } from './store.js';
