// Pictures at the level `redacted`: what the screen's tree says is private is painted over before the picture leaves.
import sharp from 'sharp';
import type { Observation } from '../../phone/phone.js';
import type { Bounds } from '../../phone/tree.js';
import { isShown } from '../labels.js';
import { findPersonal } from './finder.js';

/** Share of the height that the status bar takes at most on phones with a cut-out. */
const statusBarShare = 0.045;
const systemUi = 'com.android.systemui';

/** The PNG with passwords, the status bar, notifications and personal data painted over. */
export async function maskPicture(
  png: Buffer,
  screen: Pick<Observation, 'tree' | 'sizePx'>,
  names: Iterable<string>,
): Promise<Buffer> {
  const { widthPx, heightPx } = screen.sizePx;
  const known = [...names];
  const bars: Bounds = { left: 0, top: 0, right: widthPx, bottom: Math.ceil(heightPx * statusBarShare) };
  const hidden = screen.tree.nodes.filter(
    (node) =>
      isShown(node) &&
      (node.password ||
        node.packageName === systemUi ||
        [node.text, node.description].some((said) => said !== '' && findPersonal(said, known).length > 0)),
  );
  const { width = widthPx, height = heightPx } = await sharp(png).metadata();
  const boxes = [bars, ...hidden.map(({ bounds }) => bounds)].map(({ left, top, right, bottom }) => {
    const x = Math.floor((left / widthPx) * width);
    const y = Math.floor((top / heightPx) * height);
    const boxWidth = Math.ceil((right / widthPx) * width) - x;
    return `<rect x="${x}" y="${y}" width="${boxWidth}" height="${Math.ceil((bottom / heightPx) * height) - y}"/>`;
  });
  const cover = Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${boxes.join('')}</svg>`,
  );
  return sharp(png)
    .composite([{ input: cover }])
    .png({ compressionLevel: 1 })
    .toBuffer();
}
