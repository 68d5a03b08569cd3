// One screen with one action drawn on it: a ring where it was touched, an arrow where it was dragged.
import './step-screen.css';
import type { StoryStep } from './story.js';
import { t } from './words.js';

export function StepScreen({ step }: { readonly step: StoryStep }) {
  const { picture, from, to, explain, action } = step;
  return (
    <figure class="step-screen">
      {picture ? (
        <img src={picture} alt={explain} />
      ) : (
        <div class="unpictured">
          <p class="what">{action}</p>
          <p>{explain}</p>
          <p class="why">{t.noPicture}</p>
        </div>
      )}
      {from && (
        <svg viewBox="0 0 1000 1000" preserveAspectRatio="none" aria-hidden="true">
          {to && <path d={`M${from[0]} ${from[1]}L${to[0]} ${to[1]}`} />}
        </svg>
      )}
      {from && <span class="touch" style={{ left: `${from[0] / 10}%`, top: `${from[1] / 10}%` }} />}
      {to && <span class="touch end" style={{ left: `${to[0] / 10}%`, top: `${to[1] / 10}%` }} />}
    </figure>
  );
}
