// `npm run test:threads`: outputs written on several threads, with the engine under the compiler's sanitizer for data
// races. Takes minutes, most of them for the compiler.
process.env.FARHAND_SANITIZER = 'thread';
process.argv.push('native/sanitizers.test.ts', '-t', 'on several');
await import('./test.mjs');
