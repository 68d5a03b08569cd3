// Bytes that a command on the phone prints, straight from the adb server: a program of adb's own for each picture would
// cost more than the picture. Protocol: AOSP packages/modules/adb/OVERVIEW.TXT and SERVICES.TXT.
import { connect } from 'node:net';
import { abortReason, FarhandError } from '@farhand/shared';

const limitMs = 10_000;
const mostBytes = 64 * 1024 * 1024;
const accepted = 'OKAY';

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
    const ask = () => {
      const request = Buffer.from(requests.shift() ?? '');
      socket.write(`${request.length.toString(16).padStart(4, '0')}${request}`);
    };
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
