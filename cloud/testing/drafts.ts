// Drafts of plans as a model would write them, for tests.

export interface TestDraft {
  readonly refused: string | null;
  readonly subtasks: readonly Record<string, unknown>[];
  readonly combine: 'compare_prices' | 'last' | 'collect';
}

export function priceDraft(item: string, shops: readonly string[]): TestDraft {
  const subtasks = shops.map((app) => ({ intent: 'find_price', app, values: { item }, depends_on: [] }));
  return { refused: null, subtasks, combine: 'compare_prices' };
}

export function messageDraft(recipient: string, text: string): TestDraft {
  const subtask = { intent: 'send_message', app: 'wechat', values: { recipient, text }, depends_on: [] };
  return { refused: null, subtasks: [subtask], combine: 'last' };
}

export function openDraft(app: string): TestDraft {
  return { refused: null, subtasks: [{ intent: 'open', app, values: {}, depends_on: [] }], combine: 'last' };
}

export function refusedDraft(reason: string): TestDraft {
  return { refused: reason, subtasks: [], combine: 'last' };
}

/** The second subtask sends what the first one found. */
export const handOverDraft: TestDraft = {
  refused: null,
  subtasks: [
    { intent: 'search', app: 'xiaohongshu', values: { query: 'hotpot' }, depends_on: [] },
    {
      intent: 'send_message',
      app: 'wechat',
      values: { recipient: 'Li Lei', text: { report_of: 's1' } },
      depends_on: [],
    },
  ],
  combine: 'last',
};
