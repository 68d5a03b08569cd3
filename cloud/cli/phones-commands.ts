// Phones: what each is doing, what its screen says, and giving one back that a person had.
import { type Device, delay } from '@farhand/shared';
import type { Command } from 'commander';
import { type LocalService, withClient, withService } from './local-service.js';
import { printJson } from './output.js';
import { dim } from './style.js';
import { deviceTable } from './tables.js';
import { type JsonFlag, jsonOption } from './values.js';

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
    .addOption(jsonOption())
    .action((serial: string, _: object, self: Command) => handBack(serial, self.optsWithGlobals<JsonFlag>(), signal));
  root
    .command('screen <serial>')
    .description('what the screen of a phone says now, in words, as its privacy level lets it out')
    .addOption(jsonOption())
    .action((serial: string, _: object, self: Command) => tellScreen(serial, self.optsWithGlobals<JsonFlag>(), signal));
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

async function handBack(serial: string, { json }: JsonFlag, signal: AbortSignal): Promise<void> {
  await withClient(signal, async (client) => {
    const wasTaken = await client.handBack(serial, signal);
    if (json) printJson({ device: serial, wasTakenOver: wasTaken });
    else process.stdout.write(wasTaken ? `${serial} may be used again.\n` : `Nobody had taken ${serial} over.\n`);
  });
}

async function tellScreen(serial: string, { json }: JsonFlag, signal: AbortSignal): Promise<void> {
  await withClient(signal, async (client) => {
    const screen = await client.describeScreen(serial, signal);
    if (json) printJson(screen);
    else process.stdout.write(`${screen.app === undefined ? '' : `${dim(screen.app)}\n`}${screen.text}\n`);
  });
}
