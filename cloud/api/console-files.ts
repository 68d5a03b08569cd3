// The console's built files and the addresses of its pages. They hold nothing of anybody and are open to all; what they show
// they ask of the API, as who is signed in. Names of files hold a hash of what is in them, so browsers keep them for good.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { FarhandError } from '@farhand/shared';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** The router of the page knows what each means. */
const pages = ['/', '/tasks', '/tasks/*', '/skills', '/phones', '/phones/*', '/setup', '/setup/*'];
const yearMs = 365 * 24 * 3600 * 1000;

/** Directives of the console's Content-Security-Policy: nothing but its own files, and pictures from what it has read. */
export const consolePolicy: Readonly<Record<string, readonly string[]>> = {
  'default-src': ["'none'"],
  'script-src': ["'self'"],
  'style-src': ["'self'"],
  'img-src': ["'self'", 'data:', 'blob:'],
  'connect-src': ["'self'"],
  'manifest-src': ["'self'"],
  'media-src': ["'self'", 'blob:'],
  'base-uri': ["'none'"],
  'form-action': ["'self'"],
  'frame-ancestors': ["'none'"],
};

/** `folder`: where the console was built to. */
export async function addConsoleFiles(app: FastifyInstance, folder: string): Promise<void> {
  const open = { config: { scope: 'open' }, schema: { hide: true } } as const;
  const sendPage = (_: unknown, reply: FastifyReply) => {
    if (!existsSync(join(folder, 'index.html'))) {
      throw new FarhandError('SETUP_FAILED', 'The console has not been built here', {
        hint: 'npm start builds it; in a checkout: npm run build:console.',
      });
    }
    return reply.sendFile('index.html', { maxAge: 0, cacheControl: false });
  };
  await app.register(fastifyStatic, { root: folder, serve: false, preCompressed: true });
  for (const page of pages) app.get(page, open, sendPage);
  app.get<{ Params: { '*': string } }>('/assets/*', open, (request, reply) =>
    reply.sendFile(`assets/${request.params['*']}`, { maxAge: yearMs, immutable: true }),
  );
}

/** For an address that there is not: a signed-in person's browser gets the page that says so; undefined for anybody else. */
export function missingPage(folder: string, request: FastifyRequest, reply: FastifyReply): FastifyReply | undefined {
  const isPersons = request.method === 'GET' && request.headers.accept?.includes('text/html');
  if (!isPersons || request.url.startsWith('/v1/') || !existsSync(join(folder, 'index.html'))) return undefined;
  return reply.code(404).sendFile('index.html', { maxAge: 0, cacheControl: false });
}
