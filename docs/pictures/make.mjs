// Makes the pictures of the pages from real runs: a whole Farhand with its virtual phone, asked through its own doors. Run
// after a build, `npm run build:console` included: `node docs/pictures/make.mjs [NAME...]`. Needs adb on the path and, for
// the console, Chromium (CHROMIUM names it; /usr/bin/chromium by default).
import { readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { House } from '../../tests/dist/house.js';
import { consolePages } from './console-pages.mjs';
import { priceComparison } from './price-comparison.mjs';

const folder = dirname(fileURLToPath(import.meta.url));
const makers = { 'price-comparison': priceComparison, console: consolePages };
/** Of all pictures together: a clone stays small. */
const mostBytes = 1_000_000;

const names = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(makers);
const house = await House.open(1, { FARHAND_PRIVACY: 'open' });
try {
  for (const name of names) {
    for (const file of await makers[name](house, folder)) console.log(file);
  }
} finally {
  await house.close();
}
const bytes = readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
console.log(`${bytes} bytes in all`);
process.exit(bytes > mostBytes ? 1 : 0);
