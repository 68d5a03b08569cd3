// The doctor as a process of its own: `node dist/doctor/main.js [--fix]` prints one JSON object, `{"findings": [...]}`, on
// stdout, and always exits with 0 when it could look: what its findings mean for an exit code is the caller's business.
import { toFarhandError } from '@farhand/shared';
import { readHandSettings } from '../config.js';
import { Adb } from '../phone/adb.js';
import type { Finding } from './check.js';
import { checkModel } from './model-checks.js';
import { checkOcr } from './ocr-check.js';
import { checkPhones } from './phone-checks.js';
import { checkAdb, checkAppium, checkDriver } from './tool-checks.js';

async function examine(fix: boolean): Promise<Finding[]> {
  const adb = checkAdb();
  const settings = readHandSettings(process.env);
  const model = checkModel(settings.model, settings.privacy);
  const ocr = checkOcr(settings.ocr);
  if (adb.state === 'failed') return [adb, checkDriver(), await ocr, ...(await model)];
  const running = await Adb.running();
  const [appium, phones] = await Promise.all([checkAppium(), checkPhones(running, fix)]);
  return [adb, checkDriver(), appium, ...phones, await ocr, ...(await model)];
}

examine(process.argv.includes('--fix')).then(
  (findings) => {
    process.stdout.write(`${JSON.stringify({ findings })}\n`, () => process.exit(0));
  },
  (thrown: unknown) => {
    const error = toFarhandError(thrown);
    process.stdout.write(`${JSON.stringify({ error: error.toBody() })}\n`, () => process.exit(error.exitCode));
  },
);
