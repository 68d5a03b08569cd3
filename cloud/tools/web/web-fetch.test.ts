// Pages over real HTTP from this computer, which only a test's reach may read; and what the usual reach refuses.
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { type LocalServer, serveLocally } from '../../testing/local-server.js';
import { isPublicAddress } from './address.js';
import { httpGet, type Reach } from './http-get.js';
import { readablePage } from './readable.js';
import { publicReach, webFetch } from './web-fetch.js';

const never = new AbortController().signal;
const context = { signal: never, folder: '', confirmed: false };
const anywhere: Reach = { allowsAddress: () => true, allowsHost: () => true };
const limits = { signal: never, limitMs: 5000, maxBytes: 100_000, accept: '*/*' };
const servers: LocalServer[] = [];

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

async function serve(...listener: Parameters<typeof serveLocally>): Promise<string> {
  const server = await serveLocally(...listener);
  servers.push(server);
  return server.url;
}

const html = (body: string, type = 'text/html') =>
  serve((_, response) => response.writeHead(200, { 'content-type': type }).end(body));

describe('addresses', () => {
  test.each([
    ...['127.0.0.1', '10.1.2.3', '172.16.0.1', '192.168.1.1', '169.254.169.254', '0.0.0.0', '100.64.0.1', '224.0.0.1'],
    ...['::1', '::', 'fe80::1', 'fe80::1%eth0', 'fc00::1', 'fd12::1', 'ff02::1', '::ffff:10.0.0.1', '::ffff:7f00:1'],
    ...['64:ff9b::7f00:1', '2002:7f00:1::', '::127.0.0.1', '255.255.255.255', '198.18.0.1', 'localhost', ''],
  ])('%s is not public', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  test.each(['93.184.216.34', '1.1.1.1', '2606:4700:4700::1111', '::ffff:1.1.1.1'])('%s is public', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  test('a private network is private in whatever form it is written', () => {
    const byte = fc.integer({ min: 0, max: 255 });
    fc.assert(
      fc.property(fc.constantFrom('10', '127', '192.168', '169.254'), byte, byte, byte, (head, a, b, c) => {
        const parts = [...head.split('.').map(Number), a, b, c].slice(0, 4);
        const number = parts.reduce((sum, part) => sum * 256 + part, 0);
        const hex = number.toString(16).padStart(8, '0');
        const forms = [parts.join('.'), `::ffff:${parts.join('.')}`, `::ffff:${hex.slice(0, 4)}:${hex.slice(4)}`];
        for (const form of forms) expect(isPublicAddress(form), form).toBe(false);
        // Hosts of URLs may be written as one number; the URL says them anew.
        expect(isPublicAddress(new URL(`http://${number}/`).hostname)).toBe(false);
      }),
    );
  });
});

describe('where it may go', () => {
  const reach = publicReach(undefined);

  test.each([
    'http://127.0.0.1:1/',
    'http://localhost:1/',
    'http://[::1]:1/',
    'http://[::ffff:127.0.0.1]:1/',
    'http://2130706433:1/',
    'http://0x7f.1:1/',
  ])('%s is refused without a connection', async (url) => {
    await expect(httpGet(url, { ...limits, reach })).rejects.toMatchObject({ code: 'TOOL_REFUSED' });
  });

  test.each(['file:///etc/passwd', 'ftp://example.com/', 'javascript:alert(1)'])('%s is refused', async (url) => {
    await expect(httpGet(url, { ...limits, reach })).rejects.toMatchObject({ code: 'TOOL_REFUSED' });
  });

  test('a redirect is checked like the first address', async () => {
    const secret = await serve((_, response) => response.end('secret'));
    const port = new URL(secret).port;
    const door = await serve((_, response) =>
      response.writeHead(302, { location: `http://[::ffff:127.0.0.1]:${port}/` }).end(),
    );
    const onlyDirect: Reach = { allowsAddress: (address) => address === '127.0.0.1', allowsHost: () => true };
    await expect(httpGet(door, { ...limits, reach: onlyDirect })).rejects.toMatchObject({ code: 'TOOL_REFUSED' });
  });

  test('a name is resolved once, and the connection goes to the address that was checked', async () => {
    const url = await serve((request, response) => response.end(request.headers.host));
    const checked: string[] = [];
    const noting: Reach = { allowsHost: () => true, allowsAddress: (address) => checked.push(address) > 0 };
    const { body } = await httpGet(url.replace('127.0.0.1', 'localhost'), { ...limits, reach: noting });
    expect(body.toString()).toMatch(/^localhost:/);
    expect(checked).toContain('127.0.0.1');
    const nothing: Reach = { allowsHost: () => true, allowsAddress: () => false };
    await expect(httpGet(url.replace('127.0.0.1', 'localhost'), { ...limits, reach: nothing })).rejects.toThrow(
      /localhost \(.+\) is not on the public internet/,
    );
  });

  test('hosts that are named stand for themselves and what is below them', () => {
    const named = publicReach(['example.org']);
    expect(['example.org', 'www.example.org', 'badexample.org', 'example.com'].map(named.allowsHost)).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});

describe('limits', () => {
  test('a body that is too large is refused, also when it only becomes so by being unpacked', async () => {
    const large = await serve((_, response) => response.end('x'.repeat(200_000)));
    const bomb = await serve((_, response) =>
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('x'.repeat(5_000_000))),
    );
    for (const url of [large, bomb]) {
      await expect(httpGet(url, { ...limits, reach: anywhere })).rejects.toThrow('is larger than 100 kB');
    }
  });

  test('a server that never ends is left after the limit, and at once when the task is', async () => {
    const url = await serve((_, response) => void response.write('begun'));
    const slow = httpGet(url, { ...limits, reach: anywhere, limitMs: 150 });
    await expect(slow).rejects.toThrow('did not answer within 0.15 s');
    const stop = new AbortController();
    const left = httpGet(url, { ...limits, reach: anywhere, signal: stop.signal });
    stop.abort(new Error('stop'));
    await expect(left).rejects.toThrow('stop');
  });

  test('redirects in a circle end', async () => {
    const url = await serve((_, response) => response.writeHead(301, { location: '/again' }).end());
    await expect(httpGet(url, { ...limits, reach: anywhere })).rejects.toThrow('more than 5 redirects');
  });

  test('what is packed badly fails in one sentence', async () => {
    const url = await serve((_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end('no gzip'));
    await expect(httpGet(url, { ...limits, reach: anywhere })).rejects.toMatchObject({ code: 'TOOL_FAILED' });
  });
});

describe('reading', () => {
  const fetchPage = (url: string, offset = 0) => webFetch(anywhere).run({ url, offset }, context);
  const paragraph = 'Readable text has paragraphs of some length, with commas, so that it can be told from menus. ';

  test('keeps the article and leaves menus, scripts and styles', async () => {
    const url = await html(`<!doctype html><html><head><title>On tea</title><style>p{}</style></head><body>
      <nav><a href="/">Home</a><a href="/shop">Buy now</a></nav><script>alert(1)</script>
      <article><h1>On tea</h1><p>${paragraph.repeat(4)}</p><h2>Water</h2><ul><li>hot</li><li>soft</li></ul><p>${paragraph.repeat(3)}</p></article>
      <footer>Copyright</footer></body></html>`);
    const { text, sources } = await fetchPage(url);
    expect(text).toContain('On tea');
    expect(text).toContain('## Water\n- hot\n- soft');
    expect(text).not.toMatch(/alert|Buy now|Copyright/);
    expect(sources).toMatchObject([{ title: 'On tea', url: `${url}/` }]);
  });

  test('long pages come in pieces that follow each other', async () => {
    const words = Array.from({ length: 3000 }, (_, i) => `word${i}`).join(' ');
    const url = await html(words, 'text/plain; charset=utf-8');
    const first = await fetchPage(url);
    const next = Number(/offset (\d+)\]/.exec(first.text)?.[1]);
    const second = await fetchPage(url, next);
    const body = (text: string) => text.split('\n\n')[1]?.split('\n[')[0] ?? '';
    expect(words.startsWith(body(first.text) + body(second.text))).toBe(true);
  });

  test('a page that is made to take for ever is left after the limit, and at once when its task is', async () => {
    const endless = '<div>'.repeat(300_000);
    await expect(readablePage(endless, 'http://x', never, 200)).rejects.toThrow('it takes longer than 0.2 s');
    const stop = new AbortController();
    const left = readablePage(endless, 'http://x', stop.signal);
    stop.abort(new Error('stop'));
    await expect(left).rejects.toThrow('stop');
  });

  test('old character sets are read by the name that the page gives', async () => {
    const gbk = Buffer.from([0xd6, 0xd0, 0xce, 0xc4]);
    const url = await serve((_, response) =>
      response
        .writeHead(200, { 'content-type': 'text/html' })
        .end(Buffer.concat([Buffer.from('<meta charset="gbk"><body><p>'), gbk, Buffer.from('</p></body>')])),
    );
    expect((await fetchPage(url)).text).toContain('中文');
  });

  test('what is no text is refused by its type, and a missing page by its status', async () => {
    const picture = await html('x', 'image/png');
    await expect(fetchPage(picture)).rejects.toThrow('is image/png, which is not read as text');
    const missing = await serve((_, response) => response.writeHead(404).end());
    await expect(fetchPage(missing)).rejects.toThrow('HTTP status 404');
  });
});
