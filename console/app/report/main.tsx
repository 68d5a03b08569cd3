// The page that a task is saved as: its story, in a file of its own.
import type { PriceHistory, TaskRecord, TaskStory, Vocabulary } from '@farhand/cloud';
import { render } from 'preact';
import { Page } from '../components/page.js';
import { LanguageSwitch } from '../frame/language-switch.js';
import '../styles/tokens.css';
import '../styles/base.css';
import { vocabulary } from '../vocabulary.js';
import './report.css';
import { StoryHead, StoryView } from './story-view.js';
import { t } from './words.js';

interface Saved {
  readonly story: TaskStory;
  readonly record?: TaskRecord;
  readonly earlier: PriceHistory['found'];
  readonly vocabulary: Vocabulary;
  /** Addresses (data:) by hash. */
  readonly pictures: Readonly<Record<string, string>>;
}

function Report({ saved: { story, record, earlier, pictures } }: { saved: Saved }) {
  return (
    <main class="report">
      <p class="report-name">{t.report}</p>
      <Page title={story.command} lead={<StoryHead story={story} />} actions={<LanguageSwitch />}>
        <StoryView
          story={story}
          record={record ?? 'elsewhere'}
          pictureUrl={(sha256) => pictures[sha256]}
          earlier={earlier}
        />
      </Page>
    </main>
  );
}

const saved = JSON.parse(document.getElementById('told')?.textContent ?? '') as Saved;
vocabulary.value = saved.vocabulary;
render(<Report saved={saved} />, document.getElementById('report') as HTMLElement);
