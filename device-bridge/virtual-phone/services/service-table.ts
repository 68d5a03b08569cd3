// Which services a host may open on the phone, by name. Anything else is refused and recorded.
import { ByteReader } from '../adbd/byte-reader.js';
import type { Service } from '../adbd/daemon.js';
import type { AdbStream } from '../adbd/stream.js';
import { serveSync } from '../adbd/sync.js';
import type { Phone } from '../device/phone.js';
import type { Shell } from '../shell/interpreter.js';
import { type AutomationHost, automationPorts } from '../uiautomator2/automation-host.js';
import { serveFramebuffer } from './framebuffer.js';
import { serveExec, serveShell } from './shell-services.js';

export interface ServiceTableOptions {
  readonly phone: Phone;
  readonly shell: Shell;
  readonly automation: AutomationHost;
  readonly reboot: () => void;
  readonly onUnknown: (service: string) => void;
}

/** What a production build answers to requests that only development builds grant. */
const refusals: Record<string, string> = {
  'root:': 'adbd cannot run as root in production builds\n',
  'unroot:': 'adbd not running as root\n',
  'remount:': 'Not running as root. Try "adb root" first.\n',
};

export function resolveService(name: string, options: ServiceTableOptions): Service | undefined {
  const { phone, shell, automation } = options;
  const colon = name.indexOf(':');
  const header = colon < 0 ? name : name.slice(0, colon);
  const argument = colon < 0 ? '' : name.slice(colon + 1);
  switch (header.split(',')[0]) {
    case 'shell':
      return (stream) => serveShell(stream, shell, header, argument);
    case 'exec':
      return (stream) => serveExec(stream, shell, argument);
    case 'sync':
      return (stream) => serveSync(stream, new ByteReader(stream), phone.files);
    case 'tcp':
      if (!automationPorts.includes(Number(argument))) options.onUnknown(name);
      return automation.service(Number(argument));
    case 'framebuffer':
      return (stream) => serveFramebuffer(stream, phone);
    case 'track-jdwp':
      return (stream) => void stream.resume();
    case 'jdwp':
    case 'localabstract':
      return undefined;
    case 'reboot':
      return (stream) => {
        stream.end();
        options.reboot();
      };
  }
  const refusal = refusals[name];
  if (refusal !== undefined) return (stream: AdbStream) => void stream.end(refusal);
  options.onUnknown(name);
  return undefined;
}
