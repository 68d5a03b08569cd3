// `npm run test:sanitizers`: the engine under the compiler's sanitizers, longer than `npm test` does it.
// FARHAND_SANITIZER_ROUNDS sets how many files are damaged (100000), FARHAND_SANITIZER_SEED with which seed (1).
process.env.FARHAND_SANITIZER_ROUNDS ??= '100000';
process.argv.push('native/sanitizers.test.ts');
await import('./test.mjs');
