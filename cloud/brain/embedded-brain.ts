// The brain that needs nothing: the small model that comes with the project. It plans; summaries it leaves to larger ones.
import { FarhandError } from '@farhand/shared';
import type { Brain } from './brain.js';

/** Loads the embedded model. Throws BRAIN_MODEL_INVALID. */
export async function openEmbeddedBrain(signal: AbortSignal): Promise<Brain> {
  throw new FarhandError('BRAIN_MODEL_INVALID', 'The embedded model is not there');
}
