// The tools that the settings name: the built-in ones, and those of the MCP servers in the tools file.
import type { Logger } from '@farhand/shared';
import type { CloudConfig } from '../config.js';
import { arxivSearch } from './arxiv/arxiv-search.js';
import { ArxivSearch } from './arxiv/search.js';
import { runCode } from './code/run-code.js';
import { files } from './files.js';
import { ToolHub } from './hub/hub.js';
import { readHubSettings } from './hub/settings.js';
import { hasToolsFile, toolsFile } from './tools-file.js';
import { publicReach, webFetch } from './web/web-fetch.js';

/** Throws CONFIG_INVALID for a tools file that cannot be used; without one there are the built-in tools alone. */
export function openToolHub(config: CloudConfig, log: Logger): Promise<ToolHub> {
  const settings = hasToolsFile(config) ? readHubSettings(toolsFile(config)) : new Map();
  const builtIn = [
    arxivSearch(new ArxivSearch(config.arxivUrl)),
    webFetch(publicReach(config.webHosts)),
    runCode,
    files,
  ];
  return ToolHub.open(builtIn, settings, log);
}
