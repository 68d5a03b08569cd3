/**
 * Reads outputs side by side and returns how many tokens a second they yield together, from when the last one has begun
 * until the first one ends: while all are being written.
 */
export async function rateTogether(outputs) {
  const timesMs = await Promise.all(outputs.map(timesOf));
  const startMs = Math.max(...timesMs.map((times) => times[0]));
  const endMs = Math.min(...timesMs.map((times) => times.at(-1)));
  const counted = timesMs.flat().filter((time) => time > startMs && time <= endMs).length;
  return (counted * 1000) / (endMs - startMs);
}

async function timesOf(output) {
  const times = [];
  for await (const _ of output) times.push(performance.now());
  return times;
}
