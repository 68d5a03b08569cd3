// The page one searches from: the field, what was searched before, and what others search.
import type { Actions } from './actions.js';
import { chips } from './blocks/choices.js';
import { heading } from './blocks/texts.js';
import { type Body, textAction } from './body.js';
import { bind, set } from './bound.js';

export interface SearchOptions {
  readonly hint: string;
  /** What was searched before; the latest ten are kept, newest first. */
  readonly searched: { searches: string[] };
  readonly popular: readonly string[];
  /** "热门搜索" by default. */
  readonly popularTitle?: string;
  onSearch(text: string): void;
}

/** Body of a search page; its params hold what was typed. Open it with the focus on "search-field". */
export function searchPage<Routes>(params: { query?: string }, act: Actions<Routes>, options: SearchOptions): Body {
  const { searched } = options;
  const query = bind(params, 'query', '');
  const search = (wanted: string): void => {
    const text = wanted.trim();
    if (text === '') {
      act.toast('请输入搜索内容');
      return;
    }
    searched.searches = [text, ...searched.searches.filter((other) => other !== text)].slice(0, 10);
    options.onSearch(text);
  };
  const again = { value: '', set: search };
  const forget = (): void =>
    act.confirm('清空历史', '确定清空全部搜索历史吗？', '清空', () => set(searched, { searches: [] }));
  return {
    bar: {
      field: { key: 'search-field', text: query, hint: options.hint, symbol: 'search', onSubmit: search },
      actions: [textAction('搜索', () => search(query.value))],
    },
    content: [
      searched.searches.length > 0 && heading('搜索历史', { more: { text: '清空', onTap: forget } }),
      searched.searches.length > 0 && chips('searched', searched.searches, again, { clear: true }),
      heading(options.popularTitle ?? '热门搜索'),
      chips('popular', options.popular, again, { clear: true }),
    ],
  };
}
