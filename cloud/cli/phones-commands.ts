// `devices` and `handback`: phones that people hold, and what each is doing.
import { type Device, delay } from '@farhand/shared';
import type { Command } from 'commander';
import { type LocalService, withClient, withService } from './local-service.js';
import { printJson } from './output.js';
import { deviceTable } from './tables.js';
import { jsonOption } from './values.js';

const deviceListLimitMs = 10_000;
const deviceListPollMs = 100;

export function addPhonesCommands(root: Command, signal: AbortSignal): void {
  root
    .command('devices')
    .description('list the phones and what they are doing')
    .addOption(jsonOption())
    .action((_: object, self: Command) => listDevices(self.optsWithGlobals(), signal));
  root
    .command('handback <serial>')
    .description('say that the phone may be used again, after a step that was yours')
    .action((serial: string) => handBack(serial, signal));
}

async function listDevices(flags: { readonly json?: boolean }, signal: AbortSignal): Promise<void> {
  await withService({ withBridge: true }, signal, async (service) => {
    const found = await Promise.race([service.phonesFound, service.failed]);
    const devices = await knownDevices(service, found, signal);
    if (flags.json) printJson({ devices });
    else process.stdout.write(deviceTable(devices));
  });
}

/** The bridge tells of its phones a moment before the cloud has asked each what it is. */
export async function knownDevices({ client }: LocalService, atLeast: number, signal: AbortSignal): Promise<Device[]> {
  const endMs = performance.now() + deviceListLimitMs;
  for (;;) {
    const devices = await client.devices(signal);
    if (devices.length >= atLeast || performance.now() > endMs) return devices;
    await delay(deviceListPollMs, signal);
  }
}

async function handBack(serial: string, signal: AbortSignal): Promise<void> {
  await withClient(signal, async (client) => {
    const wasTaken = await client.handBack(serial, signal);
    process.stdout.write(wasTaken ? `${serial} may be used again.\n` : `Nobody had taken ${serial} over.\n`);
  });
}
