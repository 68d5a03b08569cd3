// A modal dialog: the browser's own, so that focus, Escape and the screen reader behave as everywhere.
import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { Button } from './button.js';
import './dialog.css';
import { t } from './words.js';

interface DialogProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
  /** Buttons, the one that most people want last. */
  readonly actions?: ComponentChildren;
}

/** Open as long as it is rendered. */
export function Dialog({ title, onClose, children, actions }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    return () => shown?.close();
  }, []);
  return (
    <dialog ref={dialog} class="dialog" aria-labelledby={id} onClose={onClose}>
      <header>
        <h1 id={id}>{title}</h1>
        <Button look="quiet" aria-label={t.close} onClick={onClose}>
          ✕
        </Button>
      </header>
      <div class="content">{children}</div>
      {actions && <footer>{actions}</footer>}
    </dialog>
  );
}
