// Light, dark, or as the system says. The whole palette hangs on `color-scheme`; see styles/tokens.css.
import { effect, signal } from '@preact/signals';
import { keep, kept } from './keep.js';

export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

export const theme = signal<Theme>(themes.find((name) => name === kept('theme')) ?? 'system');

effect(() => {
  if (theme.value === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme.value;
  keep('theme', theme.value === 'system' ? undefined : theme.value);
});
