// The tools of this process: opened, with the servers behind them, by the first task that needs them, and open for the next.
import { createLogger, FarhandError } from '@farhand/shared';
import type { ToolDefinition } from '../brain/chat.js';
import type { CloudConfig } from '../config.js';
import type { ListedTool, ToolHub } from './hub/hub.js';
import { hasToolsFile } from './tools-file.js';

/** Plans have intents of their own for these. */
const planned: ReadonlySet<string> = new Set(['arxiv_search', 'web_fetch']);

export class HubOnDemand {
  readonly #config: CloudConfig;
  #hub: Promise<ToolHub> | undefined;

  constructor(config: CloudConfig) {
    this.#config = config;
  }

  /** Throws CONFIG_INVALID for a tools file that cannot be used. */
  async tools(): Promise<readonly ListedTool[]> {
    const hub = await this.#opened();
    // What could not be used may be there by now. Nobody waits for it: who comes next finds it.
    void hub.lookAgain();
    return hub.tools;
  }

  /** Throws TOOL_UNKNOWN, and as `tools` does. */
  async tool(name: string): Promise<ListedTool> {
    const tool = (await this.tools()).find((known) => known.name === name);
    if (tool) return tool;
    throw new FarhandError('TOOL_UNKNOWN', `There is no tool "${name.slice(0, 64)}", or its server cannot be used now`);
  }

  /** What a plan for these words may call: the best for them, as many as a prompt has room for. None without a tools file. */
  async offer(words: string): Promise<readonly ToolDefinition[]> {
    if (!hasToolsFile(this.#config)) return [];
    const tools = (await this.tools()).filter(({ name }) => !planned.has(name));
    const { ToolShelf } = await import('./hub/shelf.js');
    return new ToolShelf(tools, words).shown().toReversed();
  }

  /** May be called twice. */
  async close(): Promise<void> {
    await (await this.#hub?.catch(() => undefined))?.close();
  }

  #opened(): Promise<ToolHub> {
    this.#hub ??= import('./open-hub.js')
      .then(({ openToolHub }) => openToolHub(this.#config, createLogger('tools')))
      .catch((error: unknown) => {
        this.#hub = undefined;
        throw error;
      });
    return this.#hub;
  }
}
