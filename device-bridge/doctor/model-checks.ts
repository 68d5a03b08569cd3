// The hand's vision model: does its server answer in text, does it take pictures, and may they go there?
import { FarhandError, type PrivacyLevel, toFarhandError } from '@farhand/shared';
import sharp from 'sharp';
import type { HandModel } from '../hand/choose-decider.js';
import { ModelClient, type ModelMessage } from '../hand/step-gui/client.js';
import { toDataUrl } from '../hand/step-gui/picture.js';
import { profileOf } from '../hand/step-gui/profile.js';
import { shownTo } from '../hand/step-gui/shown.js';
import type { Finding } from './check.js';

const probeLimitMs = 60_000;
const pictureSidePx = 224;

export async function checkModel(model: HandModel | undefined, level: PrivacyLevel): Promise<Finding[]> {
  if (!model) {
    const means = 'Goals that no skill serves are refused.';
    const next = 'To connect one: FARHAND_HAND_URL=http://localhost:11434/v1 FARHAND_HAND_MODEL=gelab-zero-4b-preview';
    return [{ check: 'model', state: 'notice', found: 'no vision model is set', means, next }];
  }
  const client = new ModelClient(model, { ...profileOf(model.model).sampling, max_tokens: 64 });
  const text = await probe(client, 'model: text', [{ role: 'user', content: '你好' }]);
  if (text.state === 'failed') return [text];
  const red = sharp({ create: { width: pictureSidePx, height: pictureSidePx, channels: 3, background: '#d00' } });
  const url = await toDataUrl(await red.png().toBuffer(), undefined);
  const content = [
    { type: 'text' as const, text: '这张图片是什么颜色？' },
    { type: 'image_url' as const, image_url: { url } },
  ];
  return [text, await probe(client, 'model: vision', [{ role: 'user', content }]), ...checkPlace(model, level)];
}

/** Only where something is to be said. */
function checkPlace(model: HandModel, level: PrivacyLevel): Finding[] {
  const check = 'model: privacy';
  try {
    if (shownTo(model, level) === 'whole') return [];
    const found = `at the privacy level ${level} it gets pictures with personal data painted over`;
    return [{ check, state: 'notice', found, means: 'What is painted over it cannot read.' }];
  } catch (thrown) {
    const { message, hint, code } = toFarhandError(thrown);
    return [{ check, state: 'failed', found: message, means: 'Goals that need it are refused.', next: hint, code }];
  }
}

async function probe(client: ModelClient, check: string, messages: ModelMessage[]): Promise<Finding> {
  const startedMs = performance.now();
  try {
    await client.ask(messages, AbortSignal.timeout(probeLimitMs));
    return { check, state: 'ok', found: `answered after ${((performance.now() - startedMs) / 1000).toFixed(1)} s` };
  } catch (thrown) {
    const error = thrown instanceof FarhandError ? thrown : toFarhandError(thrown);
    const sees = check.endsWith('vision');
    const means = sees
      ? 'The model answers text but takes no pictures, so it cannot see a phone.'
      : 'The hand cannot ask its model.';
    const next = sees
      ? 'Serve a vision model (with llama.cpp: also --mmproj), or set FARHAND_HAND_MODEL to one'
      : error.hint;
    return { check, state: 'failed', found: error.message, means, next, code: error.code };
  }
}
