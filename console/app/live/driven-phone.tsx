// A phone to watch and to take over, in one.
import type { LiveView } from '@farhand/cloud';
import { useState } from 'preact/hooks';
import type { DrawnAction } from './draw-action.js';
import { holdOf } from './holds.js';
import { PhoneScreen } from './phone-screen.js';
import { Takeover } from './takeover.js';

const drivenEdgePx = 1200;

interface DrivenPhoneProps {
  readonly device: string;
  readonly action?: DrawnAction | undefined;
  readonly onDone?: (() => Promise<void>) | undefined;
}

export function DrivenPhone({ device, action, onDone }: DrivenPhoneProps) {
  const [view, setView] = useState<LiveView>();
  const [failed, setFailed] = useState<unknown>();
  const hold = holdOf(device);
  return (
    <div class="driven-phone">
      <PhoneScreen
        device={device}
        edgePx={drivenEdgePx}
        hold={hold}
        action={hold === undefined ? action : undefined}
        onView={setView}
        onFailed={setFailed}
      />
      <Takeover
        device={device}
        isElsewhere={view?.because === 'elsewhere'}
        isThere={view !== undefined && view.because !== 'away'}
        failed={failed}
        onDone={onDone}
      />
    </div>
  );
}
