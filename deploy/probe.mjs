// Whether a replica may be sent work: `node probe.mjs URL` ends with 0 when the URL answers 200. The image has no curl.
const answer = await fetch(process.argv[2], { signal: AbortSignal.timeout(3000) }).catch(() => undefined);
process.exit(answer?.ok ? 0 : 1);
