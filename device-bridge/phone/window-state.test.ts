import { describe, expect, it } from 'vitest';
import { frontActivity, isLocked } from './window-state.js';

const awake = `WINDOW MANAGER POLICY STATE (dumpsys window policy)
    mSafeMode=false mSystemReady=true mSystemBooted=true
    screenState=SCREEN_STATE_ON
    mScreenOnEarly=true mScreenOnFully=true mKeyguardDrawComplete=true mWindowManagerDrawComplete=true
      KeyguardStateMonitor
        mIsShowing=false
        mSimSecure=false
        mInputRestricted=false
    mDreamingLockscreen=false mDreamingSleepToken=null
WINDOW MANAGER DISPLAY CONTENTS (dumpsys window displays)
  mCurrentFocus=Window{3f1c2ab u0 com.tencent.mm/com.tencent.mm.ui.LauncherUI}
  mFocusedApp=ActivityRecord{9d8e7f u0 com.tencent.mm/.ui.LauncherUI t12}
POWER MANAGER (dumpsys power)
  mWakefulness=Awake
  mWakefulnessChanging=false
`;

describe('isLocked', () => {
  it('takes a phone that is on and open for what it is', () => {
    expect(isLocked(awake)).toBe(false);
    expect(isLocked('')).toBe(false);
  });

  it.each([
    ['a lock screen of old', 'mDreamingLockscreen=false', 'mShowingLockscreen=true'],
    ['a lock screen over a dream', 'mDreamingLockscreen=false', 'mDreamingLockscreen=true'],
    ['a display that is not fully on', 'mScreenOnFully=true', 'mScreenOnFully=false'],
    ['a display that is off', 'SCREEN_STATE_ON', 'SCREEN_STATE_OFF'],
    ['a phone that dozes', 'mWakefulness=Awake', 'mWakefulness=Dozing'],
    ['a phone that sleeps, as newer versions put it', 'mWakefulness=Awake', 'getWakefulnessLocked()=Asleep'],
    ['the lock screen with the focus', 'u0 com.tencent.mm/com.tencent.mm.ui.LauncherUI}', 'u0 Keyguard}'],
  ])('knows %s', (_, from, to) => {
    expect(awake).toContain(from);
    expect(isLocked(awake.replace(from, to))).toBe(true);
  });

  it('needs both signs of newer versions: a lock screen that is up and takes the keys', () => {
    const up = awake.replace('mIsShowing=false', 'mIsShowing=true');
    expect(isLocked(up)).toBe(false);
    expect(isLocked(up.replace('mInputRestricted=false', 'mInputRestricted=true'))).toBe(true);
  });
});

describe('frontActivity', () => {
  it('reads the class from the record of the app in front', () => {
    expect(frontActivity(awake)).toBe('.ui.LauncherUI');
  });

  it('takes the app with the focus where several displays have one each', () => {
    const other = '  mFocusedApp=ActivityRecord{111aaa u0 com.android.launcher/.Home t3}\n';
    expect(frontActivity(other + awake)).toBe('.ui.LauncherUI');
  });

  it('takes the focused window where no app is told, and nothing where none is', () => {
    expect(frontActivity(awake.replace(/^ *mFocusedApp=.*\n/m, ''))).toBe('com.tencent.mm.ui.LauncherUI');
    expect(frontActivity('  mCurrentFocus=null\n  mFocusedApp=null\n')).toBe('');
    expect(frontActivity('  mCurrentFocus=Window{3f1c2ab u0 NotificationShade}\n')).toBe('');
  });

  it('does not take a window title that an app chose for a record', () => {
    const lied = '  Window #1 Window{1 u0 mFocusedApp=ActivityRecord{2 u0 com.bank/.Pay t1}}:\n';
    expect(frontActivity(lied + awake)).toBe('.ui.LauncherUI');
  });
});
