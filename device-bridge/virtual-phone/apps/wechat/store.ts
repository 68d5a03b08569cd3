// WeChat's data, which outlives the running app: chats with their messages exactly as typed.
import { checkShape } from '../restore.js';
import { CONTACTS, type Contact, GREETINGS, GROUPS, type Greeting, shownName } from './people.js';

export interface Message {
  readonly from: 'me' | 'them';
  readonly text: string;
  /** Milliseconds since 1970; 0 for what was there from the beginning. */
  readonly at: number;
  /** A red packet instead of a text. */
  readonly packet?: RedPacket;
}

export interface RedPacket {
  readonly from: string;
  readonly greeting: string;
  readonly fen: number;
  opened: boolean;
}

/** What the owner published in Moments. */
export interface Post {
  readonly text: string;
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
  /** The newest first. */
  readonly posts: readonly Post[];
}

export class WeChatStore {
  /** The most recent chat first. */
  #chats: Chat[] = [];
  #posts: Post[] = [];

  constructor() {
    this.reset();
  }

  get chats(): readonly Chat[] {
    return this.#chats;
  }

  get posts(): readonly Post[] {
    return this.#posts;
  }

  reset(): void {
    this.#chats = this.#fresh();
    this.#posts = [];
  }

  #fresh(): Chat[] {
    return GREETINGS.map((greeting) => ({
      contactId: greeting.contactId,
      name: shownName(this.contact(greeting.contactId)),
      messages: [
        ...greeting.messages.map((text): Message => {
          const own = text.startsWith('>');
          return { from: own ? 'me' : 'them', text: own ? text.slice(1) : text, at: 0 };
        }),
        ...packetMessages(greeting),
      ],
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

  publish(text: string, at: number): void {
    this.#posts = [{ text, at }, ...this.#posts];
  }

  /** Chats and posts as `state` gave them; their people are those of every phone. */
  restore(saved: unknown): void {
    const fresh = this.#fresh();
    const chat = { ...fresh[0], beganText: '', messages: fresh.flatMap(({ messages }) => messages) };
    const pattern = { contacts: CONTACTS, groups: GROUPS, chats: {}, posts: [{ text: '', at: 0 }] };
    const { chats, posts } = checkShape<WeChatState>(pattern, saved, 'com.tencent.mm');
    this.#posts = [...posts];
    this.#chats = Object.entries(chats).map(([id, entry]) => {
      this.contact(id);
      return checkShape(chat as Chat, entry, `com.tencent.mm.chats.${id}`);
    });
  }

  state(): WeChatState {
    const chats = Object.fromEntries(this.#chats.map((chat) => [chat.contactId, chat]));
    return structuredClone({ contacts: CONTACTS, groups: GROUPS, chats, posts: this.#posts });
  }
}

function packetMessages({ packet }: Greeting): Message[] {
  if (!packet) return [];
  return [
    { from: 'them', text: `${packet.from}：[微信红包]${packet.greeting}`, at: 0, packet: { ...packet, opened: false } },
  ];
}
