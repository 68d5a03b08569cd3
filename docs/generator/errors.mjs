// Codes of errors and switches of the virtual phone.
import { table } from './fields.mjs';

export function errorsPage({ errorTable }) {
  const rows = Object.entries(errorTable).map(([code, { exitCode, httpStatus, retryable, hint }]) => [
    `\`${code}\``,
    exitCode,
    httpStatus,
    retryable ? 'yes' : 'no',
    hint,
  ]);
  return `# Errors

Generated from \`shared/errors.ts\`. Every error has a stable code, one sentence that says what happened, and a hint that
says what to do. The command line ends with the exit code, the API answers with the HTTP status. What lies behind the
common ones, and what to look at: [troubleshooting](../guides/troubleshooting.md).

${table(['code', 'exit code', 'HTTP status', 'worth trying again', 'what to do'], rows)}
`;
}

export function switchesPage({ allowedValues, phoneSwitches }) {
  const rows = Object.entries(phoneSwitches).map(([name, rule]) => [
    `\`${name}\``,
    rule.does,
    allowedValues(rule),
    rule.usual ?? 'on',
  ]);
  return `# Switches of the virtual phone

Generated from \`shared/phone-switches.ts\`. \`npm start -- phone --switch NAME[=VALUE]\` starts a phone with them, and its
page turns them while it runs; \`NAME=off\` turns one off.

${table(['switch', 'what it does', 'values', 'without a value'], rows)}
`;
}
