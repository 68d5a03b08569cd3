// A brain over any model that converses.

import { metered } from './account.js';
import type { Brain } from './brain.js';
import type { ChatModel } from './chat.js';
import { draftJsonSchema, planFromDraft } from './draft.js';
import { planMessages } from './plan-prompt.js';
import { askFor } from './structured.js';

export function chatBrain(model: ChatModel): Brain {
  return {
    identity: model.identity,
    chat: model,
    plan: (command, now, account, signal) => {
      const draft = {
        name: 'plan',
        schema: draftJsonSchema(),
        read: (candidate: unknown) => planFromDraft(candidate, command),
      };
      return askFor(metered(model, account, 'plan'), planMessages(command, now), draft, signal);
    },
    close: () => model.close(),
  };
}
