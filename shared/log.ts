// One logger for every process. Logs go to stderr: stdout belongs to answers. Silent by default; FARHAND_LOG=info or
// debug turns it on. Secrets are redacted by key, whatever logs them.
import { type Logger, pino } from 'pino';

export type { Logger };

const secretKeys = [
  'token',
  'authorization',
  'password',
  'apiKey',
  'key',
  '*.token',
  '*.authorization',
  '*.password',
  '*.apiKey',
  '*.key',
];

/** `name`: the part that speaks ("cloud", "bridge"). */
export function createLogger(name: string, level: string = process.env.FARHAND_LOG ?? 'silent'): Logger {
  return pino(
    { name, level, base: { name }, redact: { paths: secretKeys, censor: '[hidden]' } },
    pino.destination({ dest: 2, sync: true }),
  );
}
