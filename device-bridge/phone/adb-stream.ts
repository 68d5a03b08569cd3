// What is asked of the adb server itself: the bytes that a command on the phone prints (a program of adb's own for each
// picture would cost more than the picture), and whether the server still lives. Protocol: AOSP packages/modules/adb/OVERVIEW.TXT and SERVICES.TXT.
import { connect } from 'node:net';
import { abortReason, delay, FarhandError } from '@farhand/shared';

const limitMs = 10_000;
const mostBytes = 64 * 1024 * 1024;
const accepted = 'OKAY';
/** Between two looks for a server that is not there. */
const lookMs = 500;

/** The command is one of ours, not made of anybody's words. Throws DEVICE_LOST when the phone or adb does not answer. */
export function printedBytes(port: number, serial: string, command: string, signal?: AbortSignal): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(abortReason(signal));
    const socket = connect({ host: '127.0.0.1', port });
    const requests = [`host:transport:${serial}`, `exec:${command}`];
    let accepts = requests.length;
    let received: Buffer[] = [];
    let size = 0;
    const end = (settle: () => void) => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
      socket.destroy();
      settle();
    };
    const fail = (why: string) =>
      end(() => reject(new FarhandError('DEVICE_LOST', `Phone ${serial} does not answer: ${why}`)));
    const onAbort = () => end(() => reject(abortReason(signal as AbortSignal)));
    const timer = setTimeout(() => fail(`it did not answer within ${limitMs / 1000} s`), limitMs);
    signal?.addEventListener('abort', onAbort, { once: true });
    const ask = () => socket.write(requestOf(requests.shift() ?? ''));
    socket.on('connect', ask);
    socket.on('error', (error) => fail(error.message));
    socket.on('data', (bytes: Buffer) => {
      received.push(bytes);
      size += bytes.length;
      if (size > mostBytes) return fail(`it printed more than ${mostBytes} bytes`);
      while (accepts > 0 && size >= accepted.length) {
        const said = Buffer.concat(received);
        if (said.toString('latin1', 0, accepted.length) !== accepted) return fail(said.toString('utf8', 8, 200));
        accepts -= 1;
        received = [said.subarray(accepted.length)];
        size -= accepted.length;
        if (accepts > 0) ask();
      }
    });
    socket.on('close', () => {
      if (accepts > 0) fail('the connection was closed');
      else end(() => resolve(Buffer.concat(received)));
    });
  });
}

/** Resolves when an adb server that listened there is gone; rejects when the signal aborts. While none listens, one is awaited. */
export async function serverEnd(port: number, signal: AbortSignal): Promise<void> {
  while (!(await outlived(port, signal))) await delay(lookMs, signal);
}

/** Whether a server was there, told once it no longer is. */
function outlived(port: number, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(abortReason(signal));
    const socket = connect({ host: '127.0.0.1', port });
    let wasThere = false;
    const onAbort = () => socket.destroy();
    signal.addEventListener('abort', onAbort, { once: true });
    socket.on('connect', () => {
      wasThere = true;
      // Keeps the connection for as long as the server lives: it is told of every change of its phones.
      socket.write(requestOf('host:track-devices'));
    });
    socket.on('error', () => {});
    socket.on('close', () => {
      signal.removeEventListener('abort', onAbort);
      if (signal.aborted) reject(abortReason(signal));
      else resolve(wasThere);
    });
    socket.resume();
  });
}

/** As adb's server reads it: its length in four hexadecimal digits, then the words. */
function requestOf(words: string): Buffer {
  const request = Buffer.from(words);
  return Buffer.concat([Buffer.from(request.length.toString(16).padStart(4, '0')), request]);
}
