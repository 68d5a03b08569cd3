import type { BrainTest } from '@farhand/cloud';
import { useState } from 'preact/hooks';
import { useDoing } from '../../api/use-api.js';
import { Button } from '../../components/button.js';
import { duration } from '../../components/quantities.js';
import { Problem } from '../../components/state.js';
import './test-brain.css';
import { t } from './words.js';

/** One brain with its buttons, and what it last said. */
export function TestBrain({ brain, onTested }: { readonly brain: string; readonly onTested: () => void }) {
  const { run, isBusy, error } = useDoing();
  const [test, setTest] = useState<BrainTest>();
  const ask = async (what: BrainTest['what']) => {
    setTest(await run<BrainTest>('/v1/brains/test', { method: 'POST', body: { brain, what } }));
    onTested();
  };
  return (
    <li class="brain-test">
      <code>{brain}</code>
      <span class="buttons">
        <Button isBusy={isBusy} onClick={() => ask('text')}>
          {t.text}
        </Button>
        {brain !== 'embedded' && (
          <Button isBusy={isBusy} onClick={() => ask('vision')}>
            {t.vision}
          </Button>
        )}
      </span>
      <div class="outcome" role="status">
        <Problem error={error} />
        {test && (
          <>
            <p class="mark-ok">✓ {t.spent(duration(test.seconds), test.tokensPerSecond.toFixed(1))}</p>
            <p class="faint small">{test.said}</p>
          </>
        )}
      </div>
    </li>
  );
}
