// Which brain the settings ask for. Only that one's code is loaded.
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { CloudConfig } from '../config.js';
import type { Brain } from './brain.js';
import { ChatBrain } from './chat-brain.js';

/** A URL wins over a model file, and that over the embedded model. Throws BRAIN_UNREACHABLE or BRAIN_MODEL_INVALID. */
export async function openBrain(config: CloudConfig, signal: AbortSignal): Promise<Brain> {
  if (config.brainUrl !== undefined) {
    const { connectOpenAi } = await import('./openai.js');
    const timeoutMs = config.brainTimeoutSeconds * 1000;
    const { brainUrl: url, brainModel: model, brainKey: key } = config;
    return new ChatBrain(await connectOpenAi({ url, model, key, timeoutMs }, signal));
  }
  if (config.brainModelPath !== undefined) {
    const { openNativeModel } = await import('./native.js');
    return new ChatBrain(await openNativeModel(config.brainModelPath, signal));
  }
  const { openEmbeddedBrain } = await import('./embedded/embedded-brain.js');
  return openEmbeddedBrain(embeddedModelPath(), signal);
}

/** The model that comes with the project lies beside the engine's code. */
function embeddedModelPath(): string {
  const engine = createRequire(import.meta.url).resolve('@farhand/native');
  return join(dirname(engine), '..', 'model', 'farhand-brain-v1.gguf');
}
