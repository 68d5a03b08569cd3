// A TCP port of the loopback interface that nobody uses now. Another process may take it before its user does: callers
// treat a start that fails as a reason to try another port.
import { once } from 'node:events';
import { connect, createServer } from 'node:net';

export async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  server.close();
  await once(server, 'close');
  return port;
}

/** Whether something listens on a port of the loopback interface. */
export function isListening(port: number, limitMs = 500): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    const answer = (listening: boolean) => {
      socket.destroy();
      resolve(listening);
    };
    socket.setTimeout(limitMs, () => answer(false));
    socket.on('connect', () => answer(true)).on('error', () => answer(false));
  });
}
