import type { DeviceListItem } from '@farhand/cloud';
import { Choice, TextField } from '../components/field.js';
import { Segments } from '../components/segments.js';
import { approval, approvals, setApproval } from './approval.js';
import { t } from './words.js';

export interface Options {
  /** Serial; empty for any. */
  readonly device: string;
  readonly budget: string;
}

interface AskOptionsProps {
  readonly options: Options;
  readonly phones: readonly DeviceListItem[];
  readonly onOptions: (options: Options) => void;
}

export function AskOptions({ options, phones, onOptions }: AskOptionsProps) {
  return (
    <details class="ask-options">
      <summary>
        {t.options}
        <span class="now">
          {t.asking}: {t[approval.value]}
        </span>
      </summary>
      <div class="fields">
        <div class="approval">
          <span>{t.asking}</span>
          <Segments
            label={t.asking}
            value={approval.value}
            choices={approvals.map((value) => ({ value, label: t[value] }))}
            onValue={setApproval}
          />
          {approval.value === 'never' && <p class="help">{t.neverHelp}</p>}
        </div>
        <Choice
          label={t.phone}
          value={options.device}
          choices={[
            { value: '', label: t.anyPhone },
            ...phones.map(({ device_id: id, model }) => ({ value: id, label: model ? `${model} (${id})` : id })),
          ]}
          onValue={(device) => onOptions({ ...options, device })}
        />
        <TextField
          label={t.budget}
          help={t.budgetHelp}
          value={options.budget}
          onValue={(budget) => onOptions({ ...options, budget })}
        />
      </div>
    </details>
  );
}
