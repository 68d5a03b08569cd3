// What must be true of the phone, and of the answer, after a task: a small language over the state that the virtual phone
// tells of itself, so that no agent can talk its way to a pass.
import { z } from 'zod';

export const stateCheckSchema = z.strictObject({});
