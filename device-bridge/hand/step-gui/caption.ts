// The hand's model as eyes for a brain that cannot see: one question about a screen, answered from its picture. What it
// answers is what a screen says, so it is data like any other and leaves by the outlet alone.
import { languageOf, type PrivacyLevel } from '@farhand/shared';
import type { Observation } from '../../phone/phone.js';
import { maskPicture } from '../../policy/privacy/mask.js';
import { shorten } from '../reading/texts.js';
import { ModelClient } from './client.js';
import type { StepGuiModel } from './decider.js';
import { toDataUrl } from './picture.js';
import { profileOf, type Sampling } from './profile.js';
import { shownTo } from './shown.js';

/** As the reference has it for captions. */
const sampling: Sampling = { temperature: 0.5, top_p: 1, frequency_penalty: 0, max_tokens: 256 };
const longestAnswer = 2000;
const instructions = {
  zh: '这是一张手机屏幕截图。只根据画面回答下面的问题；如果画面中有列表，列出与问题有关的全部选项。画面中没有的，就说没有。\n问题：',
  en: 'This is a screenshot of a phone. Answer the question from the picture alone; of a list, name every entry that the question is about. Say so when the picture does not show it.\nQuestion: ',
} as const;

export interface Caption {
  readonly text: string;
  /** What left this host for it. */
  readonly sentBytes: number;
}

/** Throws POLICY_REFUSED where the level lets no picture go to the model, BRAIN_UNREACHABLE and BRAIN_ANSWER_INVALID. */
export type Captioner = (
  question: string,
  screen: Observation,
  picture: () => Promise<Buffer>,
  level: PrivacyLevel,
  signal: AbortSignal,
) => Promise<Caption>;

/** `names`: people whose names are painted over in pictures that leave at the level `redacted`. */
export function captioner(model: StepGuiModel, names: Iterable<string>): Captioner {
  const size = model.pictureSize ?? profileOf(model.model).pictureSize;
  return async (question, screen, picture, level, signal) => {
    const shown = shownTo(model, level);
    const png = await picture();
    const url = await toDataUrl(shown === 'masked' ? await maskPicture(png, screen, names) : png, size);
    const text = `${instructions[languageOf(question)]}${question}`;
    const content = [
      { type: 'text' as const, text },
      { type: 'image_url' as const, image_url: { url } },
    ];
    const client = new ModelClient(model, sampling);
    const answer = await client.ask([{ role: 'user', content }], signal);
    const said = answer.text.replace(/^[\s\S]*<\/\s*think\s*>/i, '').trim();
    return { text: shorten(said, longestAnswer), sentBytes: client.sent.bytes };
  };
}
