import { Page } from '../components/page.js';
import { wordsOf } from '../words/words.js';

const t = wordsOf({ title: { en: 'Set up', zh: '设置' } });

export default function SetupPage() {
  return <Page title={t.title}>{null}</Page>;
}
