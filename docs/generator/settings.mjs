// The environment variables, from the schemas that read them.
import { table, typeOf } from './fields.mjs';

/** @param schemaOf a zod schema as JSON Schema, as it comes in */
export function settingsPage({ cloud, bridge, bridgeShape, other, schemaOf }) {
  const cloudRows = Object.values(cloud).map(({ variable, schema, help }) => [
    `\`${variable}\``,
    help,
    typeFrom(schemaOf(schema)),
    usual(schemaOf(schema)),
  ]);
  const bridgeRows = Object.entries(bridge).map(([flag, { env, means }]) => {
    const schema = schemaOf(bridgeShape[flag]);
    return [`\`${env}\``, `\`--${flag}\``, means, typeFrom(schema), usual(schema)];
  });
  const otherRows = Object.entries(other).map(([variable, help]) => [`\`${variable}\``, help]);
  return `# Settings

Generated from the tables that read them (\`cloud/config.ts\`, \`shared/bridge-settings.ts\`). All settings are environment
variables; units stand in the names. A value that is not allowed is told at the start with \`CONFIG_INVALID\`, and a name that
is no setting with the nearest one that is. What must not be seen by others (tokens, keys, the address of a database) is never
printed.

## Cloud

${table(['variable', 'meaning', 'values', 'default'], cloudRows)}

## Bridge

The program beside the phones. \`npm start\` hands these on; \`npm start -- bridge\` and the bridge itself take them as flags, too.

${table(['variable', 'flag', 'meaning', 'values', 'default'], bridgeRows)}

## Engine, logs, benchmark

${table(['variable', 'meaning'], otherRows)}
`;
}

function typeFrom(schema) {
  const type = typeOf(schema);
  return type === 'anything' ? 'text' : type;
}

function usual({ default: value }) {
  if (value === undefined || (Array.isArray(value) && value.length === 0)) return '–';
  return `\`${typeof value === 'string' ? value : JSON.stringify(value)}\``;
}
