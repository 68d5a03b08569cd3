// The console's address with a code that signs one browser in, and opening it where somebody sits in front of a display.
import { startProgram } from '../process.js';
import type { LocalService } from './local-service.js';

/** Good once, for ten minutes. */
export async function consoleLink({ client, url, publicUrl }: LocalService, signal: AbortSignal): Promise<string> {
  // An address to listen on everywhere is none to go to.
  const base = /\/\/(0\.0\.0\.0|\[::\])/.test(publicUrl) ? url : publicUrl;
  return `${base}/#sign-in=${await client.signInCode(signal)}`;
}

/** Leaves the browser alone in pipes, in CI and where there is no display. */
export function openInBrowser(link: string): void {
  const { env, platform, stdout } = process;
  const hasDisplay = platform !== 'linux' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY);
  if (!stdout.isTTY || !hasDisplay || env.CI || env.SSH_CONNECTION) return;
  const [program, args] = openers[platform] ?? ['xdg-open', []];
  // Whoever has no such program reads the link that was printed.
  startProgram(program, [...args, link], { stdio: 'ignore' }).on('error', () => {});
}

const openers: { readonly [platform: string]: readonly [program: string, args: readonly string[]] } = {
  darwin: ['open', []],
  win32: ['rundll32', ['url.dll,FileProtocolHandler']],
};
