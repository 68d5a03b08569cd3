// The file that names MCP servers.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { CloudConfig } from '../config.js';

type Where = Pick<CloudConfig, 'toolsFile' | 'home'>;

/** Without the setting it need not be there. */
export function toolsFile({ toolsFile: named, home }: Where): string {
  return named ?? join(home, 'tools.json');
}

export function hasToolsFile(config: Where): boolean {
  return config.toolsFile !== undefined || existsSync(toolsFile(config));
}
