// The one input. Enter sends; while an input method is composing, Enter belongs to it.
import { useEffect, useId, useRef } from 'preact/hooks';
import { Button } from '../components/button.js';
import './command-box.css';
import { t } from './words.js';

interface CommandBoxProps {
  readonly value: string;
  readonly isBusy: boolean;
  readonly action: string;
  readonly onValue: (value: string) => void;
  readonly onSend: () => void;
}

export function CommandBox({ value, isBusy, action, onValue, onSend }: CommandBoxProps) {
  const id = useId();
  const box = useRef<HTMLTextAreaElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <form
      class="command-box"
      onSubmit={(event) => {
        event.preventDefault();
        onSend();
      }}
    >
      <label class="unseen" for={id}>
        {t.label}
      </label>
      <div class="grow" data-text={`${value || t.placeholder} `}>
        <textarea
          ref={box}
          id={id}
          rows={1}
          maxLength={8000}
          aria-describedby={`${id}-help`}
          placeholder={t.placeholder}
          value={value}
          onInput={(event) => onValue(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
            event.preventDefault();
            onSend();
          }}
        />
      </div>
      <Button look="main" type="submit" isBusy={isBusy} disabled={value.trim() === ''}>
        {action}
      </Button>
      <p class="help" id={`${id}-help`}>
        {t.enter}
      </p>
    </form>
  );
}
