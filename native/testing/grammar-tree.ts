// Grammars as trees with two meanings: GBNF text for the engine, and a slow matcher that decides directly whether bytes
// can still become a text of the grammar. Tests hold one against the other.

export type GrammarTree =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'class'; readonly characters: readonly string[] }
  | { readonly kind: 'sequence'; readonly items: readonly GrammarTree[] }
  | { readonly kind: 'choice'; readonly items: readonly GrammarTree[] }
  | { readonly kind: 'repeat'; readonly item: GrammarTree; readonly least: number; readonly most: number | undefined }
  /** "(" nested ")" or the item: a rule that calls itself */
  | { readonly kind: 'nest'; readonly item: GrammarTree };

/** Where a part may end, and whether the bytes ran out while it could go on. */
interface Match {
  readonly ends: ReadonlySet<number>;
  readonly open: boolean;
}

export function toGbnf(tree: GrammarTree): string {
  const rules: string[] = [];
  const root = write(tree, rules);
  return [`root ::= ${root}`, ...rules].join('\n');
}

/** Whether the bytes are a text of the grammar, and whether they are the beginning of one (or a whole one). */
export function judge(tree: GrammarTree, bytes: Uint8Array): { whole: boolean; viable: boolean } {
  const { ends, open } = match(tree, bytes, 0);
  const whole = ends.has(bytes.length);
  return { whole, viable: whole || open };
}

function write(tree: GrammarTree, rules: string[]): string {
  switch (tree.kind) {
    case 'text':
      return `"${tree.text.replace(/["\\]/g, '\\$&')}"`;
    case 'class':
      return `[${tree.characters.join('')}]`;
    case 'sequence':
      return `(${tree.items.map((item) => write(item, rules)).join(' ')})`;
    case 'choice':
      return `(${tree.items.map((item) => write(item, rules)).join(' | ')})`;
    case 'repeat':
      return `${write(tree.item, rules)}${writeCounts(tree.least, tree.most)}`;
    case 'nest': {
      const item = write(tree.item, rules);
      const name = `nest-${rules.length}`;
      rules.push(`${name} ::= "(" ${name} ")" | ${item}`);
      return name;
    }
  }
}

function writeCounts(least: number, most: number | undefined): string {
  if (most === undefined) return least === 0 ? '*' : least === 1 ? '+' : `{${least},}`;
  return least === 0 && most === 1 ? '?' : `{${least},${most}}`;
}

function match(tree: GrammarTree, bytes: Uint8Array, at: number): Match {
  switch (tree.kind) {
    case 'text':
      return matchText(tree.text, bytes, at);
    case 'class':
      return union(tree.characters.map((character) => matchText(character, bytes, at)));
    case 'choice':
      return union(tree.items.map((item) => match(item, bytes, at)));
    case 'sequence':
      return tree.items.reduce<Match>((before, item) => followedBy(before, item, bytes), {
        ends: new Set([at]),
        open: false,
      });
    case 'repeat':
      return matchRepeat(tree.item, tree.least, tree.most, bytes, at);
    case 'nest': {
      const opened = matchText('(', bytes, at);
      const inner = opened.ends.size > 0 ? followedBy(opened, tree, bytes) : opened;
      return union([followedBy(inner, { kind: 'text', text: ')' }, bytes), match(tree.item, bytes, at)]);
    }
  }
}

function matchText(text: string, bytes: Uint8Array, at: number): Match {
  const wanted = Buffer.from(text, 'utf8');
  const there = bytes.subarray(at, at + wanted.length);
  if (Buffer.compare(wanted.subarray(0, there.length), there) !== 0) return { ends: new Set(), open: false };
  if (there.length < wanted.length) return { ends: new Set(), open: true };
  return { ends: new Set([at + wanted.length]), open: false };
}

function matchRepeat(item: GrammarTree, least: number, most: number | undefined, bytes: Uint8Array, at: number): Match {
  const limit = most ?? least + bytes.length + 1;
  let round: Match = { ends: new Set([at]), open: false };
  const rounds: Match[] = [];
  for (let count = 0; count <= limit && (round.ends.size > 0 || round.open); count++) {
    rounds.push(count >= least ? round : { ends: new Set(), open: round.open });
    round = followedBy({ ends: round.ends, open: false }, item, bytes);
  }
  return union(rounds);
}

function followedBy(before: Match, item: GrammarTree, bytes: Uint8Array): Match {
  const after = union([...before.ends].map((end) => match(item, bytes, end)));
  return { ends: after.ends, open: before.open || after.open };
}

function union(matches: readonly Match[]): Match {
  return { ends: new Set(matches.flatMap(({ ends }) => [...ends])), open: matches.some(({ open }) => open) };
}
