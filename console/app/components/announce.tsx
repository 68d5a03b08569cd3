// Words for screen readers alone: what changed on the page without the user's doing.
import { signal } from '@preact/signals';

const said = signal('');

export function announce(words: string): void {
  said.value = words;
}

/** Stands once, in the frame. */
export function Announcements() {
  return (
    <p class="unseen" role="status" aria-live="polite">
      {said.value}
    </p>
  );
}
