// Requests to the cloud's API, timed from the call to the last byte of the answer. Cheaper than fetch, since whoever
// measures shares the cores with what is measured.
import { Agent, request } from 'node:http';

const agent = new Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY });

/** A POST when there is a body, a GET otherwise. Rejects when nothing answers. */
export function ask(url, token, body, accept = 'application/json') {
  const startedMs = performance.now();
  const method = body === undefined ? 'GET' : 'POST';
  const headers = { authorization: `Bearer ${token}`, accept, ...(body && { 'content-type': 'application/json' }) };
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, agent, headers }, (answer) => {
      const chunks = [];
      answer.on('data', (chunk) => chunks.push(chunk));
      answer.on('error', reject);
      answer.on('end', () => {
        const ms = performance.now() - startedMs;
        resolve({ status: answer.statusCode, body: Buffer.concat(chunks), ms });
      });
    });
    sent.on('error', reject);
    sent.end(body && JSON.stringify(body));
  });
}
