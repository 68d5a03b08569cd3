// A program: reads which server it keeps from its first line of input, and lets go of it when the input ends, that is
// when its owner has closed or died. Runs in a session of its own, so that no signal to the owner's terminal reaches it.
import { createInterface } from 'node:readline';
import { type ServerCharge, stopIfLast } from './postgres-keeping.js';

let charge: ServerCharge | undefined;
const lines = createInterface({ input: process.stdin });
lines.once('line', (line) => {
  charge = JSON.parse(line) as ServerCharge;
});
lines.once('close', () => {
  if (charge) void stopIfLast(charge);
});
