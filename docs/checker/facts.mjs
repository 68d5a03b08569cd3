// What there is: read from the built packages, never written down here twice.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createApi } from '../../cloud/dist/api/server.js';
import { priceTableSchema } from '../../cloud/dist/brain/prices.js';
import { brainsFileSchema } from '../../cloud/dist/brain/servers.js';
import { farhandProgram } from '../../cloud/dist/cli/program.js';
import { otherVariables, settings } from '../../cloud/dist/config.js';
import { Metrics } from '../../cloud/dist/observability/metrics.js';
import { parseHubSettings } from '../../cloud/dist/tools/hub/settings.js';
import * as shared from '../../shared/dist/index.js';
import { openApi } from '../generator/http.mjs';

/** Variables of others that our pages name. */
const foreignVariables = [
  'ANTHROPIC_API_KEY',
  'ANTHROPIC_BASE_URL',
  'NODE_EXTRA_CA_CERTS',
  'OPENAI_API_KEY',
  'OPENAI_BASE_URL',
  'XDG_CACHE_HOME',
];
/** Words in capitals that are neither settings nor codes. */
const otherWords = ['FLAG_SECURE', 'PACKING_LAYOUT'];

export async function facts(repository) {
  const { bridgeSettings, createLogger, errorTable, stopReasons, actionSchema } = shared;
  const api = await openApi({ createApi, metrics: new Metrics(), log: createLogger('docs') });
  const actions = actionSchema.options.map(({ shape }) => shape.action.value);
  const variables = new Set([
    ...Object.values(settings).map(({ variable }) => variable),
    ...Object.values(bridgeSettings).map(({ env }) => env),
    ...Object.keys(otherVariables),
  ]);
  return {
    repository,
    api,
    program: () => farhandProgram(new AbortController().signal),
    scripts: Object.keys(JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8')).scripts),
    variables,
    codes: new Set([...Object.keys(errorTable), ...stopReasons, ...actions, ...engineCodes(repository)]),
    words: new Set([...foreignVariables, ...otherWords]),
    /** Each tells whether a JSON value is of its kind. */
    shapes: {
      'tools file': (value) => 'mcpServers' in value && accepts(() => parseHubSettings(value, 'x', proxyOfAll)),
      'configuration of OpenClaw': ({ mcp }) =>
        mcp?.servers && accepts(() => parseHubSettings({ mcpServers: mcp.servers }, 'x', proxyOfAll)),
      'brains file': (value) => brainsFileSchema.safeParse(value).success,
      'price table': (value) => priceTableSchema.safeParse(value).success,
      plan: (value) => accepts(() => shared.parsePlan(value)),
      'task result': (value) => shared.taskResultSchema.safeParse(value).success,
      // The one there is, in reference/benchmark-tasks.md, is read by benchmark/suites/load.test.ts.
      'benchmark task': (value) => 'instruction' in value && 'check' in value,
      action: (value) => actionSchema.safeParse(value).success,
    },
  };
}

/** An environment in which every variable is set. */
const proxyOfAll = new Proxy({}, { get: () => 'x', has: () => true });

function accepts(read) {
  try {
    read();
    return true;
  } catch {
    return false;
  }
}

/** Those that its face declares; the native side has no others. */
function engineCodes(repository) {
  return readFileSync(join(repository, 'native/errors.ts'), 'utf8').match(/ENGINE_[A-Z_]+/g) ?? [];
}
