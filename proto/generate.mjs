// Writes the static encoder and decoder of gui_mcp.proto: `npm run generate -w proto`. The output is committed; a test
// proves that generating it again changes nothing.
import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const pbjs = join(dirname(createRequire(import.meta.url).resolve('protobufjs-cli/package.json')), 'bin', 'pbjs');
const output = process.argv[2] ?? join(here, 'generated', 'gui-mcp.js');

const options = ['-t', 'static-module', '-w', 'es6', '--force-number', '--no-service', '--no-verify', '--no-delimited'];
execFileSync(process.execPath, [pbjs, ...options, '--dts', '-o', output, join(here, 'gui_mcp.proto')], {
  stdio: 'inherit',
});
