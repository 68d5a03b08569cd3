// What an installer learns from an APK: the name, the version, what it may do, how it starts. Code inside is not looked
// at.
import { unzipSync } from 'fflate';
import { parseBinaryXml, type XmlElement } from './binary-xml.js';

export interface ApkDescription {
  readonly packageName: string;
  readonly versionCode: number;
  readonly versionName: string;
  readonly permissions: readonly string[];
  /** Full class of the activity a launcher would start. */
  readonly mainActivity?: string | undefined;
  readonly instrumentation?: Instrumentation | undefined;
}

/** A test runner and the package it runs inside of. */
export interface Instrumentation {
  readonly runner: string;
  readonly targetPackage: string;
}

const manifestName = 'AndroidManifest.xml';

/** @throws Error when the bytes are not an APK. */
export function describeApk(apk: Buffer): ApkDescription {
  const manifestBytes = unzipSync(apk, { filter: (file) => file.name === manifestName })[manifestName];
  if (manifestBytes === undefined) throw new Error(`no ${manifestName} in the archive`);
  const manifest = parseBinaryXml(Buffer.from(manifestBytes));
  const packageName = String(manifest.attributes.package ?? '');
  const mainActivity = findMainActivity(manifest, packageName);
  const instrumentation = childrenOf(manifest, 'instrumentation')[0];
  return {
    packageName,
    versionCode: Number(manifest.attributes.versionCode ?? 0),
    versionName: String(manifest.attributes.versionName ?? ''),
    permissions: childrenOf(manifest, 'uses-permission').map((element) => nameOf(element)),
    ...(mainActivity !== undefined && { mainActivity }),
    ...(instrumentation && {
      instrumentation: {
        runner: nameOf(instrumentation),
        targetPackage: String(instrumentation.attributes.targetPackage),
      },
    }),
  };
}

function findMainActivity(manifest: XmlElement, packageName: string): string | undefined {
  const application = childrenOf(manifest, 'application')[0];
  const launched = application?.children.find(
    (element) =>
      (element.tag === 'activity' || element.tag === 'activity-alias') &&
      childrenOf(element, 'intent-filter').some(
        (filter) =>
          childrenOf(filter, 'action').some((action) => nameOf(action) === 'android.intent.action.MAIN') &&
          childrenOf(filter, 'category').some((category) => nameOf(category) === 'android.intent.category.LAUNCHER'),
      ),
  );
  if (launched === undefined) return undefined;
  const name = String(launched.attributes.targetActivity ?? nameOf(launched));
  return name.startsWith('.') ? packageName + name : name;
}

function childrenOf(element: XmlElement, tag: string): XmlElement[] {
  return element.children.filter((child) => child.tag === tag);
}

function nameOf(element: XmlElement): string {
  return String(element.attributes.name ?? '');
}
