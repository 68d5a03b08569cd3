// `dumpsys window` and `dumpsys power`: what has the focus, the system bars, and whether the phone is on and unlocked.

import { densityDpi } from '../../device/display.js';
import { fullActivityName } from '../../device/packages.js';
import type { CommandContext } from '../command.js';

export function dumpWindow(context: CommandContext, args: readonly string[]): void {
  switch (args[0]) {
    case 'displays':
    case 'd':
      dumpDisplays(context);
      break;
    case 'windows':
    case 'w':
      dumpWindows(context);
      break;
    default:
      dumpPolicy(context);
      dumpDisplays(context);
  }
}

export function dumpPower(context: CommandContext): void {
  context.print('POWER MANAGER (dumpsys power)');
  context.print(`  mWakefulness=${context.phone.systemUi.isOn ? 'Awake' : 'Asleep'}`);
  context.print('  mWakefulnessChanging=false');
}

function dumpPolicy(context: CommandContext): void {
  const { isOn, isLocked } = context.phone.systemUi;
  const screenState = `screenState=SCREEN_STATE_${isOn ? 'ON' : 'OFF'}`;
  context.print('WINDOW MANAGER POLICY STATE (dumpsys window policy)');
  context.print(`    ${screenState}`);
  context.print('    KeyguardServiceDelegate');
  context.print(`      showing=${isLocked}`);
  context.print(`      ${screenState}`);
  context.print(`      mIsShowing=${isLocked}`);
  context.print(`      mInputRestricted=${isLocked}`);
  context.print(`    mShowingDream=false mDreamingLockscreen=${isLocked} mDreamingSleepToken=null`);
  context.print(`    mScreenOnEarly=${isOn} mScreenOnFully=${isOn} mKeyguardDrawComplete=true`);
}

function dumpDisplays(context: CommandContext): void {
  const { display, metrics } = context.phone;
  const { widthPx, heightPx, navigationBarPx } = metrics;
  const natural = display.overrideSize ?? display.physical;
  const initial = `${display.physical.widthPx}x${display.physical.heightPx} ${densityDpi(display.physical)}dpi`;
  const base = `${natural.widthPx}x${natural.heightPx} ${densityDpi(metrics)}dpi`;
  context.print('WINDOW MANAGER DISPLAY CONTENTS (dumpsys window displays)');
  context.print('  Display: mDisplayId=0');
  context.print(
    `    init=${initial} base=${base} cur=${widthPx}x${heightPx} app=${widthPx}x${heightPx - navigationBarPx}`,
  );
  context.print(`    mRotation=${display.rotation} mCurrentRotation=ROTATION_${display.rotation * 90}`);
  dumpFocus(context);
}

/** One block for each system bar, from which their frames are read. */
function dumpWindows(context: CommandContext): void {
  const { widthPx, heightPx, statusBarPx, navigationBarPx } = context.phone.metrics;
  const bars = [
    { name: 'StatusBar', type: 'STATUS_BAR', top: 0, bottom: statusBarPx },
    { name: 'NavigationBar0', type: 'NAVIGATION_BAR', top: heightPx - navigationBarPx, bottom: heightPx },
  ];
  context.print('WINDOW MANAGER WINDOWS (dumpsys window windows)');
  bars.forEach(({ name, type, top, bottom }, index) => {
    context.print(`  Window #${index} Window{a1b2c${index} u0 ${name}}:`);
    context.print('    mDisplayId=0 mOwnerUid=10080 package=com.android.systemui');
    context.print(`    mAttrs={(0,0)(fillxfill) sim={adjust=pan} ty=${type} fmt=TRANSLUCENT}`);
    context.print('    mViewVisibility=0x0 mHaveFrame=true mObscured=false');
    context.print(`    mFrame=[0,${top}][${widthPx},${bottom}]`);
  });
  dumpFocus(context);
}

function dumpFocus(context: CommandContext): void {
  const { activities, systemUi } = context.phone;
  const component = activities.foregroundComponent();
  const [packageName = '', activity = ''] = component.split('/');
  const focused =
    systemUi.window() === undefined ? `${packageName}/${fullActivityName(packageName, activity)}` : 'NotificationShade';
  context.print(`  mCurrentFocus=Window{3f1c2ab u0 ${focused}}`);
  context.print(`  mFocusedApp=ActivityRecord{9d8e7f u0 ${component} t12}`);
}
