// The coordinate contract from end to end: a "model" that only sees the picture, resized without its aspect ratio, finds a
// colour in it and answers in Step-GUI's grammar; the tap must land on the icon of that colour on the phone.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ScreenNode } from '../../phone/tree.js';
import { PhoneKit } from '../../testing/phone-kit.js';
import { centreOf, labelOf } from '../reading/nodes.js';
import { stepGuiDecider } from './decider.js';

type Colour = readonly [red: number, green: number, blue: number];

const limitMs = 60_000;
const tolerance = 24;

let kit: PhoneKit;
let server: Server | undefined;
beforeAll(async () => {
  kit = await PhoneKit.open(1);
});
afterAll(async () => {
  server?.closeAllConnections();
  server?.close();
  await kit?.close();
});

/** Answers the first request with a tap on the middle of what has the colour, and the second with COMPLETE. */
async function serveColourFinder(wanted: Colour): Promise<string> {
  let asked = 0;
  server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const url = /data:image\/jpeg;base64,([A-Za-z0-9+/=]+)/.exec(Buffer.concat(chunks).toString())?.[1] ?? '';
    const [x, y] = await findColour(Buffer.from(url, 'base64'), wanted);
    asked += 1;
    const action = asked === 1 ? `action:CLICK\tpoint:${x},${y}` : 'action:COMPLETE\treturn:打开了';
    const message = {
      role: 'assistant',
      content: `<THINK>找颜色</THINK>\nexplain:点图标\t${action}\tsummary:点了图标`,
    };
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ choices: [{ message }], usage: { prompt_tokens: 1, completion_tokens: 1 } }));
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
}

/** The median position, 0 to 1000 per axis, of the pixels that have the colour. */
async function findColour(jpeg: Buffer, wanted: Colour): Promise<[number, number]> {
  const { data, info } = await sharp(jpeg).raw().toBuffer({ resolveWithObject: true });
  const xs: number[] = [];
  const ys: number[] = [];
  for (let pixel = 0; pixel < info.width * info.height; pixel++) {
    const isWanted = wanted.every((value, channel) => {
      return Math.abs((data[pixel * info.channels + channel] ?? 0) - value) <= tolerance;
    });
    if (!isWanted) continue;
    xs.push(pixel % info.width);
    ys.push(Math.floor(pixel / info.width));
  }
  const median = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
  return [Math.round((median(xs) / info.width) * 1000), Math.round((median(ys) / info.height) * 1000)];
}

async function colourAt(png: Buffer, x: number, y: number): Promise<Colour> {
  const { data } = await sharp(png)
    .extract({ left: x, top: y, width: 1, height: 1 })
    .raw()
    .toBuffer({ resolveWithObject: true });
  return [data[0] ?? 0, data[1] ?? 0, data[2] ?? 0];
}

function iconOf(nodes: readonly ScreenNode[], label: string): ScreenNode | undefined {
  return (
    nodes.find((node) => node.clickable && labelOf(node) === label) ?? nodes.find((node) => labelOf(node) === label)
  );
}

test(
  'what a model sees at a point is what the phone is tapped at',
  async () => {
    const home = await kit.phone.observe();
    const icon = iconOf(home.tree.nodes, '淘宝');
    expect(icon).toBeDefined();
    const bounds = icon?.bounds ?? { left: 0, top: 0, right: 0, bottom: 0 };
    const { x } = centreOf(bounds);
    const colour = await colourAt(
      await kit.phone.screenshot(),
      x,
      bounds.top + Math.round((bounds.bottom - bounds.top) * 0.14),
    );
    const url = await serveColourFinder(colour);
    const decider = stepGuiDecider({ url, model: 'colour-finder', pictureSize: { widthPx: 728, heightPx: 728 } });
    const result = await kit.run('taobao', 'do', { goal: '打开淘宝' }, { decider, task: '打开淘宝' });
    expect(result).toMatchObject({ stopReason: 'TASK_COMPLETED_SUCCESSFULLY', text: '打开了', steps: 2 });
    expect((await kit.state()).foreground.packageName).toBe('com.taobao.taobao');
  },
  limitMs,
);
