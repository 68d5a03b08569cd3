// Statements through a database that goes away for a while: Postgres is restarted, or moves to another machine.
import { delay } from '@farhand/shared';
import { storeFailed } from './database.js';

const outageLimitMs = 60_000;
const firstPauseMs = 50;
const longestPauseMs = 1000;

/** Of Postgres: it is shutting down, has crashed, or is not ready yet. Class 08 is a broken connection. */
const awayCode = /^(57P0[123]|08...|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT)$/;
const awayMessage =
  /Connection terminated|connection error and is not queryable|timeout exceeded when trying to connect/;

/**
 * Runs `work` again for as long as the database is away. Whether a statement whose connection broke was carried out is
 * not known: `work` must do no harm when it is done twice. Throws STORE_FAILED after a minute.
 */
export async function lasting<T>(work: () => Promise<T>): Promise<T> {
  const deadlineMs = performance.now() + outageLimitMs;
  for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
    try {
      return await work();
    } catch (error) {
      if (!isAway(error)) throw error;
      if (performance.now() > deadlineMs) throw storeFailed('The database does not answer', error);
    }
    await delay(pauseMs);
  }
}

/** Whether the database was not there for it; the same may work a moment later. */
export function isAway(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.some(isAway);
  const { code, message } = error as { code?: unknown; message?: unknown };
  return awayCode.test(String(code)) || awayMessage.test(String(message));
}
