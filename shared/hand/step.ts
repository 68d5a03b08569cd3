// One step of a hand as it is told while a task runs, to the cloud and from there to whoever follows the task.
import { z } from 'zod';
import { pointSchema } from './action.js';

export const stepShape = {
  step: z.int(),
  action: z.string().describe('Name of the Step-GUI action'),
  explain: z.string().describe('One line for people'),
  replayed: z.boolean().optional().describe('It came from a recording, without a model'),
  thought: z.string().optional().describe('What the model thought before it, shortened'),
  point: pointSchema.optional().describe('Where the action is done: x and y from 0 to 1000 of the screen'),
  point2: pointSchema.optional().describe('Where a drag ends'),
  bytesUp: z
    .int()
    .nonnegative()
    .optional()
    .describe('What has come up from the bridge for this call so far; counted by the cloud'),
};
