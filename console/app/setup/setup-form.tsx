import type { ComponentChildren } from 'preact';
import type { ApiError } from '../api/client.js';
import { Button } from '../components/button.js';
import { Problem } from '../components/state.js';

interface SetupFormProps {
  readonly children: ComponentChildren;
  /** What the button at its foot says. */
  readonly action: string;
  readonly isBusy: boolean;
  readonly error: ApiError | undefined;
  readonly onSubmit: () => Promise<void>;
}

/** Fields, the button that sends them, and why they were not taken. */
export function SetupForm({ children, action, isBusy, error, onSubmit }: SetupFormProps) {
  return (
    <>
      <form
        class="setup-form"
        onSubmit={(event) => {
          event.preventDefault();
          void onSubmit();
        }}
      >
        {children}
        <div class="wide">
          <Button type="submit" look="main" isBusy={isBusy}>
            {action}
          </Button>
        </div>
      </form>
      <Problem error={error} />
    </>
  );
}
