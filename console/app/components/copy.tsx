import { useState } from 'preact/hooks';
import { Button } from './button.js';
import { t } from './words.js';

/** A text to take elsewhere, such as a token or a command. */
export function Copy({ text }: { readonly text: string }) {
  const [isCopied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard?.writeText(text);
    setCopied(true);
  };
  return (
    <span class="copy">
      <code>{text}</code>
      <Button look="quiet" onClick={copy}>
        {isCopied ? t.copied : t.copy}
      </Button>
    </span>
  );
}
