// A hand's model that can only see: an HTTP server in the OpenAI shape that looks for a colour in the JPEG it is sent and
// answers in Step-GUI's grammar with what the test makes of the place. The second answer of each run ends it.
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import sharp from 'sharp';

export type Place = readonly [x: number, y: number];

export interface MarkerModel {
  /** To give as the endpoint. */
  readonly url: string;
  /** Sizes of the pictures that came, newest last. */
  readonly pictures: readonly { readonly widthPx: number; readonly heightPx: number }[];
  /** What the next run is answered first, for the place of the marker in thousandths of the picture. */
  next(action: (place: Place) => string): void;
  close(): void;
}

const colourTolerance = 40;

export async function startMarkerModel(colour: string): Promise<MarkerModel> {
  const wanted = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
  const pictures: { widthPx: number; heightPx: number }[] = [];
  let action: ((place: Place) => string) | undefined;
  const answer = async (request: IncomingMessage): Promise<string> => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const base64 = /data:image\/jpeg;base64,([A-Za-z0-9+/=]+)/.exec(Buffer.concat(chunks).toString())?.[1] ?? '';
    const { data, info } = await sharp(Buffer.from(base64, 'base64')).raw().toBuffer({ resolveWithObject: true });
    pictures.push({ widthPx: info.width, heightPx: info.height });
    const wish = action;
    action = undefined;
    if (!wish) return 'action:COMPLETE\treturn:done';
    const place = findColour(data, info.width, info.channels, wanted);
    return place ? wish(place) : 'action:ABORT\tvalue:there is no marker in the picture';
  };
  const server = createServer(async (request, response) => {
    const content = `<THINK>look</THINK>\nexplain:aim\t${await answer(request)}\tsummary:aimed`;
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ choices: [{ message: { role: 'assistant', content } }] }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    pictures,
    next: (wish) => {
      action = wish;
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** The middle of all pixels of the colour, as whole thousandths per axis. */
function findColour(data: Buffer, width: number, channels: number, wanted: readonly number[]): Place | undefined {
  const pixels = data.length / channels;
  let count = 0;
  let sumX = 0;
  let sumY = 0;
  for (let pixel = 0; pixel < pixels; pixel++) {
    const at = pixel * channels;
    if (wanted.some((value, channel) => Math.abs((data[at + channel] ?? 0) - value) > colourTolerance)) continue;
    count += 1;
    sumX += (pixel % width) + 0.5;
    sumY += Math.floor(pixel / width) + 0.5;
  }
  if (count === 0) return undefined;
  const height = pixels / width;
  return [Math.round((sumX / count / width) * 1000), Math.round((sumY / count / height) * 1000)];
}
