// One set-up at a time per checkout. The lock is a listening socket in Linux's abstract namespace, named after the
// checkout (unix(7)): the kernel lets one process have the name and takes it back however that process ends, so there
// is no stale lock to recognise. Who waits is connected to the holder and hears the connection close.
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { realpathSync } from 'node:fs';
import { connect, createServer } from 'node:net';

/** Runs `work` while holding the lock of `folder`; `onWait` is told once when another process holds it. */
export async function withLock(folder, onWait, work) {
  const name = `\0farhand-setup-${createHash('sha256').update(realpathSync(folder)).digest('hex')}`;
  const { server, waiting } = await acquire(name, onWait);
  try {
    return await work();
  } finally {
    server.close();
    for (const socket of waiting) socket.destroy();
  }
}

async function acquire(name, onWait) {
  for (let told = false; ; told = true) {
    const waiting = new Set();
    const server = createServer((socket) => waiting.add(socket.on('error', () => {})));
    try {
      await once(server.listen(name), 'listening');
      return { server, waiting };
    } catch (error) {
      if (error.code !== 'EADDRINUSE') throw error;
    }
    if (!told) onWait();
    await released(name);
  }
}

/** Resolves when the holder has let go, or had done so before it could be asked. */
function released(name) {
  return new Promise((resolve) => {
    const socket = connect(name);
    socket.on('error', () => {});
    socket.on('close', resolve);
    socket.resume();
  });
}
