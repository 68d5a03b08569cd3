// What is remembered for the user: by this browser, or only by this tab, for as long as it is open. Without storage (a
// private window may have none) everything works but that.
const prefix = 'farhand.';

export type Lasting = 'browser' | 'tab';

export function kept(name: string, lasting: Lasting = 'browser'): string | undefined {
  try {
    return storageOf(lasting).getItem(prefix + name) ?? undefined;
  } catch {
    return undefined;
  }
}

/** Undefined forgets it. */
export function keep(name: string, value: string | undefined, lasting: Lasting = 'browser'): void {
  try {
    if (value === undefined) storageOf(lasting).removeItem(prefix + name);
    else storageOf(lasting).setItem(prefix + name, value);
  } catch {
    // Not remembered, then.
  }
}

function storageOf(lasting: Lasting): Storage {
  return lasting === 'tab' ? sessionStorage : localStorage;
}
