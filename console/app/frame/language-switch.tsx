import { Segments } from '../components/segments.js';
import { language, speak } from '../words/words.js';
import { t } from './words.js';

export function LanguageSwitch() {
  return (
    <Segments
      label={t.language}
      value={language.value}
      choices={[
        { value: 'en', label: 'English' },
        { value: 'zh', label: '中文' },
      ]}
      onValue={speak}
    />
  );
}
