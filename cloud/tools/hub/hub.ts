// All tools that agents may use, from wherever they come: the built-in ones and those of MCP servers, under one policy.
// A server that cannot be started takes nothing with it: its tools are missing, and the list says why.
import { createHash } from 'node:crypto';
import { FarhandError, type Logger } from '@farhand/shared';
import type { Tool as McpTool } from '@modelcontextprotocol/client';
import type { Tool } from '../tool.js';
import { leftOut, usableTools } from './listing.js';
import { McpToolServer } from './server.js';
import type { HubSettings, Policy } from './settings.js';

export interface ListedTool extends Tool {
  /** Name of its server; 'farhand' for the built-in ones. */
  readonly server: string;
  readonly policy: Policy;
  /** A second call does no more than the first: what its server says of it, or that it is our own. */
  readonly isRepeatable: boolean;
}

export interface ListedServer {
  readonly name: string;
  /** That may be used, now or once allowed. */
  readonly tools: number;
  /** Names of those that its policy denies; absent when it denies none. */
  readonly denied?: readonly string[];
  /** Why its tools are missing, or some of them. */
  readonly problem?: string;
}

const longestDescription = 1000;
const longestName = 64;

/** Between two looks at servers that could not be used. */
const lookAgainMs = 60_000;

/** What one server has. */
interface Listing {
  readonly found: readonly ListedTool[];
  readonly denied: readonly string[];
  readonly problem?: string;
  /** It could not be started or reached. */
  readonly isMissing?: boolean;
}

export class ToolHub {
  readonly #own: readonly ListedTool[];
  readonly #listings: Map<McpToolServer, Listing>;
  #lookedAtMs = performance.now();

  private constructor(own: readonly ListedTool[], listings: Map<McpToolServer, Listing>) {
    this.#own = own;
    this.#listings = listings;
  }

  /** Starts all servers side by side. Never throws for one of them. */
  static async open(builtIn: readonly Tool[], settings: HubSettings, log: Logger): Promise<ToolHub> {
    const mcp = [...settings].map(([name, server]) => new McpToolServer(name, server, log));
    const listings = await Promise.all(mcp.map(async (server) => [server, await listingOf(server)] as const));
    const own = builtIn.map((tool) => ({ ...tool, server: 'farhand', policy: 'allow' as const, isRepeatable: true }));
    return new ToolHub(own, new Map(listings));
  }

  /** Without the denied ones. */
  get tools(): readonly ListedTool[] {
    return [...this.#own, ...[...this.#listings.values()].flatMap(({ found }) => found)];
  }

  get servers(): readonly ListedServer[] {
    const listed = [...this.#listings].map(([{ name }, { found, denied, problem }]) => ({
      name,
      tools: found.length,
      ...(denied.length > 0 && { denied }),
      ...(problem && { problem }),
    }));
    return [{ name: 'farhand', tools: this.#own.length }, ...listed];
  }

  /** Asks servers that could not be used once more, unless that was done a moment ago. */
  async lookAgain(pauseMs: number = lookAgainMs): Promise<void> {
    if (performance.now() - this.#lookedAtMs < pauseMs) return;
    this.#lookedAtMs = performance.now();
    const missing = [...this.#listings].filter(([, { isMissing }]) => isMissing);
    await Promise.all(missing.map(async ([server]) => this.#listings.set(server, await listingOf(server))));
  }

  /** May be called twice. */
  async close(): Promise<void> {
    await Promise.all([...this.#listings.keys()].map((server) => server.close()));
  }
}

async function listingOf(server: McpToolServer): Promise<Listing> {
  try {
    const said = await server.tools();
    const usable = usableTools(said, (tool) => qualifiedName(server.name, tool.name));
    const tools = usable.map((tool) => listedTool(server, tool));
    const denied = tools.filter(({ policy }) => policy === 'deny').map((tool) => tool.name);
    const found = tools.filter(({ policy }) => policy !== 'deny');
    const missing = said.length - usable.length;
    return { found, denied, ...(missing > 0 && { problem: leftOut(missing) }) };
  } catch (error) {
    return { found: [], denied: [], problem: error instanceof Error ? error.message : String(error), isMissing: true };
  }
}

function listedTool(server: McpToolServer, tool: McpTool): ListedTool {
  const policy = server.settings.tools[tool.name] ?? server.settings.policy;
  const name = qualifiedName(server.name, tool.name);
  // Its dialect tells a model nothing.
  const { $schema: _, ...parameters } = tool.inputSchema;
  return {
    name,
    server: server.name,
    policy,
    isRepeatable: tool.annotations?.readOnlyHint === true || tool.annotations?.idempotentHint === true,
    description: plain(tool.description ?? tool.title ?? tool.name),
    parameters,
    run: async (input, { signal, confirmed }) => {
      if (policy === 'ask' && !confirmed) throw unconfirmed(server.name, tool.name);
      const text = await server.call(tool.name, asObject(input, name), signal);
      return { text, sources: [{ title: `${server.name}: ${tool.name}`, text }] };
    },
  };
}

/** Of these servers another one could have a tool that reads the same. */
const ambiguous = /__|_$/;

/** Unique, and in the letters that every model's API takes. */
function qualifiedName(server: string, tool: string): string {
  const name = `${server}__${tool}`.replace(/[^\w-]/g, '_');
  if (name.length <= longestName && name === `${server}__${tool}` && !ambiguous.test(server)) return name;
  const hash = createHash('sha256').update(`${server}/${tool}`).digest('hex').slice(0, 6);
  return `${name.slice(0, longestName - 7)}_${hash}`;
}

function unconfirmed(server: string, tool: string): FarhandError {
  return new FarhandError('NEEDS_CONFIRMATION', `The tool ${tool} of ${server} is used only when you allow it`, {
    hint: 'Say --yes, or set its policy to "allow" in the tools file.',
  });
}

function asObject(input: unknown, name: string): Record<string, unknown> {
  if (typeof input === 'object' && input !== null && !Array.isArray(input)) return input as Record<string, unknown>;
  throw new FarhandError('INPUT_INVALID', `The input of ${name} is no object`);
}

/** Descriptions come from outside: one line of printable text, of bounded length. */
function plain(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim()
    .slice(0, longestDescription);
}
