// What the doctor finds: one finding per thing that has to be right before a command can be carried out.
import type { ErrorCode } from '@farhand/shared';

export interface Finding {
  /** adb, appium, phone, keyboard, model ... */
  readonly check: string;
  /** notice: it works, but not as one may expect. */
  readonly state: 'ok' | 'notice' | 'failed';
  /** What was found, with the actual value. */
  readonly found: string;
  /** What that means for the user; absent when all is well. */
  readonly means?: string;
  /** The next command, or what to do by hand. */
  readonly next?: string;
  /** With `failed`: its code in the error table, which gives the exit code. */
  readonly code?: ErrorCode;
  /** Was put right just now. */
  readonly fixed?: boolean;
}
