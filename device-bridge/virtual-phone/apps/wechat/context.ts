// What every page of the running app works with.
import type { Screen } from '../../ui/metrics.js';
import type { AppHost } from '../app.js';
import type { PageStack } from '../pages.js';
import type { WeChatStore } from './store.js';

export const PACKAGE = 'com.tencent.mm';
export const GREEN = '#07c160';
export const GREY = '#ededed';

export interface WeChatContext {
  readonly host: AppHost;
  readonly screen: Screen;
  readonly store: WeChatStore;
  readonly pages: PageStack;
  dp(value: number): number;
  id(name: string): string;
  touch(action: () => void): () => void;
  back(): void;
  openChat(contactId: string): void;
  openContact(contactId: string): void;
  openSearch(): void;
  openMoments(): void;
  openPublish(): void;
}
