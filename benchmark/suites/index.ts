import type { Suite } from '../runs/choose-tasks.js';

export const suites: Readonly<Record<string, Suite>> = {};
