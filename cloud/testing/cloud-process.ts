// A cloud in a process of its own, for tests that kill it. Tells where it listens on stdout; ends when stdin closes.
import { loadConfig, startCloud } from '../index.js';

const cloud = await startCloud(loadConfig().config);
process.stdout.write(`${JSON.stringify({ url: cloud.url, token: cloud.token, bridgeUrl: cloud.bridgeUrl })}\n`);
process.stdin.resume();
process.stdin.once('end', () => void cloud.close());
