import { Page } from '../components/page.js';
import { wordsOf } from '../words/words.js';

const t = wordsOf({ title: { en: 'Phone', zh: '手机' } });

export default function PhonePage() {
  return <Page title={t.title}>{null}</Page>;
}
