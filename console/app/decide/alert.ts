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

/** Sound is allowed by the same click: browsers play none before the user has done something on the page. */
let sound: AudioContext | undefined;

export async function allowAlerts(): Promise<void> {
  sound ??= new AudioContext();
  await sound.resume();
  if (permission.value !== undefined) permission.value = await Notification.requestPermission();
  play(sound);
}

export function alertOf({ taskId, kind, question }: Question): void {
  announce(`${t[kind]} ${question}`);
  if (permission.value !== 'granted') return;
  sound ??= new AudioContext();
  // Without a click on this page since it was loaded there is no sound.
  if (sound.state === 'running') play(sound);
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
