// Going through the steps again, as fast as wanted: the screen of each with what was done drawn on it. Where no picture left
// the phone's computer, the bare screen with the place and the words.
import { useEffect, useState } from 'preact/hooks';
import { Button } from '../components/button.js';
import { Segments } from '../components/segments.js';
import './replay.css';
import { StepScreen } from './step-screen.js';
import type { StoryStep } from './story.js';
import { t } from './words.js';

const speeds = ['1', '2', '4', '8'] as const;
const longestPauseMs = 4000;
const lastPauseMs = 1200;

interface ReplayProps {
  readonly steps: readonly StoryStep[];
  readonly at: number;
  readonly onAt: (at: number) => void;
}

export function Replay({ steps, at, onAt }: ReplayProps) {
  const [isPlaying, setPlaying] = useState(false);
  const [speed, setSpeed] = useState<(typeof speeds)[number]>('2');
  const step = steps[at];
  useEffect(() => {
    if (!isPlaying) return;
    const next = steps[at + 1];
    if (!next) {
      setPlaying(false);
      return;
    }
    const tookMs = step ? Math.min(next.atMs - step.atMs, longestPauseMs) : lastPauseMs;
    const timer = setTimeout(() => onAt(at + 1), Math.max(80, tookMs / Number(speed)));
    return () => clearTimeout(timer);
  }, [isPlaying, at, speed, steps, step, onAt]);
  if (!step) return null;
  const play = () => {
    if (!isPlaying && at === steps.length - 1) onAt(0);
    setPlaying(!isPlaying);
  };
  return (
    <div class="replay">
      <StepScreen step={step} />
      <p class="says" aria-live={isPlaying ? 'off' : 'polite'}>
        <span class="figures">{t.of(at + 1, steps.length)}</span> {step.explain}
        {step.thought && <small class="thought">{step.thought}</small>}
      </p>
      <input
        type="range"
        aria-label={t.position}
        min={0}
        max={steps.length - 1}
        value={at}
        onInput={(event) => {
          setPlaying(false);
          onAt(Number(event.currentTarget.value));
        }}
      />
      <div class="controls">
        <Button onClick={play}>{isPlaying ? t.pause : t.play}</Button>
        <Segments
          label={t.speed}
          value={speed}
          choices={speeds.map((value) => ({ value, label: `${value}×` }))}
          onValue={setSpeed}
        />
      </div>
    </div>
  );
}
