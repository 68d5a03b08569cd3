// HTTPS and WSS over the same routes, with the certificate that the settings name.
import { readFile } from 'node:fs/promises';
import type { RequestListener } from 'node:http';
import { createServer, type Server } from 'node:https';
import { FarhandError } from '@farhand/shared';

/** Until a request is here as a whole; who sends it byte by byte, to hold connections, is let go of then. */
export const slowestRequestMs = 120_000;

export interface TlsFiles {
  /** PEM; with the certificates between it and the root, if there are any. */
  readonly certPath: string;
  /** PEM. */
  readonly keyPath: string;
}

/** Throws CONFIG_INVALID naming the setting whose file cannot be used. */
export async function createTlsServer({ certPath, keyPath }: TlsFiles, handle: RequestListener): Promise<Server> {
  const [cert, key] = await Promise.all([read(certPath, 'FARHAND_TLS_CERT'), read(keyPath, 'FARHAND_TLS_KEY')]);
  try {
    return createServer({ cert, key, minVersion: 'TLSv1.2', requestTimeout: slowestRequestMs }, handle);
  } catch (cause) {
    const said = cause instanceof Error ? cause.message : String(cause);
    throw new FarhandError('CONFIG_INVALID', `FARHAND_TLS_CERT and FARHAND_TLS_KEY cannot be used: ${said}`, { cause });
  }
}

function read(path: string, variable: string): Promise<Buffer> {
  return readFile(path).catch((cause: NodeJS.ErrnoException) => {
    throw new FarhandError('CONFIG_INVALID', `${variable} "${path}" cannot be read (${cause.code})`, { cause });
  });
}
