// Writes the reference pages that come from tables: docs/reference/*.md and docs/reference/schemas/*.json. Run after a build:
// `node docs/generate.mjs`. A test proves that generating them again changes nothing.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const docs = dirname(fileURLToPath(import.meta.url));
const output = process.argv[2] ?? docs;
const { allowedValues, errorTable, phoneSwitches, planSchema, taskEventSchema, taskResultSchema, toJsonSchema } =
  await import(pathToFileURL(join(docs, '../shared/dist/index.js')).href);

const rows = Object.entries(errorTable).map(
  ([code, { exitCode, httpStatus, retryable, hint }]) =>
    `| \`${code}\` | ${exitCode} | ${httpStatus} | ${retryable ? 'yes' : 'no'} | ${hint} |`,
);
const page = `# Errors

Generated from \`shared/errors.ts\`. Every error has a stable code, one sentence that says what happened, and a hint that
says what to do. The command line ends with the exit code, the API answers with the HTTP status.

| code | exit code | HTTP status | worth trying again | what to do |
| --- | --- | --- | --- | --- |
${rows.join('\n')}
`;
mkdirSync(join(output, 'reference/schemas'), { recursive: true });
writeFileSync(join(output, 'reference/errors.md'), page);

const switchRows = Object.entries(phoneSwitches).map(
  ([name, rule]) => `| \`${name}\` | ${rule.does} | ${allowedValues(rule)} | ${rule.usual ?? 'on'} |`,
);
const switchPage = `# Switches of the virtual phone

Generated from \`shared/phone-switches.ts\`. \`npm start -- phone --switch NAME[=VALUE]\` starts a phone with them, and its
page turns them while it runs; \`NAME=off\` turns one off.

| switch | what it does | values | without a value |
| --- | --- | --- | --- |
${switchRows.join('\n')}
`;
writeFileSync(join(output, 'reference/switches.md'), switchPage);

const schemas = { 'task-result': taskResultSchema, plan: planSchema, 'task-event': taskEventSchema };
for (const [name, schema] of Object.entries(schemas)) {
  writeFileSync(
    join(output, 'reference/schemas', `${name}.json`),
    `${JSON.stringify(toJsonSchema(schema), null, 2)}\n`,
  );
}
