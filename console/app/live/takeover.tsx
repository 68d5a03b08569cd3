// The controls of a phone that a person takes into their hands: take over, keys, text, give back.
import { useState } from 'preact/hooks';
import { ApiError } from '../api/client.js';
import { Button } from '../components/button.js';
import { TextField } from '../components/field.js';
import { Problem } from '../components/state.js';
import { type Act, drive, handBack, holdOf, letGo, takeOver } from './holds.js';
import { t } from './words.js';

interface TakeoverProps {
  readonly device: string;
  /** The phone can be reached. */
  readonly isThere: boolean;
  /** Another page drives the phone. */
  readonly isElsewhere: boolean;
  /** What driving it failed with, beside what the controls themselves meet. */
  readonly failed: unknown;
  /** Instead of giving the phone back alone. */
  readonly onDone?: (() => Promise<void>) | undefined;
}

const keys = [
  ['back', 'back'],
  ['home', 'home'],
  ['recents', 'recents'],
  ['enter', 'enter'],
  ['delete', 'remove'],
] as const;

export function Takeover({ device, isThere, isElsewhere, failed, onDone }: TakeoverProps) {
  const [text, setText] = useState('');
  const [error, setError] = useState<unknown>();
  const [isBusy, setBusy] = useState(false);
  const hold = holdOf(device);
  const doing = async (work: () => Promise<unknown>) => {
    if (isBusy) return;
    setBusy(true);
    setError(undefined);
    await work().catch(setError);
    setBusy(false);
  };
  const act = (done: Act) => drive(device, done).catch(setError);
  const problem = [error, failed].find((thrown) => thrown instanceof ApiError) as ApiError | undefined;
  if (hold === undefined || isElsewhere) {
    return (
      <div class="takeover">
        <Button isBusy={isBusy} disabled={!isThere} onClick={() => doing(() => takeOver(device))}>
          {isElsewhere ? t.takeOverAgain : t.takeOver}
        </Button>
        <Problem error={problem} />
      </div>
    );
  }
  const done = async () => {
    if (onDone) await onDone();
    else await handBack(device);
    letGo(device);
  };
  return (
    <div class="takeover">
      <p class="in-hands">{t.inYourHands}</p>
      <fieldset class="keys">
        <legend class="unseen">{t.keys}</legend>
        {keys.map(([key, word]) => (
          <Button key={key} onClick={() => act({ act: 'key', key })}>
            {t[word]}
          </Button>
        ))}
      </fieldset>
      <form
        class="typing"
        onSubmit={(event) => {
          event.preventDefault();
          if (text !== '') void act({ act: 'type', text });
          setText('');
        }}
      >
        <TextField label={t.text} value={text} onValue={setText} />
        <Button type="submit">{t.type}</Button>
      </form>
      <Button look="main" isBusy={isBusy} onClick={() => doing(done)}>
        {t.handBack}
      </Button>
      <Problem error={problem} />
    </div>
  );
}
