// What the window manager tells of a phone: whether its owner has locked it, and which activity is in front. Read from
// `dumpsys` straight over adb: the driver would start two programs for each question, and they cost more than a tap.
// Names of fields: AOSP services/core/java/com/android/server/wm and .../policy/PhoneWindowManager.java (`dump`).

/** Tells all that is read here; runs on the phone. */
export const windowCommand = 'dumpsys window';
export const windowAndPowerCommand = `${windowCommand}; dumpsys power`;

/** Locked, switched off or dozing. Vendors leave fields out: what is missing says nothing against the phone being on. */
export function isLocked(printed: string): boolean {
  return lockSigns.some((sign) => sign.test(printed)) || keyguardSigns.every((sign) => sign.test(printed));
}

const lockSigns = [
  /\bmShowingLockscreen=true\b/,
  /\bmDreamingLockscreen=true\b/,
  /\bmCurrentFocus=.*Keyguard/,
  /\bmScreenOnFully=false\b/,
  /\bscreenState=SCREEN_STATE_OFF\b/,
  /^\s*\w*wakefulness\w*(\(\))?=(Asleep|Dozing)\s*$/im,
];
/** Of newer versions, which keep the lock screen's state apart: it is up, and takes the keys. */
const keyguardSigns = [/\bmIsShowing=true\b/, /\bmInputRestricted=true\b/];

/** Class of the activity in front, as its record names it; empty when the phone does not tell. */
export function frontActivity(printed: string): string {
  const apps = [...printed.matchAll(/^\s*mFocusedApp=.*Record\{.*\s([\w.]+)\/([\w.$]+)/gm)];
  const focus = /^\s*mCurrentFocus=.*\{.*\s([\w.]+)\/([\w.$]+)/m.exec(printed);
  // A phone with several displays names an app for each; the one with the focus counts.
  const app = apps.find(([, packageName]) => packageName === focus?.[1]) ?? apps[0] ?? focus;
  return app?.[2] ?? '';
}
