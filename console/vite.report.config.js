// Builds the page that a task is saved as: one file with everything in it, which asks nothing of any network. The cloud puts
// a task's story in the place of "farhand:story" (cloud/api/report-page.ts).
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

const oneFile = {
  name: 'one-file',
  enforce: 'post',
  generateBundle(_, bundle) {
    const files = Object.values(bundle);
    const page = files.find(({ fileName }) => fileName === 'report.html');
    // Neither may end the element that it stands in.
    const script = files.find(({ type }) => type === 'chunk').code.replaceAll('</script', '<\\/script');
    const style = files.find(({ fileName }) => fileName.endsWith('.css')).source;
    const hash = createHash('sha256').update(script).digest('base64');
    const policy = `default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'sha256-${hash}'`;
    const head = [`<meta http-equiv="Content-Security-Policy" content="${policy}" />`, `<style>${style}</style>`];
    const told = page.source.match(/<script type="application\/json".*?<\/script>/)[0];
    page.source = page.source
      .replace(/<script type="module".*?<\/script>/, '')
      .replace(/<link rel="stylesheet".*?>/, () => head.join('\n'))
      // After the body's elements: a script that is no file does not wait for them.
      .replace(told, () => `${told}\n<script type="module">${script}</script>`);
    for (const name of Object.keys(bundle)) if (name !== page.fileName) delete bundle[name];
  },
};

export default defineConfig({
  root: here('.'),
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: here('dist/report'),
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: false,
    cssCodeSplit: false,
    rolldownOptions: { input: here('report.html'), output: { codeSplitting: false } },
  },
  plugins: [oneFile],
});
