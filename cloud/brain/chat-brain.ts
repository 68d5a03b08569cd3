// A brain over any model that converses.

import { metered } from './account.js';
import type { Brain } from './brain.js';
import type { ChatModel, ToolDefinition } from './chat.js';
import { draftJsonSchema, planFromDraft } from './draft.js';
import { planMessages } from './plan-prompt.js';
import { askFor } from './structured.js';

/** The tools that a plan for this command may call: few enough for a prompt. */
export type ToolOffer = (command: string) => Promise<readonly ToolDefinition[]>;

export function chatBrain(model: ChatModel, offer: ToolOffer = async () => []): Brain {
  return {
    identity: model.identity,
    chat: model,
    plan: async (command, now, account, signal) => {
      const tools = await offer(command);
      const draft = {
        name: 'plan',
        schema: draftJsonSchema(tools),
        read: (candidate: unknown) => planFromDraft(candidate, command, tools),
      };
      return askFor(metered(model, account, 'plan'), planMessages(command, now, tools), draft, signal);
    },
    close: () => model.close(),
  };
}
