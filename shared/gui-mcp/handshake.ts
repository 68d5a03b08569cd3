// What both ends of a handshake need: the first frame of an open socket, taken in the turn in which it comes, and the
// words with which a side is turned away.
import { decodeFrame, encodeFrame, type Frame } from '@farhand/proto';
import type { RawData, WebSocket } from 'ws';
import { FarhandError } from '../errors.js';

const handshakeTimeoutMs = 10_000;

/**
 * Gives the first frame to `take`, whose answer it resolves with, at once: the next frame may be in the same packet, and
 * must find its receiver. When no frame comes, or `take` throws, the other side is told why and the socket closed.
 */
export function firstFrame<T>(socket: WebSocket, awaited: string, take: (frame: Frame) => T): Promise<T> {
  return new Promise((resolve, reject) => {
    const fail = (error: FarhandError): void => {
      leave();
      socket.on('error', () => {});
      sendFrame(socket, { seq: 0, ack: 0, body: { kind: 'bye', bye: { code: error.code, message: error.message } } });
      socket.close();
      reject(error);
    };
    const onMessage = (data: RawData, isBinary: boolean): void => {
      try {
        const taken = take(readFrame(data, isBinary));
        leave();
        resolve(taken);
      } catch (error) {
        fail(error instanceof FarhandError ? error : refused(error instanceof Error ? error.message : String(error)));
      }
    };
    const onClose = (): void => fail(lost(`The link ended before a ${awaited} came`));
    const onError = (error: Error): void => fail(lost(`The link broke before a ${awaited} came: ${error.message}`));
    const onTimeout = (): void => fail(lost(`No ${awaited} came within ${handshakeTimeoutMs / 1000} s`));
    const timer = setTimeout(onTimeout, handshakeTimeoutMs);
    const leave = (): void => {
      clearTimeout(timer);
      socket.off('message', onMessage).off('close', onClose).off('error', onError);
    };
    socket.on('message', onMessage).on('close', onClose).on('error', onError);
  });
}

export function sendFrame(socket: WebSocket, frame: Frame): void {
  // A socket that is closing takes nothing more; its end is told by its events.
  socket.send(encodeFrame(frame), () => {});
}

export function refused(message: string): FarhandError {
  return new FarhandError('LINK_REFUSED', message);
}

export function lost(message: string): FarhandError {
  return new FarhandError('LINK_LOST', message);
}

function readFrame(data: RawData, isBinary: boolean): Frame {
  if (!isBinary) throw refused('A text message was received; GUI-MCP frames are binary');
  return decodeFrame(data as Buffer);
}
