// A task saved as one file: as data, or as the page that the console's build made for it (console/report.html) with the
// same put in: story, record and pictures. It needs no network and nothing beside it.
import { readFile } from 'node:fs/promises';
import { FarhandError } from '@farhand/shared';
import type { FastifyInstance } from 'fastify';
import { inBase64 } from '../devices/picture.js';
import type { Operations } from '../operations.js';
import type { TaskStory } from '../store/task-history.js';
import { documented } from './documented.js';
import { leaving } from './leaving.js';
import { idIn, operationsOf } from './requests.js';
import { taskParamsSchema, taskReportSchema } from './schemas.js';
import { vocabulary } from './vocabulary.js';

/** Pictures of longer tasks are left out from there on: mail servers take no more. */
const mostPictureBytes = 20 * 1024 * 1024;
const place = '"farhand:story"';

export function addReportRoute(
  app: FastifyInstance,
  operations: Operations,
  pageFile: string,
  closing: AbortSignal,
): void {
  app.get(
    '/v1/tasks/:id/report.html',
    documented({ summary: 'A task as one self-contained HTML file', scope: 'tasks', params: taskParamsSchema }),
    async (request, reply) => {
      const id = idIn(request);
      const told = await tell(operationsOf(operations, request), id, leaving(reply, closing));
      const page = await readPage(pageFile);
      reply.header('content-disposition', savedAs(id, 'html'));
      return reply.type('text/html; charset=utf-8').send(page.replace(place, () => inScript({ ...told, vocabulary })));
    },
  );

  app.get(
    '/v1/tasks/:id/report.json',
    documented({
      summary: 'The same as data: story, decisions, record, earlier prices and pictures',
      scope: 'tasks',
      params: taskParamsSchema,
      answer: [200, taskReportSchema],
    }),
    async (request, reply) => {
      const id = idIn(request);
      reply.header('content-disposition', savedAs(id, 'json'));
      return tell(operationsOf(operations, request), id, leaving(reply, closing));
    },
  );
}

/** The file is saved, not shown here: what a screen said must not become a page of this origin. */
function savedAs(id: string, kind: 'html' | 'json'): string {
  return `attachment; filename="farhand-${id.replaceAll(/[^\w-]/g, '')}.${kind}"`;
}

async function tell(mine: Operations, id: string, signal: AbortSignal) {
  const story = await mine.story(id);
  const item = itemIn(story);
  const [record, earlier, kept] = await Promise.all([
    // It may lie on another machine.
    mine.audit(id, signal).catch(() => undefined),
    item === undefined ? [] : mine.prices(item),
    mine.pictures(id),
  ]);
  const pictures: Record<string, string> = {};
  let room = mostPictureBytes;
  for (const { sha256, mimeType, bytes } of kept) {
    room -= bytes.length;
    if (room < 0) break;
    pictures[sha256] = `data:${mimeType};base64,${inBase64(bytes)}`;
  }
  return { story, ...(record && { record }), earlier, pictures };
}

/** The goods whose price was asked for. */
function itemIn({ events }: TaskStory): string | undefined {
  const [plan] = events.flatMap(({ event }) => (event.type === 'planned' ? [event.plan] : []));
  return plan?.subtasks.find(({ intent }) => intent === 'find_price')?.values.item;
}

/** Text of a task cannot end the element that it stands in. */
function inScript(told: object): string {
  return JSON.stringify(told).replaceAll('<', '\\u003c');
}

async function readPage(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((cause: unknown) => {
    throw new FarhandError('SETUP_FAILED', 'The page of reports has not been built here', {
      hint: 'npm start builds it; in a checkout: npm run build:console.',
      cause,
    });
  });
}
