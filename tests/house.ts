// Everything Farhand is, started for a test: the cloud with its database, a bridge with Appium and adb, a virtual phone.
// `ask` is what a user does; `phone` is what the virtual phone knows to be true.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CloudService, loadConfig, type SubmitOptions, startCloud } from '@farhand/cloud';
import {
  type Bridge,
  cheapestOffers,
  productNamed,
  products,
  type ShopState,
  startBridge,
  type WeChatState,
} from '@farhand/device-bridge';
import { bridgeSettingsSchema, createLogger, type SwitchName, type TaskResult } from '@farhand/shared';

const packages = {
  taobao: 'com.taobao.taobao',
  jd: 'com.jingdong.app.mall',
  pinduoduo: 'com.xunmeng.pinduoduo',
} as const;
export type Shop = keyof typeof packages;

interface PhoneState {
  readonly foreground: { readonly packageName: string };
  readonly apps: Readonly<Record<string, unknown>>;
  /** What was touched of what switches put on the screen. */
  readonly happened: readonly string[];
  readonly unknownCommands: readonly string[];
}

export class House {
  readonly home: string;
  readonly cloud: CloudService;
  readonly #bridge: Bridge;

  private constructor(home: string, cloud: CloudService, bridge: Bridge) {
    this.home = home;
    this.cloud = cloud;
    this.#bridge = bridge;
  }

  /** `through` gives the address at which the bridge finds the cloud, when that is not the cloud's own. */
  static async open(
    seed: number,
    env: NodeJS.ProcessEnv = {},
    through?: (cloudUrl: string) => Promise<string>,
  ): Promise<House> {
    const home = mkdtempSync(join(tmpdir(), 'farhand-house-'));
    const { config } = loadConfig({}, { ...env, FARHAND_HOME: home });
    const cloud = await startCloud(config);
    const bridge = await startBridge({
      ...(through
        ? { cloudUrl: await through(cloud.bridgeUrl), token: cloud.token }
        : { cloudUrl: cloud.bridgeUrl, pairingCode: await pairingCode(cloud) }),
      virtualPhone: 'always',
      seed,
      home,
      privacy: bridgeSettingsSchema.shape.privacy.parse(env.FARHAND_PRIVACY),
      log: createLogger('bridge'),
    });
    await bridge.linked;
    return new House(home, cloud, bridge);
  }

  async ask(command: string, options: SubmitOptions = {}): Promise<TaskResult> {
    return this.cloud.result(await this.cloud.submit(command, options));
  }

  /** A request to the service's API. */
  async request<T>(method: string, path: string, body?: object): Promise<T> {
    const { url, token } = this.cloud;
    const headers = { authorization: `Bearer ${token}`, ...(body && { 'content-type': 'application/json' }) };
    const init = { method, headers, ...(body && { body: JSON.stringify(body) }) };
    return (await (await fetch(`${url}${path}`, init)).json()) as T;
  }

  async phone(): Promise<PhoneState> {
    return (await this.#control('GET', 'state')) as PhoneState;
  }

  /** The door by which the virtual phone is looked into and changed. */
  get phoneDoor(): string | undefined {
    return this.#bridge.controlUrl;
  }

  /** Other goods, prices and stock; chats as they were at first. */
  async reset(seed: number): Promise<void> {
    await this.#control('POST', 'reset', { seed });
  }

  /** An app on the phone tells its owner something. */
  async notify(packageName: string, title: string, text: string): Promise<void> {
    await this.#control('POST', 'notifications', { packageName, title, text });
  }

  async fault(name: 'kill-server' | 'drop-link' | 'disappear' | 'reappear'): Promise<void> {
    await this.#control('POST', `faults/${name}`);
  }

  /** Turns one of the phone's switches; docs/reference/switches.md lists them. */
  async turn(name: SwitchName, value: string): Promise<void> {
    await this.#control('POST', 'switches', { name, value });
  }

  async shop(shop: Shop): Promise<ShopState> {
    return (await this.phone()).apps[packages[shop]] as ShopState;
  }

  async chats(): Promise<WeChatState['chats']> {
    return ((await this.phone()).apps['com.tencent.mm'] as WeChatState).chats;
  }

  /** Shop -> lowest price in fen at which the product can be bought new; shops that have none are left out. */
  async truth(item: string, shops: readonly Shop[]): Promise<Partial<Record<Shop, number>>> {
    const product = productNamed(products, item);
    if (!product) return {};
    const states = await Promise.all(shops.map((shop) => this.shop(shop)));
    const offers = cheapestOffers(states, product.id).map(({ shop, finalPriceFen }) => [shop, finalPriceFen]);
    return Object.fromEntries(offers) as Partial<Record<Shop, number>>;
  }

  async close(): Promise<void> {
    await this.#bridge.close();
    await this.cloud.close();
    rmSync(this.home, { recursive: true, force: true });
  }

  async #control(method: string, path: string, body?: unknown): Promise<unknown> {
    const init: RequestInit = body === undefined ? { method } : { method, body: JSON.stringify(body) };
    const response = await fetch(`${this.#bridge.controlUrl}/${path}`, init);
    if (!response.ok) throw new Error(`${method} ${path}: ${await response.text()}`);
    return response.json();
  }
}

/** The bridge comes in by a code, as one on another computer does. */
async function pairingCode({ url, token }: CloudService): Promise<string> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const body = JSON.stringify({ user: 'local' });
  const response = await fetch(`${url}/v1/pairings`, { method: 'POST', headers, body });
  return ((await response.json()) as { code: string }).code;
}

/** Shop -> lowest price in fen that the task's reports name. */
export function reportedPrices(result: TaskResult): Partial<Record<Shop, number>> {
  const prices: Partial<Record<Shop, number>> = {};
  for (const offer of result.reports.flatMap(({ values }) => values?.offers ?? [])) {
    const shop = offer.app as Shop;
    prices[shop] = Math.min(prices[shop] ?? Number.POSITIVE_INFINITY, offer.price.minor);
  }
  return prices;
}
