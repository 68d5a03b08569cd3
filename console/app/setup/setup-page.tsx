import { Page } from '../components/page.js';
import { places } from './places.js';
import './setup.css';
import { t } from './words.js';

export default function SetupPage() {
  return (
    <Page title={t.title} lead={t.lead}>
      <ul class="setup-index plain-list">
        {places.map(({ href, word, does }) => (
          <li key={href}>
            <a href={href}>
              <h2>{t[word]}</h2>
              <p>{t[does]}</p>
            </a>
          </li>
        ))}
      </ul>
    </Page>
  );
}
