// Opens the brains that the settings name. Only the code of those that are used is loaded.
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { FarhandError, type Logger, nearest } from '@farhand/shared';
import type { CloudConfig } from '../config.js';
import type { Brain } from './brain.js';
import { chatBrain, type ToolOffer } from './chat-brain.js';
import type { ModelPaths } from './embedded/embedded-brain.js';
import { type BrainChoice, Brains, brainName, type Role, type RoleOrders, roles } from './roles.js';
import { type BrainServer, type BrainServers, ownNames, readBrainServers } from './servers.js';

/** Throws CONFIG_INVALID for a role that names a brain without its setting. `offer`: the tools that plans may call. */
export function openBrains(config: CloudConfig, log: Logger, signal: AbortSignal, offer?: ToolOffer): Brains {
  const onFailed = (choice: BrainChoice, { code, message }: FarhandError): void => {
    log.warn({ brain: brainName(choice), code }, message);
  };
  const servers = readBrainServers(config);
  const open = (choice: BrainChoice) => openBrain(choice, { config, servers, offer }, signal);
  return new Brains(ordersOf(config, servers), open, onFailed, config.brainVision);
}

/**
 * A role without an order of its own asks the server that is set, then those of the brains file, then the model file that is
 * set, then the embedded model.
 */
function ordersOf(config: CloudConfig, servers: BrainServers): RoleOrders {
  const usual: BrainChoice[] = [
    ...(config.brainUrl === undefined ? [] : [{ kind: 'openai' } as const]),
    ...[...servers.keys()].map((server) => ({ kind: 'openai', server }) as const),
    ...(config.brainModelPath === undefined ? [] : [{ kind: 'native' } as const]),
    { kind: 'embedded' },
  ];
  const order = (role: Role): readonly BrainChoice[] =>
    (config[role] ?? usual).map((choice) => known(choice, role, config, servers));
  return Object.fromEntries(roles.map((role) => [role, order(role)])) as Record<Role, readonly BrainChoice[]>;
}

/** With what its server says of itself. Throws CONFIG_INVALID for one that is not set. */
function known(choice: BrainChoice, role: Role, config: CloudConfig, servers: BrainServers): BrainChoice {
  const { server: name, kind } = choice;
  if (name === undefined) {
    mustBeSet(kind, role, config);
    return choice;
  }
  const server = servers.get(name);
  if (server) return { ...choice, sees: server.vision };
  const near = nearest(name, [...ownNames, ...servers.keys()]);
  const said = `FARHAND_${role.toUpperCase()} names ${name}, which is no server of the brains file`;
  throw new FarhandError('CONFIG_INVALID', near === undefined ? said : `${said}; did you mean ${near}?`);
}

function mustBeSet(kind: BrainChoice['kind'], role: Role, { brainUrl, brainModelPath }: CloudConfig): void {
  const missing =
    kind === 'openai' && brainUrl === undefined
      ? 'FARHAND_BRAIN_URL'
      : kind === 'native' && brainModelPath === undefined
        ? 'FARHAND_BRAIN_MODEL_PATH'
        : undefined;
  if (missing === undefined) return;
  throw new FarhandError('CONFIG_INVALID', `FARHAND_${role.toUpperCase()} names ${kind}, but ${missing} is not set`);
}

/** Throws BRAIN_UNREACHABLE or BRAIN_MODEL_INVALID. */
async function openBrain(
  { kind, model, server: name }: BrainChoice,
  { config, servers, offer }: { config: CloudConfig; servers: BrainServers; offer: ToolOffer | undefined },
  signal: AbortSignal,
): Promise<Brain> {
  const { brainModelPath: path } = config;
  const server = name === undefined ? serverOf(config) : servers.get(name);
  if (kind === 'openai' && server !== undefined) {
    const { connectOpenAi } = await import('./openai.js');
    const { url, key, timeoutSeconds = config.brainTimeoutSeconds } = server;
    const options = { url, model: model ?? server.model, key, timeoutMs: timeoutSeconds * 1000 };
    return chatBrain(await connectOpenAi(options, signal), offer);
  }
  if (kind === 'native' && path !== undefined) {
    const { openNativeModel } = await import('./native.js');
    return chatBrain(await openNativeModel(path, signal), offer);
  }
  const { openEmbeddedBrain } = await import('./embedded/embedded-brain.js');
  return openEmbeddedBrain(embeddedModelPaths(), signal);
}

function serverOf({
  brainUrl: url,
  brainModel: model,
  brainKey: key,
}: CloudConfig): Omit<BrainServer, 'vision'> | undefined {
  return url === undefined ? undefined : { url, model, key };
}

/** The models that come with the project lie beside the engine's code. */
function embeddedModelPaths(): ModelPaths {
  const engine = createRequire(import.meta.url).resolve('@farhand/native');
  const native = join(dirname(engine), '..');
  const pathOf = (name: string): string => join(native, 'model', `${name}.gguf`);
  return {
    commands: pathOf('farhand-brain-v1'),
    questions: pathOf('farhand-brain-v3'),
    training: join(native, 'training'),
  };
}
