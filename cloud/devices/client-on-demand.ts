// The MCP client of one link, made when a call needs it and let go when none runs: with its tables a client costs several
// times what the link does, and most of ten thousand bridges are idle. What the first one negotiated the next ones take
// over (MCP 2026-07-28 has no session that could be lost), so waking costs no round trip.
import { FarhandError, type FrameLink, GuiMcpTransport } from '@farhand/shared';
import { Client, type ClientOptions, type DiscoverResult } from '@modelcontextprotocol/client';
import { AjvJsonSchemaValidator } from '@modelcontextprotocol/client/validators/ajv';

const clientName = { name: 'farhand-cloud', version: '0.1.0' };

/** A client of its own would make a whole schema compiler. Made with the first client, as not every cloud has bridges. */
let validator: AjvJsonSchemaValidator | undefined;

interface AwakeClient {
  readonly client: Client;
  readonly transport: GuiMcpTransport;
  readonly connected: Promise<void>;
  calls: number;
  /** A call ended without its answer. That may still come, and the next client would take it for one of its own. */
  isOwed: boolean;
}

export class ClientOnDemand {
  readonly #link: FrameLink;
  readonly #onClose: () => void;
  #awake: AwakeClient | undefined;
  /** Unset for a bridge of an older MCP, whose first client stays. */
  #discovered: DiscoverResult | undefined;

  private constructor(link: FrameLink, onClose: () => void) {
    this.#link = link;
    this.#onClose = onClose;
  }

  /** Negotiates with the bridge; when that fails, rejects and has ended the link. `onClose` is called once it has ended. */
  static async open(link: FrameLink, onClose: () => void): Promise<ClientOnDemand> {
    const opened = new ClientOnDemand(link, onClose);
    try {
      await opened.use(async (client) => {
        opened.#discovered = shared(client.getDiscoverResult());
      });
    } catch (error) {
      link.close();
      throw error;
    }
    return opened;
  }

  /** Runs calls on the client. Whatever `work` sends must have been answered when it resolves. */
  async use<T>(work: (client: Client, transport: GuiMcpTransport) => Promise<T>): Promise<T> {
    if (this.#link.closed) throw new FarhandError('LINK_LOST', 'The link to the bridge has ended');
    this.#awake ??= this.#wake();
    const awake = this.#awake;
    awake.calls++;
    try {
      await awake.connected;
      return await work(awake.client, awake.transport);
    } catch (error) {
      awake.isOwed = true;
      throw error;
    } finally {
      awake.calls--;
      if (awake.calls === 0 && !awake.isOwed && this.#discovered && !this.#link.closed) this.#letGo(awake);
    }
  }

  #wake(): AwakeClient {
    validator ??= new AjvJsonSchemaValidator();
    const options: ClientOptions = { versionNegotiation: { mode: 'auto' }, jsonSchemaValidator: validator };
    const client = new Client(clientName, options);
    const transport = new GuiMcpTransport(this.#link, { keepsImages: true });
    client.onclose = this.#onClose;
    const prior = this.#discovered && { prior: { kind: 'modern' as const, discover: this.#discovered } };
    const connected = client.connect(transport, prior);
    return { client, transport, connected, calls: 0, isOwed: false };
  }

  #letGo({ transport }: AwakeClient): void {
    this.#awake = undefined;
    transport.release();
    this.#link.onClose = this.#onClose;
    // Nothing was asked, so nothing that comes is an answer.
    this.#link.onMessage = () => {};
  }
}

/** Bridges of the same software say the same of themselves; it is kept once for all that do in a row. */
let lastDiscovered: { readonly text: string; readonly result: DiscoverResult } | undefined;

function shared(result: DiscoverResult | undefined): DiscoverResult | undefined {
  if (!result) return undefined;
  const text = JSON.stringify(result);
  if (lastDiscovered?.text !== text) lastDiscovered = { text, result };
  return lastDiscovered.result;
}
