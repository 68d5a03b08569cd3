// One MCP server: started when it is first needed, started again when it has ended, ended with us. A server that keeps
// ending is left alone for a while. What its tools answer becomes text; nothing that it says is believed.
import { abortReason, FarhandError, type Logger } from '@farhand/shared';
import {
  type CallToolResult,
  Client,
  type jsonSchemaValidator,
  type Tool as McpTool,
  SdkHttpError,
  StreamableHTTPClientTransport,
} from '@modelcontextprotocol/client';
import { getDefaultEnvironment, StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { limitedFetch } from './limited-fetch.js';
import { textOfResult } from './result-text.js';
import type { ServerSettings } from './settings.js';

/** Of connecting and of listing all tools, on however many pages. */
const startLimitMs = 15_000;
/** Starts within the window; one more is refused. */
const mostStarts = 3;
const startWindowMs = 60_000;
const keptStderr = 2000;

/**
 * A server may send schemas of its own answers. They are not run: a pattern in one can take for ever to match, and what an
 * answer says is not believed anyway.
 */
const unchecked: jsonSchemaValidator = {
  getValidator: () => (input) => ({ valid: true, data: input as never, errorMessage: undefined }),
};

interface Connection {
  readonly client: Client;
  readonly tools: readonly McpTool[];
}

export class McpToolServer {
  readonly name: string;
  readonly settings: ServerSettings;
  readonly #log: Logger;
  readonly #startLimitMs: number;
  readonly #starts: number[] = [];
  #connection: Promise<Connection> | undefined;
  #stderr = '';
  #closed = false;

  constructor(name: string, settings: ServerSettings, log: Logger, limitMs: number = startLimitMs) {
    this.name = name;
    this.settings = settings;
    this.#log = log;
    this.#startLimitMs = limitMs;
  }

  /** Throws TOOL_FAILED when the server cannot be started or reached. */
  async tools(): Promise<readonly McpTool[]> {
    return (await this.#connected()).tools;
  }

  /** What a tool says, as text. Throws TOOL_FAILED for its failure in its own words, and the signal's reason. */
  async call(tool: string, input: Readonly<Record<string, unknown>>, signal: AbortSignal): Promise<string> {
    const { client } = await this.#connected();
    if (signal.aborted) throw abortReason(signal);
    let result: CallToolResult;
    try {
      result = await client.callTool(
        { name: tool, arguments: input },
        { timeout: this.settings.timeoutSeconds * 1000, signal },
      );
    } catch (error) {
      if (signal.aborted) throw abortReason(signal);
      // A server over HTTP that has forgotten us, or is gone, is spoken to anew by the next call.
      if (error instanceof SdkHttpError) await client.close().catch(() => undefined);
      throw this.#failure(`${tool} failed: ${said(error)}`, error);
    }
    const text = textOfResult(result);
    if (result.isError) throw this.#failure(`${tool} failed: ${text || 'it does not say why'}`);
    return text;
  }

  /** May be called twice. */
  async close(): Promise<void> {
    this.#closed = true;
    const connection = await this.#connection?.catch(() => undefined);
    await connection?.client.close().catch(() => undefined);
  }

  #connected(): Promise<Connection> {
    this.#connection ??= this.#connect().catch((error: unknown) => {
      this.#connection = undefined;
      throw error;
    });
    return this.#connection;
  }

  async #connect(): Promise<Connection> {
    if (this.#closed) throw this.#failure('is closed');
    this.#countStart();
    // A process would be started twice to find out whether it speaks the newest protocol; all speak the one before.
    const mode = 'url' in this.settings ? 'auto' : 'legacy';
    const client = new Client(
      { name: 'farhand', version: '0.1.0' },
      { versionNegotiation: { mode }, jsonSchemaValidator: unchecked },
    );
    client.onclose = () => {
      if (!this.#closed) this.#log.info({ server: this.name }, 'a tool server has ended');
      this.#connection = undefined;
    };
    const timeout = this.#startLimitMs;
    const limits = { timeout, signal: AbortSignal.timeout(timeout) };
    try {
      await client.connect(this.#transport(), limits);
      const { tools } = await client.listTools(undefined, limits);
      return { client, tools };
    } catch (error) {
      await client.close().catch(() => undefined);
      const why = limits.signal.aborted ? `it does not list its tools within ${timeout / 1000} s` : said(error);
      const stderr = this.#stderr.trim().split('\n').at(-1);
      throw this.#failure(`cannot be used: ${why}${stderr ? ` (${stderr.slice(0, 200)})` : ''}`, error);
    }
  }

  #transport(): StdioClientTransport | StreamableHTTPClientTransport {
    const { settings } = this;
    if ('url' in settings) {
      const requestInit = { headers: settings.headers };
      return new StreamableHTTPClientTransport(new URL(settings.url), { requestInit, fetch: limitedFetch });
    }
    const { command, args, cwd } = settings;
    const env = { ...getDefaultEnvironment(), ...settings.env };
    const transport = new StdioClientTransport({
      command,
      args,
      env,
      stderr: 'pipe',
      ...(cwd !== undefined && { cwd }),
    });
    this.#stderr = '';
    transport.stderr?.on('data', (chunk: Buffer) => {
      this.#stderr = (this.#stderr + chunk.toString()).slice(-keptStderr);
    });
    return transport;
  }

  #countStart(): void {
    const now = performance.now();
    while (this.#starts[0] !== undefined && this.#starts[0] < now - startWindowMs) this.#starts.shift();
    if (this.#starts.length >= mostStarts) throw this.#failure('keeps ending; it is left alone for a minute');
    this.#starts.push(now);
  }

  #failure(what: string, cause?: unknown): FarhandError {
    return new FarhandError('TOOL_FAILED', `The tool server ${this.name}: ${what}`, { cause });
  }
}

function said(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
