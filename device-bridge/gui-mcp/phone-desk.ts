// The phones beside this bridge and who uses each. A phone serves one caller at a time: a second one gets DEVICE_BUSY,
// so that two hands never tap in turn. Different phones work at the same time.
import { type Device, FarhandError, nearest, toFarhandError } from '@farhand/shared';
import type { Adb, AdbState } from '../phone/adb.js';
import { AppiumPhone } from '../phone/appium-phone.js';
import type { AppiumServer } from '../phone/appium-server.js';
import type { KnownPhones } from '../phone/known-phones.js';
import type { NotificationLook } from '../phone/notifications.js';
import type { ScreenReader } from '../phone/ocr/screen-reader.js';
import type { PersonsPhone } from '../phone/persons-phone.js';
import type { Observation, Phone } from '../phone/phone.js';
import { noTask, type Outlet } from '../policy/privacy/outlet.js';
import type { Takeovers } from '../policy/takeovers.js';

const states: Record<AdbState, Device['state']> = {
  device: 'idle',
  offline: 'offline',
  unauthorized: 'unauthorized',
  other: 'offline',
};

const capabilities = ['screenshot', 'tree', 'touch', 'type', 'apps', 'execute_task'];
/** A model there takes goals in free words. */
const freeWords = 'free_words';

export class PhoneDesk {
  readonly takeovers: Takeovers;
  readonly #adb: Adb;
  readonly #server: AppiumServer;
  readonly #isVirtual: (serial: string) => boolean;
  readonly #outlet: Outlet;
  readonly #reader: ScreenReader | undefined;
  readonly #known: KnownPhones;
  readonly #capabilities: readonly string[];
  readonly #phones = new Map<string, Phone>();
  readonly #leased = new Set<string>();

  /**
   * Without a reader, screens are known only from what their apps say of them. `hasModel`: a vision model is connected to
   * the hand.
   */
  constructor(
    adb: Adb,
    server: AppiumServer,
    isVirtual: (serial: string) => boolean,
    outlet: Outlet,
    takeovers: Takeovers,
    known: KnownPhones,
    reader?: ScreenReader,
    hasModel = false,
  ) {
    this.#capabilities = hasModel ? [...capabilities, freeWords] : capabilities;
    this.#known = known;
    this.takeovers = takeovers;
    this.#outlet = outlet;
    this.#reader = reader;
    this.#adb = adb;
    this.#server = server;
    this.#isVirtual = isVirtual;
  }

  async list(signal?: AbortSignal): Promise<Device[]> {
    const devices = await this.#adb.devices(signal);
    for (const { serial, state } of devices) {
      if (state === 'device') this.#known.learn(serial, this.#isVirtual(serial));
    }
    this.#known.dialMissing(devices, this.#leased);
    return devices.map(({ serial, state, model }) => ({
      device_id: serial,
      platform: 'android',
      state: this.takeovers.isTaken(serial) ? 'takeover' : this.#leased.has(serial) ? 'busy' : states[state],
      ...(model ? { model } : {}),
      virtual: this.#isVirtual(serial),
      privacy_level: this.#outlet.level,
      capabilities: [...this.#capabilities],
    }));
  }

  /** Opens the phone's session ahead of its first use; what fails then fails again, and is told, at the first use. */
  async warmUp(serial: string): Promise<void> {
    await this.#phone(serial)
      .describe()
      .catch(() => {});
  }

  /**
   * Runs `work` as the phone's only user. Throws NO_DEVICE, DEVICE_UNAUTHORIZED, DEVICE_BUSY or, while a person has the
   * phone, NEEDS_TAKEOVER before it begins. Work that fails for want of a person gives the phone to them.
   */
  async use<T>(serial: string, work: (phone: Phone) => Promise<T>): Promise<T> {
    this.takeovers.mustBeFree(serial);
    if (this.#leased.has(serial)) {
      throw new FarhandError('DEVICE_BUSY', `Phone ${serial} is carrying out another task`);
    }
    this.#leased.add(serial);
    try {
      await this.#mustBeConnected(serial);
      return await work(this.#phone(serial));
    } catch (error) {
      const { code, message } = toFarhandError(error);
      if (code === 'NEEDS_TAKEOVER' || code === 'SENSITIVE_SCREEN') this.takeovers.begin(serial, { why: message });
      throw error;
    } finally {
      this.#leased.delete(serial);
    }
  }

  /** What the phone has told its owner; undefined while it is in use or in a person's hands, when nobody looks. */
  async notifications(serial: string, signal: AbortSignal): Promise<NotificationLook | undefined> {
    const isInUse = (): boolean => this.#leased.has(serial) || this.takeovers.isTaken(serial);
    if (isInUse()) return undefined;
    await this.#mustBeConnected(serial);
    const look = await this.#phone(serial).notifications(signal);
    return isInUse() ? undefined : look;
  }

  /** For people who watch or drive it, whoever uses it meanwhile. Throws NO_DEVICE or DEVICE_UNAUTHORIZED. */
  async byPerson(serial: string): Promise<PersonsPhone> {
    await this.#mustBeConnected(serial);
    return this.#phone(serial).byPerson;
  }

  isInUse(serial: string): boolean {
    return this.#leased.has(serial);
  }

  /** A person drives the phone from afar; answers what names them. */
  takeOver(serial: string, by: string, record: string | undefined): string {
    const hold = this.takeovers.hold(serial, by, record);
    this.#outlet.audit.write(this.#recordOf(serial), { kind: 'taken_over', device: serial, by });
    return hold;
  }

  /** The person who had the phone is done; false when nobody had it. */
  handBack(serial: string, by?: string): boolean {
    const takeover = this.takeovers.of(serial);
    if (takeover?.record !== undefined || takeover?.by !== undefined) {
      this.#outlet.audit.write(this.#recordOf(serial), { kind: 'handed_back', device: serial, ...(by && { by }) });
    }
    return this.takeovers.handBack(serial) !== undefined;
  }

  #recordOf(serial: string): string {
    return this.takeovers.of(serial)?.record ?? noTask;
  }

  async close(): Promise<void> {
    await this.#known.close();
    await Promise.all([...this.#phones.values()].map((phone) => phone.close()));
    this.#phones.clear();
  }

  async #mustBeConnected(serial: string): Promise<void> {
    let devices = await this.#adb.devices();
    if (this.#known.has(serial) && !devices.some((candidate) => candidate.serial === serial)) {
      devices = await this.#known.waitFor(serial);
    }
    const device = devices.find((candidate) => candidate.serial === serial);
    if (device?.state === 'unauthorized') {
      throw new FarhandError('DEVICE_UNAUTHORIZED', `Phone ${serial} has not accepted this computer`);
    }
    // A phone on the network that is merely offline may come back while its session is renewed.
    if (device) return;
    const serials = devices.map((candidate) => candidate.serial);
    const near = nearest(serial, serials);
    const known = near ? `; did you mean ${near}?` : `; connected: ${serials.join(', ') || 'none'}`;
    throw new FarhandError('NO_DEVICE', `No phone ${serial} is connected to this bridge${known}`);
  }

  #phone(serial: string): Phone {
    let phone = this.#phones.get(serial);
    if (!phone) {
      const learn = (screen: Observation): void => this.#outlet.names.learn(screen);
      phone = new AppiumPhone(serial, this.#adb, this.#server, learn, this.#reader);
      this.#phones.set(serial, phone);
    }
    return phone;
  }
}
