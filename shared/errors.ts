// The one error table. Every failure that a person or a script may meet has a code here, with the sentence's hint, the
// exit code of the command line, the HTTP status of the API and whether trying again can help. docs/reference/errors.md is
// generated from it.

interface ErrorEntry {
  readonly exitCode: ExitCode;
  readonly httpStatus: number;
  readonly retryable: boolean;
  /** What to do, when the place that throws knows nothing better. */
  readonly hint: string;
}

/** 0 done, 1 failed, 2 bad usage, 3 needs the user, 4 no device, 5 budget, 6 refused by policy or by the brain. */
export type ExitCode = 0 | 1 | 2 | 3 | 4 | 5 | 6;

function entry(exitCode: ExitCode, httpStatus: number, retryable: boolean, hint: string): ErrorEntry {
  return { exitCode, httpStatus, retryable, hint };
}

export const errorTable = {
  // What the user said
  USAGE: entry(2, 400, false, 'See `npm start -- --help`.'),
  COMMAND_EMPTY: entry(2, 400, false, 'Say what to do, e.g. npm start -- "open WeChat".'),
  COMMAND_TOO_LONG: entry(2, 413, false, 'Shorten the command; put long texts into a message of their own.'),
  CONFIG_INVALID: entry(2, 400, false, 'Correct the setting; `npm start -- --help` lists them.'),
  INPUT_INVALID: entry(2, 400, false, 'Correct the named field.'),

  // The brain
  BRAIN_REFUSED: entry(
    6,
    422,
    false,
    'Connect a larger model: set FARHAND_BRAIN_URL (and FARHAND_BRAIN_MODEL, FARHAND_BRAIN_KEY), then ask again.',
  ),
  BRAIN_UNREACHABLE: entry(1, 502, true, 'Check FARHAND_BRAIN_URL and that the model server runs.'),
  BRAIN_ANSWER_INVALID: entry(1, 502, true, 'Ask again, or set FARHAND_BRAIN_MODEL to a model that keeps to a schema.'),
  BRAIN_MODEL_INVALID: entry(1, 500, false, 'Set FARHAND_BRAIN_MODEL_PATH to an undamaged step35 GGUF file.'),

  // Phones
  NO_DEVICE: entry(4, 503, true, 'Connect a phone with USB debugging, or leave out --device to use the virtual phone.'),
  DEVICE_UNAUTHORIZED: entry(4, 503, true, 'Unlock the phone, accept the debugging dialog, then ask again.'),
  DEVICE_LOST: entry(4, 503, true, 'Check the cable or Wi-Fi; `npm start -- devices` shows what is connected.'),
  DEVICE_BUSY: entry(1, 409, true, 'Wait for the running task, or cancel it.'),
  ADB_MISSING: entry(4, 503, false, 'Install adb (Debian and Ubuntu: apt install adb), then ask again.'),
  APPIUM_FAILED: entry(1, 503, true, 'Ask again; `npm start -- devices` shows whether the phone answers.'),
  SCREEN_CHANGED: entry(1, 409, true, 'Observe the screen again and decide anew.'),
  APP_NOT_INSTALLED: entry(1, 404, false, 'Install the app on the phone, or name another app.'),

  // The hand and its policy
  SUBTASK_FAILED: entry(1, 500, true, 'Read the report of the subtask that failed.'),
  NEEDS_CONFIRMATION: entry(3, 409, false, 'Say the same command with --yes to allow it.'),
  NEEDS_TAKEOVER: entry(3, 409, false, 'Do this step on the phone yourself.'),
  TAKEOVER_ELSEWHERE: entry(3, 409, false, 'Take the phone over again to drive it from here.'),
  SENSITIVE_SCREEN: entry(3, 409, false, 'Do this step on the phone yourself; this screen is not looked at.'),
  POLICY_REFUSED: entry(6, 403, false, 'Do this step on the phone yourself; Farhand never does it.'),
  BUDGET_EXCEEDED: entry(5, 402, false, 'Raise --budget, FARHAND_BUDGET_TASK or FARHAND_BUDGET_DAY, then ask again.'),
  STEP_LIMIT: entry(5, 500, false, 'Name the goal more narrowly, or raise --max-steps.'),
  TIME_LIMIT: entry(5, 504, true, 'Ask again, or raise --timeout.'),
  CANCELLED: entry(1, 499, true, 'Ask again when you want it done.'),

  // Tools and agents of the cloud
  TOOL_FAILED: entry(1, 502, true, 'Ask again; the tool says in its message what went wrong.'),
  TOOL_REFUSED: entry(6, 403, false, 'Name another address or tool; this one is not allowed.'),
  TOOL_UNKNOWN: entry(2, 404, false, '`npm start -- tools` lists the tools.'),
  SANDBOX_UNAVAILABLE: entry(
    1,
    501,
    false,
    'Run on Linux with util-linux and user namespaces (kernel.unprivileged_userns_clone=1; in Docker: --privileged).',
  ),

  // Link, store, service
  LINK_REFUSED: entry(1, 401, false, 'Give the bridge the token that the cloud printed.'),
  LINK_LIMIT: entry(1, 413, true, 'Send less at once; docs/explanation/gui-mcp-link.md lists the limits of a link.'),
  LINK_LOST: entry(1, 503, true, 'Check that the cloud still runs; the bridge dials again by itself.'),
  TOKEN_INVALID: entry(1, 401, false, 'Send the token of this service: Authorization: Bearer <token>.'),
  PAIRING_NEEDED: entry(
    2,
    401,
    false,
    'Run `npm start -- pair` beside the service, and give the bridge its code: --code CODE.',
  ),
  PAIRING_REFUSED: entry(1, 401, false, 'Ask the cloud for a new code: `npm start -- pair`.'),
  SCOPE_MISSING: entry(1, 403, false, 'Make a token with that scope: `npm start -- token create --scope ...`.'),
  SIGN_IN_REFUSED: entry(1, 401, false, 'Open a new link: `npm start` prints one. Or paste a token.'),
  ORIGIN_REFUSED: entry(1, 403, false, "Use the console's own page, or send a token instead of a cookie."),
  ROUTE_UNKNOWN: entry(1, 404, false, 'The page /docs of this service lists what it answers.'),
  RATE_LIMITED: entry(1, 429, true, 'Wait a minute, then ask again.'),
  TASK_UNKNOWN: entry(1, 404, false, '`npm start -- tasks` lists the tasks.'),
  SKILL_UNKNOWN: entry(2, 404, false, '`npm start -- skills` lists the skills.'),
  NOTHING_ASKED: entry(1, 409, false, "Follow the task; a phone in its owner's hands is given back, not answered."),
  TASK_MOVED: entry(1, 409, true, 'Follow the task by its id: another process of this cloud goes on with it.'),
  PORT_TAKEN: entry(2, 503, true, 'Choose another port with --port, or 0 for a free one.'),
  STORE_FAILED: entry(1, 503, true, 'Check the database, or unset FARHAND_DATABASE_URL to use the built-in one.'),
  SETUP_FAILED: entry(1, 500, true, 'Read the lines above, then run the command again.'),
  INTERNAL: entry(1, 500, false, 'Run again with FARHAND_LOG=debug and report the lines.'),
} as const satisfies Record<string, ErrorEntry>;

export type ErrorCode = keyof typeof errorTable;

/** What crosses a process border of an error: no stack, no cause. */
export interface ErrorBody {
  readonly code: ErrorCode;
  readonly message: string;
  readonly hint: string;
}

export class FarhandError extends Error {
  override readonly name = 'FarhandError';
  readonly code: ErrorCode;
  readonly hint: string;

  /** `message`: one sentence with the actual value. `hint` defaults to the table's. */
  constructor(code: ErrorCode, message: string, options: { hint?: string; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.hint = options.hint ?? errorTable[code].hint;
  }

  get retryable(): boolean {
    return errorTable[this.code].retryable;
  }

  get exitCode(): ExitCode {
    return errorTable[this.code].exitCode;
  }

  toBody(): ErrorBody {
    return { code: this.code, message: this.message, hint: this.hint };
  }
}

/** Any thrown value as an error of the table: an unknown one becomes INTERNAL, an abort becomes CANCELLED. */
export function toFarhandError(thrown: unknown): FarhandError {
  if (thrown instanceof FarhandError) return thrown;
  if (thrown instanceof Error && thrown.name === 'AbortError') {
    return new FarhandError('CANCELLED', 'The task was cancelled', { cause: thrown });
  }
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return new FarhandError('INTERNAL', message, { cause: thrown });
}

export function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(errorTable, code);
}
