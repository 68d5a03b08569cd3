// Writes the reference pages that come from tables, docs/reference/*.md and docs/reference/schemas/*.json. Run after a
// build: `node docs/generate.mjs [FOLDER]`. A test proves that generating them again changes nothing.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { help as benchHelp } from '../benchmark/dist/help.js';
import { createApi } from '../cloud/dist/api/server.js';
import { examples } from '../cloud/dist/cli/examples.js';
import { farhandProgram } from '../cloud/dist/cli/program.js';
import { otherVariables, settings } from '../cloud/dist/config.js';
import { Metrics } from '../cloud/dist/observability/metrics.js';
import * as shared from '../shared/dist/index.js';
import { cliPage } from './generator/cli.mjs';
import { errorsPage, switchesPage } from './generator/errors.mjs';
import { guiMcpPage } from './generator/gui-mcp.mjs';
import { httpPage, openApi } from './generator/http.mjs';
import { metricsPage } from './generator/metrics.mjs';
import { actionsPage, planPage } from './generator/plan.mjs';
import { settingsPage } from './generator/settings.mjs';

const docs = dirname(fileURLToPath(import.meta.url));
const output = join(process.argv[2] ?? docs, 'reference');
const { bridgeSettings, bridgeSettingsSchema, createLogger, guiTools, toJsonSchema } = shared;
const schemaOf = (schema) => z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
const proto = readFileSync(join(docs, '../proto/gui_mcp.proto'), 'utf8');
const log = createLogger('docs');

const pages = {
  'cli.md': cliPage(farhandProgram(new AbortController().signal), benchHelp, examples),
  'http-api.md': httpPage(await openApi({ createApi, metrics: new Metrics(), log })),
  'gui-mcp.md': guiMcpPage({ guiTools, schemaOf, proto }),
  'plan.md': planPage(shared),
  'actions.md': actionsPage(shared),
  'errors.md': errorsPage(shared),
  'settings.md': settingsPage({
    cloud: settings,
    bridge: bridgeSettings,
    bridgeShape: bridgeSettingsSchema.shape,
    other: otherVariables,
    schemaOf,
  }),
  'metrics.md': metricsPage(new Metrics()),
  'switches.md': switchesPage(shared),
};
const schemas = {
  'task-result': shared.taskResultSchema,
  plan: shared.planSchema,
  'task-event': shared.taskEventSchema,
};

mkdirSync(join(output, 'schemas'), { recursive: true });
for (const [name, page] of Object.entries(pages)) writeFileSync(join(output, name), page);
for (const [name, schema] of Object.entries(schemas)) {
  writeFileSync(join(output, 'schemas', `${name}.json`), `${JSON.stringify(toJsonSchema(schema), null, 2)}\n`);
}
