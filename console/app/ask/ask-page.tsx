// Asking: words, the plan that was made of them, and the user's yes. Nothing is done before that, unless the user has said
// that plans of this kind need none.
import type { DeviceList, PlannedAnswer } from '@farhand/cloud';
import { useEffect, useState } from 'preact/hooks';
import { useApi, useDoing } from '../api/use-api.js';
import { announce } from '../components/announce.js';
import { Button } from '../components/button.js';
import { Page } from '../components/page.js';
import { duration } from '../components/quantities.js';
import { Loading, Problem } from '../components/state.js';
import { PlanEditor } from '../plan/plan-editor.js';
import { navigate, query } from '../router.js';
import { useVocabulary } from '../vocabulary.js';
import { approval, reachesOthers } from './approval.js';
import './ask.css';
import { CommandBox } from './command-box.js';
import { type Draft, keepDraft, keptDraft } from './draft.js';
import { Lately } from './lately.js';
import { AskOptions, type Options } from './options.js';
import { type Given, requestOf } from './request.js';
import { t } from './words.js';

export default function AskPage() {
  useVocabulary();
  const asked = query.value.get('command');
  const [planned, setPlanned] = useState<Draft | undefined>(() => keptDraft(asked));
  const [command, setCommand] = useState(asked ?? planned?.command ?? '');
  const [options, setOptions] = useState<Options>(planned?.options ?? { device: '', budget: '' });
  const phones = useApi<DeviceList>('/v1/devices').value?.devices;
  const { run, isBusy, error } = useDoing();

  useEffect(() => keepDraft(planned && { ...planned, options }), [planned, options]);

  const submit = async (given: Given) => {
    const body = requestOf(given, options);
    const made = await run<{ taskId: string }>('/v1/tasks', { method: 'POST', body });
    if (!made) return;
    keepDraft(undefined);
    navigate(`/tasks/${made.taskId}`);
  };

  const send = async () => {
    const words = command.trim();
    if (words === '') return;
    setPlanned(undefined);
    if (approval.value === 'never') return submit({ command: words, plan: undefined, isApproved: false });
    const answer = await run<PlannedAnswer>('/v1/plan', { method: 'POST', body: { command: words } });
    if (!answer) return;
    const { plan, seconds } = answer;
    if (approval.value === 'outwardOnly' && !reachesOthers(plan))
      return submit({ command: words, plan, isApproved: false });
    setPlanned({ command: words, original: plan, plan, seconds, options });
    announce(t.planned(plan.subtasks.length, duration(seconds)));
  };

  return (
    <Page title={t.title}>
      <CommandBox
        value={command}
        isBusy={isBusy && !planned}
        action={approval.value === 'never' ? t.go : t.plan}
        onValue={setCommand}
        onSend={send}
      />
      <AskOptions options={options} phones={phones ?? []} onOptions={setOptions} />
      {phones?.length === 0 && (
        <p class="no-phone">
          {t.noPhone}{' '}
          <a class="whole-line" href="/setup/phones">
            {t.connect}
          </a>
        </p>
      )}
      {isBusy && !planned && <Loading />}
      <Problem error={error} />
      {planned ? (
        <section class="planned">
          <p class="lead">{leadOf(planned)}</p>
          <PlanEditor
            plan={planned.plan}
            original={planned.original}
            onPlan={(plan) => setPlanned({ ...planned, plan })}
          />
          {reachesOthers(planned.plan) && <p class="outward">{t.outward}</p>}
          <p class="approve">
            <Button look="main" isBusy={isBusy} onClick={() => submit({ ...planned, isApproved: true })}>
              {reachesOthers(planned.plan) ? t.approveOutward : t.approve}
            </Button>
            <Button onClick={() => setPlanned(undefined)}>{t.drop}</Button>
          </p>
        </section>
      ) : (
        <Lately onExample={setCommand} />
      )}
    </Page>
  );
}

function leadOf({ plan, seconds, skill }: Draft): string {
  const count = plan.subtasks.length;
  return skill === undefined ? t.planned(count, duration(seconds)) : t.fromSkill(count, skill);
}
