import type { ComponentChildren, JSX } from 'preact';
import './button.css';

type Look = 'plain' | 'main' | 'danger' | 'quiet';

interface ButtonProps extends Omit<JSX.IntrinsicElements['button'], 'class'> {
  /** main: what most people want here, once a view. quiet: beside text. Defaults to plain. */
  readonly look?: Look;
  /** Shows that it was pressed and something is being done; presses do nothing meanwhile. */
  readonly isBusy?: boolean;
  readonly children: ComponentChildren;
}

export function Button({ look = 'plain', isBusy = false, type = 'button', ...rest }: ButtonProps) {
  return (
    <button {...rest} type={type} class={`button ${look}`} aria-busy={isBusy} aria-disabled={isBusy || undefined} />
  );
}

interface LinkButtonProps {
  readonly look?: Look;
  readonly href: string;
  /** Name of the file that is saved instead of going anywhere. */
  readonly download?: string;
  readonly children: ComponentChildren;
}

/** Looks like a button, goes somewhere: so it is a link. */
export function LinkButton({ look = 'plain', ...rest }: LinkButtonProps) {
  return <a {...rest} class={`button ${look}`} />;
}
