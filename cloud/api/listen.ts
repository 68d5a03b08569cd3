// Listening, and what is told when it cannot be.
import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { FarhandError } from '@farhand/shared';

/** Answers the port. Throws PORT_TAKEN, or CONFIG_INVALID for a host that is none of this machine. */
export async function listen(
  server: Pick<Server, 'address'>,
  host: string,
  port: number,
  begin: () => Promise<unknown>,
): Promise<number> {
  try {
    await begin();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE' || code === 'EACCES') {
      throw new FarhandError('PORT_TAKEN', `The port ${port} on ${host} cannot be used (${code})`, { cause: error });
    }
    throw new FarhandError('CONFIG_INVALID', `Farhand cannot listen on ${host}:${port} (${code})`, { cause: error });
  }
  const address = server.address();
  return typeof address === 'object' && address ? address.port : port;
}

/** Throws at once what listening would throw after the database and everything else has been started. */
export async function tryPort(host: string, port: number): Promise<void> {
  const server = createServer();
  await listen(server, host, port, () => once(server.listen(port, host), 'listening'));
  server.close();
  await once(server, 'close');
}
