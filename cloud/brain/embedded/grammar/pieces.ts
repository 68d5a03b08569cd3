// A request in pieces: what is left of it without the apps that it names and the values that a plan has taken.
import { type App, findMentions } from '@farhand/shared';
import type { Clause } from '../clauses.js';

const around = {
  before:
    /(?:(?:打开|进入|去|到|在|用|上|看看?|查查?|帮我看看?|帮我查查?)|\b(?:on|in|with|using|use|via|from|at|open|check|to)(?: the| my)?\s+)$/iu,
  behind:
    /^(?:app)?(?:里面|上面|里|上|中)?(?:的)?(?:[，,:：]\s*)?(?:\s+(?:to|and)\s+(?=find|tell|check|see|look|search|show|play|add|like|save))?/iu,
};
/** What people say before what they want. */
const polite =
  /^(?:(?:你好|嗨|嘿|喂|那个|嗯|请问|在吗|小助手|麻烦|请|劳驾|拜托|帮忙|能不能|可不可以|可以|想)?(?:你|您)?(?:帮我|给我|替我|帮忙)?(?:看一眼|看一下|看看|查一下|查查|看下|查下|告诉我|说说|瞧瞧)?(?:就是)?(?:一下)?[，, ]*)|^(?:(?:hey|hi|hello|ok|okay|so|um|well)[, ]+)*(?:(?:can|could|would|will) you (?:please |kindly |maybe )?|please |pls )?(?:(?:tell me|let me know|check(?: for me)?|find out|look up|show me|see) )?/iu;
const edges = /^[\s，,。.;；:：、!！]+|[\s，,。.;；:：、!！]+$/gu;

export interface WithoutApp {
  /** The one app that is named; undefined where none or several are. */
  readonly app: App | undefined;
  readonly named: number;
  /** What stands before and behind its name, and the words that tie it. */
  readonly parts: readonly string[];
}

/** A clause of its own, in the app that is named, if one is. */
export function clauseOf(kind: Clause['kind'], values: Clause['values'], app?: App): Clause {
  return { kind, apps: app === undefined ? [] : [app], values, takesPrevious: false };
}

export function trimmed(words: string): string {
  return words.replace(edges, '');
}

export function withoutPoliteness(words: string): string {
  return words.slice(polite.exec(words)?.[0].length ?? 0);
}

export function withoutApp(request: string): WithoutApp {
  const mentions = findMentions(request);
  const [mention] = mentions;
  const named = new Set(mentions.map(({ app }) => app.id)).size;
  if (mention === undefined || mentions.length !== 1) return { app: undefined, named, parts: [trimmed(request)] };
  const before = request.slice(0, mention.start).replace(around.before, '');
  const rest = request.slice(mention.end);
  const behind = rest.slice(around.behind.exec(rest)?.[0].length ?? 0);
  return { app: mention.app, named, parts: [before, behind].map(trimmed).filter((part) => part !== '') };
}

/** What stands between, before and behind the values, in the order of the request. */
export function besides(request: string, values: readonly string[]): string[] {
  let pieces = [request];
  for (const value of [...values].sort((a, b) => b.length - a.length)) {
    const at = pieces.findIndex((piece) => piece.includes(value));
    const piece = pieces[at];
    if (piece === undefined || value === '') continue;
    const start = piece.indexOf(value);
    pieces = [
      ...pieces.slice(0, at),
      piece.slice(0, start),
      piece.slice(start + value.length),
      ...pieces.slice(at + 1),
    ];
  }
  return pieces.map(trimmed).filter((piece) => piece !== '');
}
