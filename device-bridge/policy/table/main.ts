// The policy table as a process of its own: `node dist/policy/table/main.js` prints it as one JSON object on stdout.
import { printAnswer } from '../../one-answer.js';
import { policyTable } from './policy-table.js';

printAnswer(policyTable);
