// A notification and a short sound when a task waits, for who has allowed them. The sound is made here: two notes.
import type { Question } from '@farhand/cloud';
import { signal } from '@preact/signals';
import { announce } from '../components/announce.js';
import { navigate } from '../router.js';
import { t } from './words.js';

const notesHz = [660, 880];
const noteSeconds = 0.14;
const loudness = 0.15;

/** Undefined where browsers have no notifications. */
export const permission = signal(typeof Notification === 'undefined' ? undefined : Notification.permission);

/** Made by the first click or key on the page: browsers play nothing before. */
let sound: AudioContext | undefined;

export async function allowAlerts(): Promise<void> {
  const ready = await readied();
  if (permission.value !== undefined) permission.value = await Notification.requestPermission();
  play(ready);
}

/** What was allowed before this page was loaded is heard again from the first touch or key on. */
export function readySound(): void {
  if (permission.value !== 'granted') return;
  for (const touch of ['pointerdown', 'keydown']) {
    document.addEventListener(touch, () => void readied().catch(() => undefined), { once: true });
  }
}

async function readied(): Promise<AudioContext> {
  sound ??= new AudioContext();
  await sound.resume();
  return sound;
}

export function alertOf({ taskId, kind, question }: Question): void {
  announce(`${t[kind]} ${question}`);
  if (permission.value !== 'granted') return;
  if (sound?.state === 'running') play(sound);
  const notification = new Notification(t[kind], { body: question, tag: taskId });
  notification.onclick = () => {
    window.focus();
    navigate(`/tasks/${taskId}`);
    notification.close();
  };
}

function play(context: AudioContext): void {
  for (const [index, hz] of notesHz.entries()) {
    const from = context.currentTime + index * noteSeconds;
    const tone = new OscillatorNode(context, { frequency: hz });
    const volume = new GainNode(context, { gain: 0 });
    volume.gain.setValueAtTime(loudness, from);
    volume.gain.exponentialRampToValueAtTime(0.001, from + noteSeconds);
    tone.connect(volume).connect(context.destination);
    tone.start(from);
    tone.stop(from + noteSeconds);
  }
}
