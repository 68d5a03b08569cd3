// adb and Appium as a bridge starts them, once for all test files of a worker: an Appium takes seconds of a core to
// start. Nobody stops them: they end with the worker (see phone/lifeline.ts).
import { Adb } from '../phone/adb.js';
import { AppiumServer } from '../phone/appium-server.js';

export interface PhoneTools {
  readonly adb: Adb;
  readonly server: AppiumServer;
}

let tools: Promise<PhoneTools> | undefined;

/** Also after a test has killed Appium: whoever needs it next has it started again. */
export function phoneTools(): Promise<PhoneTools> {
  tools ??= start();
  return tools;
}

async function start(): Promise<PhoneTools> {
  const adb = await Adb.start();
  const server = new AppiumServer(adb);
  await server.ready();
  return { adb, server };
}
