// The desk for people: they watch a phone, take it over from afar, drive it and give it back. What they do on it passes no
// gate, as it would not at the phone itself; whether it may be done from afar is decided here, by the bridge's own setting.
import {
  FarhandError,
  type GuiToolInput,
  type PersonsAct,
  type Point,
  parseStrict,
  personsActSchema,
} from '@farhand/shared';
import { PictureCount } from '../audit/picture-count.js';
import type { PersonsPhone } from '../phone/persons-phone.js';
import { noTask, type OutgoingCall, type Outlet } from '../policy/privacy/outlet.js';
import { LiveView, type ShownView, type ViewRequest } from './live-view.js';
import type { PhoneDesk } from './phone-desk.js';
import type { TaskDesk } from './task-desk.js';

const longPressMs = 800;
const swipeMs = 250;

export interface PersonsDeskParts {
  readonly phones: PhoneDesk;
  readonly tasks: TaskDesk;
  readonly outlet: Outlet;
  /** Whether people may drive phones from afar. */
  readonly mayDrive: boolean;
}

export class PersonsDesk {
  readonly #phones: PhoneDesk;
  readonly #tasks: TaskDesk;
  readonly #mayDrive: boolean;
  readonly #live: LiveView;
  readonly #count: PictureCount;

  constructor({ phones, tasks, outlet, mayDrive }: PersonsDeskParts) {
    this.#phones = phones;
    this.#tasks = tasks;
    this.#mayDrive = mayDrive;
    this.#live = new LiveView(phones, outlet.names);
    this.#count = new PictureCount(outlet.audit);
  }

  async view(request: ViewRequest, { level }: OutgoingCall, signal: AbortSignal): Promise<ShownView> {
    const { device_id: serial, hold } = request;
    const shown = await this.#live.next(request, level, signal);
    if (shown.picture) {
      const record = this.#phones.takeovers.of(serial)?.record ?? this.#tasks.recordOn(serial) ?? noTask;
      this.#count.left(record, hold === undefined ? 'live picture' : 'takeover picture', shown.picture.bytes);
    }
    return shown;
  }

  /** Throws POLICY_REFUSED where people may not. */
  async takeOver({ device_id: serial, by }: GuiToolInput<'take_over'>): Promise<string> {
    if (!this.#mayDrive) {
      throw new FarhandError('POLICY_REFUSED', 'This bridge lets nobody drive its phones from afar', {
        hint: 'Do the step on the phone itself, or set FARHAND_TAKEOVER=anywhere where the bridge runs.',
      });
    }
    await this.#phones.byPerson(serial);
    const record = await this.#tasks.makeWay(serial);
    return this.#phones.takeOver(serial, by, record);
  }

  /** Throws TAKEOVER_ELSEWHERE for one who does not have the phone. */
  async drive(input: GuiToolInput<'drive'>, { level }: OutgoingCall, signal: AbortSignal): Promise<void> {
    const { device_id: serial, hold, ...said } = input;
    const act = parseStrict(personsActSchema, said, 'INPUT_INVALID', 'act');
    this.#phones.takeovers.mustHold(serial, hold);
    if (level === 'private' && 'point' in act) {
      throw new FarhandError('POLICY_REFUSED', 'At the level private nothing is pointed at');
    }
    await perform(await this.#phones.byPerson(serial), act, signal);
  }

  /** May be called again. */
  close(): void {
    this.#count.close();
  }
}

async function perform(phone: PersonsPhone, act: PersonsAct, signal: AbortSignal): Promise<void> {
  const at = (point: Point) => phone.pixelAt(point, signal);
  switch (act.act) {
    case 'tap':
      return phone.tap(await at(act.point), signal);
    case 'long_press':
      return phone.longPress(await at(act.point), longPressMs, signal);
    case 'swipe':
      return phone.swipe(await at(act.point), await at(act.point2), act.duration_ms ?? swipeMs, signal);
    case 'type':
      return phone.type(act.text, signal);
    case 'key':
      return phone.press(act.key, signal);
  }
}
