// The HTTP API, from the OpenAPI description that the service itself answers at /docs/json.
import { fileURLToPath } from 'node:url';
import { fieldTable, table } from './fields.mjs';

/** The server as it stands, without anything behind it: nobody asks it for more than its description. */
export async function openApi({ createApi, metrics, log }) {
  const nothing = {};
  const api = await createApi({
    operations: nothing,
    tokens: nothing,
    pairing: nothing,
    onRevoked: async () => {},
    authenticate: async () => undefined,
    sessions: nothing,
    facts: nothing,
    consoleFolder: fileURLToPath(new URL('../../console/dist', import.meta.url)),
    openChat: async () => nothing,
    metrics,
    tls: undefined,
    log,
  });
  try {
    const { localUrl } = await api.listen('127.0.0.1', 0);
    return await (await fetch(`${localUrl}/docs/json`)).json();
  } finally {
    await api.close();
  }
}

export function httpPage({ paths }) {
  const routes = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, route]) => ({ path, method: method.toUpperCase(), route })),
  );
  const overview = routes.map(({ path, method, route }) => [
    `[\`${method} ${path}\`](#${anchor(`${method} ${path}`)})`,
    route.summary,
    scopeOf(route),
  ]);
  return `# HTTP API

Generated from the OpenAPI description that a running service answers at \`/docs/json\`; \`/docs\` shows it as a page.
Send the token of the service (\`.farhand/token\`) or one of \`npm start -- token create\` as \`Authorization: Bearer\`; the
scope it needs stands beside each route ([users and tokens](../guides/sharing.md#users-and-tokens)); routes that are \`open\`
need no token. An error is
\`{ "error": { "code", "message", "hint" } }\` with the status of its [code](errors.md). Unknown keys are refused. Each token
may ask 1,200 times a minute.

${table(['route', 'what it does', 'scope'], overview)}

${routes.map(section).join('\n\n')}
`;
}

function section({ path, method, route }) {
  const parts = [`### ${method} ${path}`, `${route.summary}. Scope: ${scopeOf(route)}.`];
  const parameters = (route.parameters ?? []).filter(({ in: place }) => place === 'query' || place === 'path');
  if (parameters.length > 0) {
    const properties = Object.fromEntries(
      parameters.map(({ name, schema, description }) => [name, { description, ...schema }]),
    );
    const required = parameters.filter((parameter) => parameter.required).map(({ name }) => name);
    parts.push(`**In the address**\n\n${fieldTable({ properties, required })}`);
  }
  const body = route.requestBody?.content?.['application/json']?.schema;
  if (body) parts.push(`**Body**\n\n${fieldTable(body)}`);
  for (const [status, answer] of Object.entries(route.responses ?? {})) {
    const schema = answer.content?.['application/json']?.schema;
    if (schema && /^2/.test(status)) parts.push(`**Answer (${status})**\n\n${answerOf(schema)}`);
  }
  return parts.join('\n\n');
}

function answerOf(schema) {
  if (schema.properties) return fieldTable(schema);
  const forms = schema.anyOf ?? schema.oneOf ?? [];
  return forms.length === 0 ? 'A JSON value.' : forms.map((form) => fieldTable(form)).join('\n\nor\n\n');
}

function scopeOf({ security }) {
  const [needed] = security ?? [];
  if (!needed) return 'open';
  const [scope = 'any'] = needed.token;
  return scope === 'any' ? scope : `\`${scope}\``;
}

function anchor(heading) {
  return heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(' ', '-');
}
