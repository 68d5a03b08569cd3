// Builds the console into dist/page, from where the cloud serves it. Every file stands beside a compressed copy of itself.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { defineConfig } from 'vite';

const page = fileURLToPath(new URL('dist/page', import.meta.url));

const compressedCopies = {
  name: 'compressed-copies',
  closeBundle() {
    for (const name of readdirSync(page, { recursive: true, encoding: 'utf8' })) {
      if (/\.(js|css|html|svg)$/.test(name)) {
        writeFileSync(join(page, `${name}.gz`), gzipSync(readFileSync(join(page, name)), { level: 9 }));
      }
    }
  },
};

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: page,
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
  },
  plugins: [compressedCopies],
});
