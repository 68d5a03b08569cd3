// What one family of models wants: its dialect, its sampling and the size of its pictures. Found by the model's name; what
// the settings say wins. Figures: gelab-zero's configuration for the 4B model, its newer one for general step-3.x models.
import type { PromptVersion } from '@farhand/shared';
import type { PictureSize } from './picture.js';

export interface Sampling {
  readonly temperature: number;
  readonly top_p: number;
  readonly frequency_penalty: number;
  readonly max_tokens: number;
}

export interface ModelProfile {
  readonly prompt: PromptVersion;
  readonly sampling: Sampling;
  /** Exact size that pictures are resized to; absent: as they are. */
  readonly pictureSize?: PictureSize | undefined;
}

const guiModel: ModelProfile = {
  prompt: '1.1',
  sampling: { temperature: 0.1, top_p: 0.95, frequency_penalty: 0, max_tokens: 4096 },
};

const generalModel: ModelProfile = {
  prompt: 'adv',
  sampling: { temperature: 1, top_p: 0.95, frequency_penalty: 0.05, max_tokens: 32_768 },
};

const families: readonly { readonly name: RegExp; readonly profile: ModelProfile }[] = [
  { name: /gelab|step-?gui/i, profile: guiModel },
  { name: /step-?3/i, profile: generalModel },
];

/** Of a model whose name no family knows: that of the models which this hand was written for. */
export function profileOf(model: string): ModelProfile {
  return families.find(({ name }) => name.test(model))?.profile ?? guiModel;
}
