// The tools that the settings name: the built-in ones, and those of the MCP servers in the tools file.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Logger } from '@farhand/shared';
import type { CloudConfig } from '../config.js';
import { arxivSearch } from './arxiv/arxiv-search.js';
import { ArxivSearch } from './arxiv/search.js';
import { runCode } from './code/run-code.js';
import { files } from './files.js';
import { ToolHub } from './hub/hub.js';
import { readHubSettings } from './hub/settings.js';
import { publicReach, webFetch } from './web/web-fetch.js';

/** The file that names MCP servers; without the setting it need not be there. */
export function toolsFile({ toolsFile: named, home }: CloudConfig): string {
  return named ?? join(home, 'tools.json');
}

/** Throws CONFIG_INVALID for a tools file that cannot be used; without one there are the built-in tools alone. */
export function openToolHub(config: CloudConfig, log: Logger): Promise<ToolHub> {
  const file = toolsFile(config);
  const isNamed = config.toolsFile !== undefined || existsSync(file);
  const settings = isNamed ? readHubSettings(file) : new Map();
  const builtIn = [
    arxivSearch(new ArxivSearch(config.arxivUrl)),
    webFetch(publicReach(config.webHosts)),
    runCode,
    files,
  ];
  return ToolHub.open(builtIn, settings, log);
}
