// A Step-GUI model's next action for a labelled screen, asked for as the hand asks on a phone.
import { openPictureAgent, readHandSettings } from '@farhand/device-bridge';
import { FarhandError } from '@farhand/shared';
import type { Predict } from './score.js';
import { pictureIn } from './set.js';

/** `folder`: where the pictures are. Throws CONFIG_INVALID without FARHAND_HAND_URL. */
export function predictByHand(folder: string, env: NodeJS.ProcessEnv): { predict: Predict; model: string } {
  const { model } = readHandSettings(env);
  if (!model) {
    throw new FarhandError('CONFIG_INVALID', 'No model of the hand is set', {
      hint: 'Set FARHAND_HAND_URL (and FARHAND_HAND_MODEL, FARHAND_HAND_KEY) to an OpenAI-compatible vision server.',
    });
  }
  const predict: Predict = async (item, signal) => {
    const { instruction: task, language, history } = item;
    const agent = openPictureAgent(model, { task, language, history });
    return (await agent.next({ picture: await pictureIn(folder, item) }, signal)).action;
  };
  return { predict, model: model.model };
}
