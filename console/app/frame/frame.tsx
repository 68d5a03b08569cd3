// What stands around every page: navigation, preferences, and the place where the page is shown.

import { isSignedIn } from '../api/client.js';
import { Announcements } from '../components/announce.js';
import { SignInPage } from '../sign-in/sign-in-page.js';
import { Navigation } from './navigation.js';
import { Outlet } from './outlet.js';
import './frame.css';
import { Preferences } from './preferences.js';
import { t } from './words.js';

export function Frame() {
  if (!isSignedIn.value) return <SignInPage />;
  return (
    <div class="frame">
      <a class="skip" href="#content">
        {t.toContent}
      </a>
      <div class="rail">
        <a class="brand" href="/" aria-label="Farhand">
          <Ruler />
          <span aria-hidden="true">Farhand</span>
        </a>
        <Navigation />
        <Preferences />
      </div>
      <main id="content" tabIndex={-1}>
        <Outlet />
      </main>
      <Announcements />
    </div>
  );
}

/** The mark: a hand over a ruler. */
export function Ruler() {
  return (
    <svg class="mark" viewBox="0 0 26 20" aria-hidden="true">
      <path d="M1 18h24M4 18v-5M9 18v-5M14 18v-5M19 18v-5" />
      <path class="hand" d="M22 18V8" />
      <circle class="hand" cx="22" cy="5" r="3" />
    </svg>
  );
}
