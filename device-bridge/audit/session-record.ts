// What one call on a session writes into its task's record.
import type { Action, StepProgress } from '@farhand/shared';
import type { HandResult, HandSession } from '../hand/session.js';
import type { Verdict } from '../policy/classes.js';
import type { OutgoingCall } from '../policy/privacy/outlet.js';
import type { AuditLog } from './log.js';
import type { AuditEntry } from './record.js';

export class SessionRecord {
  readonly #audit: AuditLog;
  readonly #call: OutgoingCall;
  readonly #session: HandSession;
  readonly #device: string;
  readonly #sentBefore: number;

  constructor(audit: AuditLog, call: OutgoingCall, session: HandSession, device: string) {
    this.#audit = audit;
    this.#call = call;
    this.#session = session;
    this.#device = device;
    this.#sentBefore = session.sentBytes;
  }

  begun(again: boolean, by: string | undefined): void {
    const { id, goal, confirmed, granted } = this.#session;
    this.#write({
      kind: again ? 'resumed' : 'begun',
      session: id,
      device: this.#device,
      task: this.#call.forRecord(goal.task),
      app: goal.app?.id,
      privacy: this.#call.level,
      confirmed: confirmed || granted !== undefined,
      ...(by !== undefined && { by }),
    });
  }

  step({ step, action, explain, replayed }: StepProgress): void {
    const words = this.#call.forRecord(explain);
    this.#write({ kind: 'step', session: this.#session.id, step, action, explain: words, replayed });
  }

  judged(step: number, action: Action, verdict: Verdict): void {
    const { class: kind, gate } = verdict;
    const why = this.#call.forRecord(verdict.why);
    this.#write({ kind: 'gate', session: this.#session.id, step, action: action.action, class: kind, gate, why });
  }

  ended({ stopReason, text, steps }: HandResult): void {
    const { id, sentBytes, waiting } = this.#session;
    const bytes = sentBytes - this.#sentBefore;
    if (bytes > 0) this.#write({ kind: 'sent', session: id, to: 'model', class: 'picture', bytes });
    const why = this.#call.forRecord(text);
    if (waiting === 'takeover') this.#write({ kind: 'taken_over', device: this.#device, why });
    this.#write({ kind: 'ended', session: id, stop: stopReason, text: why, steps });
  }

  #write(entry: AuditEntry): void {
    this.#audit.write(this.#call.record, entry);
  }
}
