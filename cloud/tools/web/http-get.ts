// One GET with limits on everything: size before and after decompression, time, redirects, and where it may connect. A
// name is resolved once, its addresses are checked, and the connection goes to exactly those: a name that answers
// differently the second time gains nothing. Redirects are followed by hand, each checked like the first address.
import { lookup as dnsLookup, type LookupAddress } from 'node:dns';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import type { Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { abortReason, FarhandError } from '@farhand/shared';

/** Where requests may go. */
export interface Reach {
  allowsAddress(address: string): boolean;
  /** Lower case, without port. */
  allowsHost(host: string): boolean;
}

export interface GetOptions {
  readonly signal: AbortSignal;
  readonly reach: Reach;
  /** Of all redirects and the body together. */
  readonly limitMs: number;
  /** Of the body, decompressed. */
  readonly maxBytes: number;
  /** Value of the Accept header. */
  readonly accept: string;
}

export interface Fetched {
  /** Where the last redirect led. */
  readonly url: URL;
  readonly status: number;
  /** Value of the Content-Type header, '' when there is none. */
  readonly contentType: string;
  /** Seconds that a busy server asks to wait, when it says so. */
  readonly retryAfterSeconds: number | undefined;
  readonly body: Buffer;
}

const mostRedirects = 5;
const redirects: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
const userAgent = 'Farhand/0.1';

/** Any status is an answer. Throws TOOL_REFUSED for where it may not go, TOOL_FAILED for what fails on the way. */
export async function httpGet(address: string, options: GetOptions): Promise<Fetched> {
  const limit = AbortSignal.timeout(options.limitMs);
  const signal = AbortSignal.any([options.signal, limit]);
  let url = readUrl(address);
  try {
    for (let hop = 0; hop <= mostRedirects; hop++) {
      const response = await open(url, options, signal);
      const status = response.statusCode ?? 0;
      const { location } = response.headers;
      if (redirects.has(status) && location !== undefined) {
        response.destroy();
        url = readUrl(location, url);
        continue;
      }
      return {
        url,
        status,
        contentType: response.headers['content-type'] ?? '',
        retryAfterSeconds: secondsOf(response.headers['retry-after']),
        body: await readBody(response, url, options.maxBytes),
      };
    }
  } catch (error) {
    if (options.signal.aborted) throw abortReason(options.signal);
    if (error instanceof FarhandError) throw error;
    const why = limit.aborted ? `did not answer within ${options.limitMs / 1000} s` : `cannot be read: ${said(error)}`;
    throw new FarhandError('TOOL_FAILED', `${shown(url)} ${why}`, { cause: error });
  }
  throw new FarhandError('TOOL_FAILED', `${shown(url)} leads through more than ${mostRedirects} redirects`);
}

function readUrl(address: string, base?: URL): URL {
  const url = URL.canParse(address, base?.href) ? new URL(address, base?.href) : undefined;
  if (!url) throw new FarhandError('TOOL_FAILED', `"${address.slice(0, 200)}" is no web address`);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new FarhandError('TOOL_REFUSED', `${shown(url)} is not read: only http and https addresses are`);
  }
  url.username = '';
  url.password = '';
  url.hash = '';
  return url;
}

async function open(url: URL, { reach, accept }: GetOptions, signal: AbortSignal): Promise<IncomingMessage> {
  const host = url.hostname.replace(/^\[|\]$/g, '').toLowerCase();
  if (!reach.allowsHost(host)) throw new FarhandError('TOOL_REFUSED', `The host ${host} is not one that may be read`);
  // A host that is an address is connected to without a look-up.
  if (isIP(host) !== 0 && !reach.allowsAddress(host)) throw refusedAddress(host, host);
  const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const request = send(url, {
      agent: false,
      signal,
      lookup: checkedLookup(reach),
      headers: { accept, 'accept-encoding': 'gzip, deflate, br', 'user-agent': userAgent },
    });
    request.once('response', resolve);
    request.once('error', reject);
    request.end();
  });
}

/** All addresses of a name must be allowed: one that mixes public with private ones is up to something. */
function checkedLookup(reach: Reach): LookupFunction {
  return (host, options, done) => {
    dnsLookup(host, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
      if (error) return done(error, '', 4);
      const refused = addresses.find(({ address }) => !reach.allowsAddress(address));
      if (refused) return done(refusedAddress(host, refused.address), '', 4);
      const [first] = addresses;
      if (options.all) done(null, addresses);
      else done(null, first?.address ?? '', first?.family ?? 4);
    });
  };
}

function refusedAddress(host: string, address: string): FarhandError {
  const which = host === address ? address : `${host} (${address})`;
  return new FarhandError('TOOL_REFUSED', `${which} is not on the public internet, and is not read`);
}

async function readBody(response: IncomingMessage, url: URL, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of decompressed(response)) {
      bytes += (chunk as Buffer).length;
      if (bytes > maxBytes) {
        throw new FarhandError('TOOL_FAILED', `${shown(url)} is larger than ${Math.round(maxBytes / 1000)} kB`);
      }
      chunks.push(chunk as Buffer);
    }
  } finally {
    response.destroy();
  }
  return Buffer.concat(chunks);
}

function decompressed(response: IncomingMessage): Readable {
  const stage = decompressor(response.headers['content-encoding']?.trim().toLowerCase());
  if (!stage) return response;
  response.once('error', (error) => stage.destroy(error));
  response.once('aborted', () => stage.destroy(new Error('the connection broke')));
  return response.pipe(stage);
}

function decompressor(encoding: string | undefined): ReturnType<typeof createGunzip> | undefined {
  if (encoding === 'gzip' || encoding === 'x-gzip') return createGunzip();
  if (encoding === 'deflate') return createInflate();
  if (encoding === 'br') return createBrotliDecompress();
  return undefined;
}

function secondsOf(retryAfter: string | undefined): number | undefined {
  return retryAfter !== undefined && /^\d{1,5}$/.test(retryAfter) ? Number(retryAfter) : undefined;
}

/** Without the query, which may hold what is private. */
function shown(url: URL): string {
  return `${url.origin}${url.pathname}`.slice(0, 200);
}

function said(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
