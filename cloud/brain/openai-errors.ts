// What went wrong with a model server, as an error of the table that says which setting to look at.
import { FarhandError } from '@farhand/shared';
import {
  APIConnectionError,
  APIConnectionTimeoutError,
  APIError,
  AuthenticationError,
  NotFoundError,
  RateLimitError,
} from 'openai';

export function explainOpenAi(error: unknown, url: string, model: string): Error {
  if (error instanceof FarhandError) return error;
  const unreachable = (message: string, hint?: string) =>
    new FarhandError('BRAIN_UNREACHABLE', message, { cause: error, ...(hint && { hint }) });
  if (error instanceof APIConnectionTimeoutError) return unreachable(`The brain at ${url} did not answer in time`);
  if (error instanceof APIConnectionError) return unreachable(`The brain at ${url} cannot be reached`);
  if (error instanceof AuthenticationError) {
    return unreachable(`The brain at ${url} does not accept the key`, 'Set FARHAND_BRAIN_KEY to a valid key.');
  }
  if (error instanceof NotFoundError) {
    const hint = 'Set FARHAND_BRAIN_MODEL to a model of that server, and FARHAND_BRAIN_URL to its base URL (…/v1).';
    return unreachable(`The brain at ${url} does not know the model "${model}"`, hint);
  }
  if (error instanceof RateLimitError) {
    const hint = 'Wait a minute, or name a second brain behind it (FARHAND_PLANNER, FARHAND_COMBINER, FARHAND_JUDGE).';
    return unreachable(`The brain at ${url} takes no more requests for now: ${error.message}`, hint);
  }
  if (error instanceof APIError) return unreachable(`The brain at ${url} answered with an error: ${error.message}`);
  return error instanceof Error ? error : new Error(String(error));
}
