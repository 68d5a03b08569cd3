// Opens the brains that the settings name. Only the code of those that are used is loaded.
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { FarhandError, type Logger } from '@farhand/shared';
import type { CloudConfig } from '../config.js';
import type { Brain } from './brain.js';
import { chatBrain } from './chat-brain.js';
import type { ModelPaths } from './embedded/embedded-brain.js';
import { type BrainChoice, Brains, type Role, type RoleOrders, roles } from './roles.js';

/** Throws CONFIG_INVALID for a role that names a brain without its setting. */
export function openBrains(config: CloudConfig, log: Logger, signal: AbortSignal): Brains {
  const onFailed = ({ kind, model }: BrainChoice, { code, message }: FarhandError): void => {
    log.warn({ kind, model, code }, message);
  };
  return new Brains(ordersOf(config), (choice) => openBrain(choice, config, signal), onFailed, config.brainVision);
}

/** A role without an order of its own asks the server that is set, then the model file that is set, then the embedded model. */
function ordersOf(config: CloudConfig): RoleOrders {
  const usual: BrainChoice[] = [
    ...(config.brainUrl === undefined ? [] : [{ kind: 'openai' } as const]),
    ...(config.brainModelPath === undefined ? [] : [{ kind: 'native' } as const]),
    { kind: 'embedded' },
  ];
  const order = (role: Role): readonly BrainChoice[] => {
    for (const { kind } of config[role] ?? []) mustBeSet(kind, role, config);
    return config[role] ?? usual;
  };
  return Object.fromEntries(roles.map((role) => [role, order(role)])) as Record<Role, readonly BrainChoice[]>;
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
async function openBrain({ kind, model }: BrainChoice, config: CloudConfig, signal: AbortSignal): Promise<Brain> {
  const { brainUrl: url, brainModel, brainKey: key, brainModelPath: path } = config;
  if (kind === 'openai' && url !== undefined) {
    const { connectOpenAi } = await import('./openai.js');
    const timeoutMs = config.brainTimeoutSeconds * 1000;
    return chatBrain(await connectOpenAi({ url, model: model ?? brainModel, key, timeoutMs }, signal));
  }
  if (kind === 'native' && path !== undefined) {
    const { openNativeModel } = await import('./native.js');
    return chatBrain(await openNativeModel(path, signal));
  }
  const { openEmbeddedBrain } = await import('./embedded/embedded-brain.js');
  return openEmbeddedBrain(embeddedModelPaths(), signal);
}

/** The models that come with the project lie beside the engine's code. */
function embeddedModelPaths(): ModelPaths {
  const engine = createRequire(import.meta.url).resolve('@farhand/native');
  const pathOf = (name: string): string => join(dirname(engine), '..', 'model', `${name}.gguf`);
  return { commands: pathOf('farhand-brain-v1'), questions: pathOf('farhand-brain-v2') };
}
