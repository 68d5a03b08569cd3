import { Page } from '../components/page.js';
import { wordsOf } from '../words/words.js';

const t = wordsOf({ title: { en: 'Phones', zh: '手机' } });

export default function PhonesPage() {
  return <Page title={t.title}>{null}</Page>;
}
