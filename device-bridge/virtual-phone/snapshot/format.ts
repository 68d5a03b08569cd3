// What a snapshot file holds: everything of a phone that a person or a checker would miss. Not in it: the log, timers that
// run, toasts, notifications, and on which page an app was; apps that ran begin again at their first page.
import { switchNames } from '@farhand/shared';
import { z } from 'zod';
import { speedRange, timeRangeMs } from '../device/clock.js';

/** Bytes that a snapshot may have as JSON: what was pushed to the phone is in it. */
export const maxSnapshotBytes = 256 * 1024 * 1024;

const packageName = z.string().min(1);
const texts = z.record(z.string(), z.string());
const pixels = z.int().min(1).nullable();

const file = z.strictObject({
  path: z.string().startsWith('/'),
  mode: z.int().min(0).max(0o7777),
  modifiedSeconds: z.int().min(0),
  /** Its bytes; absent for a folder. */
  base64: z.base64().optional(),
});

/** A pushed package with what its manifest said. */
const pushed = z.strictObject({
  versionCode: z.int(),
  versionName: z.string(),
  permissions: z.array(z.string()),
  mainActivity: z.string().optional(),
  instrumentation: z.strictObject({ runner: z.string(), targetPackage: packageName }).optional(),
});

export const snapshotSchema = z.strictObject({
  format: z.literal('farhand-phone'),
  version: z.literal(1),
  seed: z.int(),
  /** Null while it follows the machine's. */
  clock: z
    .strictObject({
      timeMs: z.number().min(timeRangeMs.min).max(timeRangeMs.max),
      isFrozen: z.boolean(),
      speed: z.number().min(speedRange.min).max(speedRange.max),
    })
    .nullable(),
  /** Null for the phone's own values. */
  display: z.strictObject({
    widthPx: pixels,
    heightPx: pixels,
    dpi: pixels,
    rotation: z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3)]),
  }),
  power: z.strictObject({ isOn: z.boolean(), isLocked: z.boolean() }),
  battery: z.strictObject({ level: z.int().min(0).max(100), isPlugged: z.boolean() }),
  location: z.strictObject({ latitude: z.number(), longitude: z.number(), altitude: z.number() }),
  clipboard: z.string(),
  settings: z.strictObject({ system: texts, secure: texts, global: texts }),
  /** Those that can be set. */
  properties: texts,
  inputMethods: z.array(z.string()),
  appOperations: texts,
  files: z.array(file),
  /** Null for those that come with the phone. */
  packages: z.record(packageName, z.strictObject({ granted: z.array(z.string()), pushed: pushed.nullable() })),
  /** Each app's own state. Apps that cannot be put back have none: they get the data of the seed. */
  apps: z.record(packageName, z.unknown()),
  /** From the bottom to the one in front. */
  running: z.array(packageName),
  /** Those that are on. */
  switches: z.partialRecord(z.enum(switchNames as [string, ...string[]]), z.string()),
});

export type PhoneSnapshot = z.infer<typeof snapshotSchema>;
export type PushedPackage = z.infer<typeof pushed>;
