// Names of apps as benchmarks write them, made one: the catalogue's aliases, services that live inside an app, and a few
// apps that the catalogue does not know. Services come first: the catalogue may know one as another app's name.
import { type App, appById, apps, resolveApp } from '@farhand/shared';

export interface NamedApp {
  /** Catalogue id; the name itself for an app that the catalogue does not know. */
  readonly id: string;
  readonly name: string;
  readonly package?: string | undefined;
  /** What of the app is meant. */
  readonly service?: string | undefined;
}

/** Service -> catalogue id of the app that it is in. */
const services: Readonly<Record<string, string>> = {
  淘宝闪购: 'taobao',
  京东闪送: 'jd',
  京东到家: 'jd',
  京东秒送: 'jd',
  美团外卖: 'meituan',
  美团酒店: 'meituan',
  豆瓣读书: 'douban',
  朋友圈: 'wechat',
  视频号: 'wechat',
  QQ空间: 'qq',
};

const others: Readonly<Record<string, string>> = { 京东金融: 'com.jd.jrapp' };

/** Names to look for before the catalogue's. */
export const ownNames: readonly string[] = [...Object.keys(services), ...Object.keys(others)];

/** Undefined for a name that neither the catalogue nor the tables here know. A package is a name, too. */
export function appNamed(name: string): NamedApp | undefined {
  const home = appById(services[name] ?? '');
  if (home) return { ...fromCatalogue(home), service: name };
  if (Object.hasOwn(others, name)) return { id: name, name, package: others[name] };
  const known = resolveApp(name) ?? apps.find(({ packages }) => packages.includes(name));
  return known && fromCatalogue(known);
}

export function fromCatalogue({ id, names, packages }: App): NamedApp {
  return { id, name: names.zh, package: packages[0] };
}

/** Whether two names mean one app. Names that nobody knows are the same when they are written the same. */
export function isSameApp(a: string, b: string): boolean {
  const fold = (name: string): string => name.normalize('NFKC').trim().toLowerCase();
  return (appNamed(a.trim())?.id ?? fold(a)) === (appNamed(b.trim())?.id ?? fold(b));
}
