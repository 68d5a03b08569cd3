// WeChat's data, which outlives the running app: chats with their messages exactly as typed.
import { checkShape } from '../restore.js';
import { CONTACTS, type Contact, GREETINGS, GROUPS, shownName } from './people.js';

export interface Message {
  readonly from: 'me' | 'them';
  readonly text: string;
  /** Milliseconds since 1970; 0 for what was there from the beginning. */
  readonly at: number;
}

export interface Chat {
  readonly contactId: string;
  /** As the chat list shows it. */
  readonly name: string;
  readonly messages: Message[];
  unread: number;
  timeText: string;
  /** When the first message was written, as the chat shows it. */
  readonly beganText: string;
  /** Text typed and not sent yet. */
  draft: string;
}

/** What `state()` of WeChat's app definition returns: plain JSON data; chats by contact id. */
export interface WeChatState {
  readonly contacts: readonly Contact[];
  readonly groups: readonly Contact[];
  readonly chats: Readonly<Record<string, Chat>>;
}

export class WeChatStore {
  /** The most recent chat first. */
  #chats: Chat[] = [];

  constructor() {
    this.reset();
  }

  get chats(): readonly Chat[] {
    return this.#chats;
  }

  reset(): void {
    this.#chats = this.#fresh();
  }

  #fresh(): Chat[] {
    return GREETINGS.map((greeting) => ({
      contactId: greeting.contactId,
      name: shownName(this.contact(greeting.contactId)),
      messages: greeting.messages.map((text): Message => {
        const own = text.startsWith('>');
        return { from: own ? 'me' : 'them', text: own ? text.slice(1) : text, at: 0 };
      }),
      unread: greeting.unread,
      timeText: greeting.timeText,
      beganText: greeting.timeText,
      draft: '',
    }));
  }

  contact(id: string): Contact {
    const contact = [...CONTACTS, ...GROUPS].find((known) => known.id === id);
    if (!contact) throw new RangeError(`no contact ${id}`);
    return contact;
  }

  /** The chat with that contact, empty when they never wrote. */
  chatWith(contactId: string): Chat {
    const known = this.#chats.find((chat) => chat.contactId === contactId);
    if (known) return known;
    const name = shownName(this.contact(contactId));
    const chat: Chat = { contactId, name, messages: [], unread: 0, timeText: '', beganText: '', draft: '' };
    this.#chats.push(chat);
    return chat;
  }

  send(chat: Chat, text: string, at: number, timeText: string): void {
    chat.messages.push({ from: 'me', text, at });
    chat.draft = '';
    chat.timeText = timeText;
    this.#chats = [chat, ...this.#chats.filter((other) => other !== chat)];
  }

  /** Chats as `state` gave them; their people are those of every phone. */
  restore(saved: unknown): void {
    const chat = { ...this.#fresh()[0], beganText: '' };
    const pattern = { contacts: CONTACTS, groups: GROUPS, chats: {} };
    const { chats } = checkShape<WeChatState>(pattern, saved, 'com.tencent.mm');
    this.#chats = Object.entries(chats).map(([id, entry]) => {
      this.contact(id);
      return checkShape(chat as Chat, entry, `com.tencent.mm.chats.${id}`);
    });
  }

  state(): WeChatState {
    const chats = Object.fromEntries(this.#chats.map((chat) => [chat.contactId, chat]));
    return structuredClone({ contacts: CONTACTS, groups: GROUPS, chats });
  }
}
