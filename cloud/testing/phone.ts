// What test phones do: small pieces of hand work.
import type { HandInput, HandWork } from './bridge.js';

/** Reads a price per app, in fen; an app without one has no such thing in stock. */
export function pricedHand(prices: Readonly<Record<string, number>>): HandWork {
  return async ({ app = '' }, { step }) => {
    await step({ step: 1, action: 'AWAKE', explain: `Open ${app}` });
    const minor = prices[app];
    if (minor === undefined) return { text: `Nothing found on ${app}`, values: { notFound: true } };
    const offer = { app, title: 'Apple Mac mini M4', price: { minor, currency: 'CNY' }, conditions: [], step: 2 };
    await step({ step: 2, action: 'COMPLETE', explain: 'Read the price' });
    return { text: `Read the price on ${app}`, values: { offers: [offer] } };
  };
}

/** Works until it is stopped. `begun` resolves when the first task has begun. */
export function endlessHand(): { work: HandWork; begun: Promise<HandInput> } {
  let tell: (input: HandInput) => void = () => undefined;
  const begun = new Promise<HandInput>((resolve) => {
    tell = resolve;
  });
  const work: HandWork = async (input, { signal, step }) => {
    await step({ step: 1, action: 'WAIT', explain: 'waiting without end' });
    return new Promise((resolve) => {
      signal.addEventListener('abort', () => resolve({ stop_reason: 'CANCELLED', text: 'cancelled' }), { once: true });
      tell(input);
    });
  };
  return { work, begun };
}
