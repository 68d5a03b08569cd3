// Why no phone could be had, as one sentence with what to do.
import { type Device, FarhandError } from '@farhand/shared';

export function whyNone(devices: readonly Device[], wanted: string | undefined): FarhandError {
  const taken = devices.find(
    ({ state, device_id }) => state === 'takeover' && (wanted === undefined || device_id === wanted),
  );
  if (taken) return inHands(taken.device_id);
  const unauthorized = devices.find(({ state }) => state === 'unauthorized');
  const locked = devices.find(({ state }) => state === 'locked');
  if (wanted !== undefined) {
    const named = devices.find(({ device_id }) => device_id === wanted);
    if (named?.state === 'unauthorized') return refused(wanted);
    const connected = devices.map(({ device_id }) => device_id).join(', ') || 'none';
    const what = named ? `The phone "${wanted}" is ${named.state}` : `No phone "${wanted}" is connected`;
    return new FarhandError('NO_DEVICE', `${what}; connected phones: ${connected}`);
  }
  if (unauthorized) return refused(unauthorized.device_id);
  if (locked) {
    return new FarhandError('NO_DEVICE', `The phone "${locked.device_id}" is locked`, {
      hint: 'Unlock the phone, then ask again.',
    });
  }
  return new FarhandError('NO_DEVICE', 'No phone is connected to this cloud');
}

function inHands(serial: string): FarhandError {
  return new FarhandError('NEEDS_TAKEOVER', `The phone "${serial}" is in its owner's hands`, {
    hint: `Do the step on the phone, then give it back: npm start -- handback ${serial}`,
  });
}

function refused(serial: string): FarhandError {
  return new FarhandError('DEVICE_UNAUTHORIZED', `The phone "${serial}" has not allowed USB debugging`);
}
