// The records as a process of their own: `node dist/audit/main.js HOME [TASK]` prints one JSON object on stdout, the list
// of tasks or one task's record with its check, or `{"error": ...}` and the error's exit code.
import { FarhandError } from '@farhand/shared';
import { printAnswer } from '../one-answer.js';
import { ledgerOf } from './ledger.js';
import { readRecord, recordedTasks } from './read.js';

function answer([home, task]: readonly string[]): object {
  if (home === undefined) throw new FarhandError('USAGE', 'The folder of the records is needed');
  if (task === undefined) return { tasks: recordedTasks(home) };
  const record = readRecord(home, task);
  const ended = record.lines.some(({ kind }) => kind === 'ended');
  return { ...record, intact: record.broken === undefined, ended, ledger: ledgerOf(record.lines) };
}

printAnswer(answer);
