import * as $protobuf from "protobufjs/minimal.js";
import Long = require("long");

/** Namespace farhand. */
export namespace farhand {

    /** Namespace gui_mcp. */
    namespace gui_mcp {

        /** Namespace v1. */
        namespace v1 {

            /**
             * Properties of a Frame.
             * @deprecated Use farhand.gui_mcp.v1.Frame.$Properties instead.
             */
            interface IFrame extends farhand.gui_mcp.v1.Frame.$Properties {
            }

            /** Represents a Frame. */
            class Frame {

                /**
                 * Constructs a new Frame.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: farhand.gui_mcp.v1.Frame.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Frame seq. */
                seq: number;

                /** Frame ack. */
                ack: number;

                /** Frame hello. */
                hello?: (farhand.gui_mcp.v1.Hello.$Properties|null);

                /** Frame welcome. */
                welcome?: (farhand.gui_mcp.v1.Welcome.$Properties|null);

                /** Frame rpc. */
                rpc?: (farhand.gui_mcp.v1.Rpc.$Properties|null);

                /** Frame blob. */
                blob?: (farhand.gui_mcp.v1.Blob.$Properties|null);

                /** Frame ackOnly. */
                ackOnly?: (farhand.gui_mcp.v1.Ack.$Properties|null);

                /** Frame ping. */
                ping?: (farhand.gui_mcp.v1.Ping.$Properties|null);

                /** Frame pong. */
                pong?: (farhand.gui_mcp.v1.Pong.$Properties|null);

                /** Frame bye. */
                bye?: (farhand.gui_mcp.v1.Bye.$Properties|null);

                /** Frame body. */
                body?: ("hello"|"welcome"|"rpc"|"blob"|"ackOnly"|"ping"|"pong"|"bye");

                /**
                 * Creates a new Frame instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns Frame instance
                 */
                static create(properties: farhand.gui_mcp.v1.Frame.$Shape): farhand.gui_mcp.v1.Frame & farhand.gui_mcp.v1.Frame.$Shape;
                static create(properties?: farhand.gui_mcp.v1.Frame.$Properties): farhand.gui_mcp.v1.Frame;

                /**
                 * Encodes the specified Frame message. Does not implicitly {@link farhand.gui_mcp.v1.Frame.verify|verify} messages.
                 * @param message Frame message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: farhand.gui_mcp.v1.Frame.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Frame message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {farhand.gui_mcp.v1.Frame & farhand.gui_mcp.v1.Frame.$Shape} Frame
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): farhand.gui_mcp.v1.Frame & farhand.gui_mcp.v1.Frame.$Shape;

                /**
                 * Creates a Frame message from a plain object. Also converts values to their respective internal types.
                 * @param object Plain object
                 * @returns Frame
                 */
                static fromObject(object: { [k: string]: any }): farhand.gui_mcp.v1.Frame;

                /**
                 * Creates a plain object from a Frame message. Also converts values to other types if specified.
                 * @param message Frame
                 * @param [options] Conversion options
                 * @returns Plain object
                 */
                static toObject(message: farhand.gui_mcp.v1.Frame, options?: $protobuf.IConversionOptions): { [k: string]: any };

                /**
                 * Converts this Frame to JSON.
                 * @returns JSON object
                 */
                toJSON(): { [k: string]: any };

                /**
                 * Gets the type url for Frame
                 * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
                 * @returns The type url
                 */
                static getTypeUrl(prefix?: string): string;
            }

            namespace Frame {

                /** Properties of a Frame. */
                interface $Properties {

                    /** Frame seq */
                    seq?: (number|null);

                    /** Frame ack */
                    ack?: (number|null);

                    /** Frame hello */
                    hello?: (farhand.gui_mcp.v1.Hello.$Properties|null);

                    /** Frame welcome */
                    welcome?: (farhand.gui_mcp.v1.Welcome.$Properties|null);

                    /** Frame rpc */
                    rpc?: (farhand.gui_mcp.v1.Rpc.$Properties|null);

                    /** Frame blob */
                    blob?: (farhand.gui_mcp.v1.Blob.$Properties|null);

                    /** Frame ackOnly */
                    ackOnly?: (farhand.gui_mcp.v1.Ack.$Properties|null);

                    /** Frame ping */
                    ping?: (farhand.gui_mcp.v1.Ping.$Properties|null);

                    /** Frame pong */
                    pong?: (farhand.gui_mcp.v1.Pong.$Properties|null);

                    /** Frame bye */
                    bye?: (farhand.gui_mcp.v1.Bye.$Properties|null);

                    /** Frame body */
                    body?: ("hello"|"welcome"|"rpc"|"blob"|"ackOnly"|"ping"|"pong"|"bye");

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Narrowed shape of a Frame. */
                type $Shape = {
                  seq?: number|null;
                  ack?: number|null;
                  hello?: farhand.gui_mcp.v1.Hello.$Shape|null;
                  welcome?: farhand.gui_mcp.v1.Welcome.$Shape|null;
                  rpc?: farhand.gui_mcp.v1.Rpc.$Shape|null;
                  blob?: farhand.gui_mcp.v1.Blob.$Shape|null;
                  ackOnly?: farhand.gui_mcp.v1.Ack.$Shape|null;
                  ping?: farhand.gui_mcp.v1.Ping.$Shape|null;
                  pong?: farhand.gui_mcp.v1.Pong.$Shape|null;
                  bye?: farhand.gui_mcp.v1.Bye.$Shape|null;
                  $unknowns?: Uint8Array[];
                } & (
                  ({ body?: undefined; hello?: null; welcome?: null; rpc?: null; blob?: null; ackOnly?: null; ping?: null; pong?: null; bye?: null }|{ body?: "hello"; hello: farhand.gui_mcp.v1.Hello.$Shape; welcome?: null; rpc?: null; blob?: null; ackOnly?: null; ping?: null; pong?: null; bye?: null }|{ body?: "welcome"; hello?: null; welcome: farhand.gui_mcp.v1.Welcome.$Shape; rpc?: null; blob?: null; ackOnly?: null; ping?: null; pong?: null; bye?: null }|{ body?: "rpc"; hello?: null; welcome?: null; rpc: farhand.gui_mcp.v1.Rpc.$Shape; blob?: null; ackOnly?: null; ping?: null; pong?: null; bye?: null }|{ body?: "blob"; hello?: null; welcome?: null; rpc?: null; blob: farhand.gui_mcp.v1.Blob.$Shape; ackOnly?: null; ping?: null; pong?: null; bye?: null }|{ body?: "ackOnly"; hello?: null; welcome?: null; rpc?: null; blob?: null; ackOnly: farhand.gui_mcp.v1.Ack.$Shape; ping?: null; pong?: null; bye?: null }|{ body?: "ping"; hello?: null; welcome?: null; rpc?: null; blob?: null; ackOnly?: null; ping: farhand.gui_mcp.v1.Ping.$Shape; pong?: null; bye?: null }|{ body?: "pong"; hello?: null; welcome?: null; rpc?: null; blob?: null; ackOnly?: null; ping?: null; pong: farhand.gui_mcp.v1.Pong.$Shape; bye?: null }|{ body?: "bye"; hello?: null; welcome?: null; rpc?: null; blob?: null; ackOnly?: null; ping?: null; pong?: null; bye: farhand.gui_mcp.v1.Bye.$Shape })
                );
            }

            /**
             * Properties of a Hello.
             * @deprecated Use farhand.gui_mcp.v1.Hello.$Properties instead.
             */
            interface IHello extends farhand.gui_mcp.v1.Hello.$Properties {
            }

            /** Represents a Hello. */
            class Hello {

                /**
                 * Constructs a new Hello.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: farhand.gui_mcp.v1.Hello.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Hello protocol. */
                protocol: number;

                /** Hello bridgeId. */
                bridgeId: string;

                /** Hello software. */
                software: string;

                /** Hello resumeToken. */
                resumeToken: string;

                /**
                 * Creates a new Hello instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns Hello instance
                 */
                static create(properties: farhand.gui_mcp.v1.Hello.$Shape): farhand.gui_mcp.v1.Hello & farhand.gui_mcp.v1.Hello.$Shape;
                static create(properties?: farhand.gui_mcp.v1.Hello.$Properties): farhand.gui_mcp.v1.Hello;

                /**
                 * Encodes the specified Hello message. Does not implicitly {@link farhand.gui_mcp.v1.Hello.verify|verify} messages.
                 * @param message Hello message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: farhand.gui_mcp.v1.Hello.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Hello message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {farhand.gui_mcp.v1.Hello & farhand.gui_mcp.v1.Hello.$Shape} Hello
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): farhand.gui_mcp.v1.Hello & farhand.gui_mcp.v1.Hello.$Shape;

                /**
                 * Creates a Hello message from a plain object. Also converts values to their respective internal types.
                 * @param object Plain object
                 * @returns Hello
                 */
                static fromObject(object: { [k: string]: any }): farhand.gui_mcp.v1.Hello;

                /**
                 * Creates a plain object from a Hello message. Also converts values to other types if specified.
                 * @param message Hello
                 * @param [options] Conversion options
                 * @returns Plain object
                 */
                static toObject(message: farhand.gui_mcp.v1.Hello, options?: $protobuf.IConversionOptions): { [k: string]: any };

                /**
                 * Converts this Hello to JSON.
                 * @returns JSON object
                 */
                toJSON(): { [k: string]: any };

                /**
                 * Gets the type url for Hello
                 * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
                 * @returns The type url
                 */
                static getTypeUrl(prefix?: string): string;
            }

            namespace Hello {

                /** Properties of a Hello. */
                interface $Properties {

                    /** Hello protocol */
                    protocol?: (number|null);

                    /** Hello bridgeId */
                    bridgeId?: (string|null);

                    /** Hello software */
                    software?: (string|null);

                    /** Hello resumeToken */
                    resumeToken?: (string|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Hello. */
                type $Shape = farhand.gui_mcp.v1.Hello.$Properties;
            }

            /**
             * Properties of a Welcome.
             * @deprecated Use farhand.gui_mcp.v1.Welcome.$Properties instead.
             */
            interface IWelcome extends farhand.gui_mcp.v1.Welcome.$Properties {
            }

            /** Represents a Welcome. */
            class Welcome {

                /**
                 * Constructs a new Welcome.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: farhand.gui_mcp.v1.Welcome.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Welcome protocol. */
                protocol: number;

                /** Welcome resumeToken. */
                resumeToken: string;

                /** Welcome maxFrameBytes. */
                maxFrameBytes: number;

                /** Welcome pingIntervalMs. */
                pingIntervalMs: number;

                /** Welcome resumed. */
                resumed: boolean;

                /** Welcome parkMs. */
                parkMs: number;

                /** Welcome notResumedBecause. */
                notResumedBecause: string;

                /**
                 * Creates a new Welcome instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns Welcome instance
                 */
                static create(properties: farhand.gui_mcp.v1.Welcome.$Shape): farhand.gui_mcp.v1.Welcome & farhand.gui_mcp.v1.Welcome.$Shape;
                static create(properties?: farhand.gui_mcp.v1.Welcome.$Properties): farhand.gui_mcp.v1.Welcome;

                /**
                 * Encodes the specified Welcome message. Does not implicitly {@link farhand.gui_mcp.v1.Welcome.verify|verify} messages.
                 * @param message Welcome message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: farhand.gui_mcp.v1.Welcome.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Welcome message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {farhand.gui_mcp.v1.Welcome & farhand.gui_mcp.v1.Welcome.$Shape} Welcome
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): farhand.gui_mcp.v1.Welcome & farhand.gui_mcp.v1.Welcome.$Shape;

                /**
                 * Creates a Welcome message from a plain object. Also converts values to their respective internal types.
                 * @param object Plain object
                 * @returns Welcome
                 */
                static fromObject(object: { [k: string]: any }): farhand.gui_mcp.v1.Welcome;

                /**
                 * Creates a plain object from a Welcome message. Also converts values to other types if specified.
                 * @param message Welcome
                 * @param [options] Conversion options
                 * @returns Plain object
                 */
                static toObject(message: farhand.gui_mcp.v1.Welcome, options?: $protobuf.IConversionOptions): { [k: string]: any };

                /**
                 * Converts this Welcome to JSON.
                 * @returns JSON object
                 */
                toJSON(): { [k: string]: any };

                /**
                 * Gets the type url for Welcome
                 * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
                 * @returns The type url
                 */
                static getTypeUrl(prefix?: string): string;
            }

            namespace Welcome {

                /** Properties of a Welcome. */
                interface $Properties {

                    /** Welcome protocol */
                    protocol?: (number|null);

                    /** Welcome resumeToken */
                    resumeToken?: (string|null);

                    /** Welcome maxFrameBytes */
                    maxFrameBytes?: (number|null);

                    /** Welcome pingIntervalMs */
                    pingIntervalMs?: (number|null);

                    /** Welcome resumed */
                    resumed?: (boolean|null);

                    /** Welcome parkMs */
                    parkMs?: (number|null);

                    /** Welcome notResumedBecause */
                    notResumedBecause?: (string|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Welcome. */
                type $Shape = farhand.gui_mcp.v1.Welcome.$Properties;
            }

            /**
             * Properties of a Rpc.
             * @deprecated Use farhand.gui_mcp.v1.Rpc.$Properties instead.
             */
            interface IRpc extends farhand.gui_mcp.v1.Rpc.$Properties {
            }

            /** Represents a Rpc. */
            class Rpc {

                /**
                 * Constructs a new Rpc.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: farhand.gui_mcp.v1.Rpc.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Rpc json. */
                json: Uint8Array;

                /** Rpc blobIds. */
                blobIds: number[];

                /**
                 * Creates a new Rpc instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns Rpc instance
                 */
                static create(properties: farhand.gui_mcp.v1.Rpc.$Shape): farhand.gui_mcp.v1.Rpc & farhand.gui_mcp.v1.Rpc.$Shape;
                static create(properties?: farhand.gui_mcp.v1.Rpc.$Properties): farhand.gui_mcp.v1.Rpc;

                /**
                 * Encodes the specified Rpc message. Does not implicitly {@link farhand.gui_mcp.v1.Rpc.verify|verify} messages.
                 * @param message Rpc message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: farhand.gui_mcp.v1.Rpc.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Rpc message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {farhand.gui_mcp.v1.Rpc & farhand.gui_mcp.v1.Rpc.$Shape} Rpc
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): farhand.gui_mcp.v1.Rpc & farhand.gui_mcp.v1.Rpc.$Shape;

                /**
                 * Creates a Rpc message from a plain object. Also converts values to their respective internal types.
                 * @param object Plain object
                 * @returns Rpc
                 */
                static fromObject(object: { [k: string]: any }): farhand.gui_mcp.v1.Rpc;

                /**
                 * Creates a plain object from a Rpc message. Also converts values to other types if specified.
                 * @param message Rpc
                 * @param [options] Conversion options
                 * @returns Plain object
                 */
                static toObject(message: farhand.gui_mcp.v1.Rpc, options?: $protobuf.IConversionOptions): { [k: string]: any };

                /**
                 * Converts this Rpc to JSON.
                 * @returns JSON object
                 */
                toJSON(): { [k: string]: any };

                /**
                 * Gets the type url for Rpc
                 * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
                 * @returns The type url
                 */
                static getTypeUrl(prefix?: string): string;
            }

            namespace Rpc {

                /** Properties of a Rpc. */
                interface $Properties {

                    /** Rpc json */
                    json?: (Uint8Array|null);

                    /** Rpc blobIds */
                    blobIds?: (number[]|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Rpc. */
                type $Shape = farhand.gui_mcp.v1.Rpc.$Properties;
            }

            /**
             * Properties of a Blob.
             * @deprecated Use farhand.gui_mcp.v1.Blob.$Properties instead.
             */
            interface IBlob extends farhand.gui_mcp.v1.Blob.$Properties {
            }

            /** Represents a Blob. */
            class Blob {

                /**
                 * Constructs a new Blob.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: farhand.gui_mcp.v1.Blob.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Blob id. */
                id: number;

                /** Blob mimeType. */
                mimeType: string;

                /** Blob data. */
                data: Uint8Array;

                /**
                 * Creates a new Blob instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns Blob instance
                 */
                static create(properties: farhand.gui_mcp.v1.Blob.$Shape): farhand.gui_mcp.v1.Blob & farhand.gui_mcp.v1.Blob.$Shape;
                static create(properties?: farhand.gui_mcp.v1.Blob.$Properties): farhand.gui_mcp.v1.Blob;

                /**
                 * Encodes the specified Blob message. Does not implicitly {@link farhand.gui_mcp.v1.Blob.verify|verify} messages.
                 * @param message Blob message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: farhand.gui_mcp.v1.Blob.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Blob message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {farhand.gui_mcp.v1.Blob & farhand.gui_mcp.v1.Blob.$Shape} Blob
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): farhand.gui_mcp.v1.Blob & farhand.gui_mcp.v1.Blob.$Shape;

                /**
                 * Creates a Blob message from a plain object. Also converts values to their respective internal types.
                 * @param object Plain object
                 * @returns Blob
                 */
                static fromObject(object: { [k: string]: any }): farhand.gui_mcp.v1.Blob;

                /**
                 * Creates a plain object from a Blob message. Also converts values to other types if specified.
                 * @param message Blob
                 * @param [options] Conversion options
                 * @returns Plain object
                 */
                static toObject(message: farhand.gui_mcp.v1.Blob, options?: $protobuf.IConversionOptions): { [k: string]: any };

                /**
                 * Converts this Blob to JSON.
                 * @returns JSON object
                 */
                toJSON(): { [k: string]: any };

                /**
                 * Gets the type url for Blob
                 * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
                 * @returns The type url
                 */
                static getTypeUrl(prefix?: string): string;
            }

            namespace Blob {

                /** Properties of a Blob. */
                interface $Properties {

                    /** Blob id */
                    id?: (number|null);

                    /** Blob mimeType */
                    mimeType?: (string|null);

                    /** Blob data */
                    data?: (Uint8Array|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Blob. */
                type $Shape = farhand.gui_mcp.v1.Blob.$Properties;
            }

            /**
             * Properties of an Ack.
             * @deprecated Use farhand.gui_mcp.v1.Ack.$Properties instead.
             */
            interface IAck extends farhand.gui_mcp.v1.Ack.$Properties {
            }

            /** Represents an Ack. */
            class Ack {

                /**
                 * Constructs a new Ack.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: farhand.gui_mcp.v1.Ack.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /**
                 * Creates a new Ack instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns Ack instance
                 */
                static create(properties: farhand.gui_mcp.v1.Ack.$Shape): farhand.gui_mcp.v1.Ack & farhand.gui_mcp.v1.Ack.$Shape;
                static create(properties?: farhand.gui_mcp.v1.Ack.$Properties): farhand.gui_mcp.v1.Ack;

                /**
                 * Encodes the specified Ack message. Does not implicitly {@link farhand.gui_mcp.v1.Ack.verify|verify} messages.
                 * @param message Ack message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: farhand.gui_mcp.v1.Ack.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an Ack message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {farhand.gui_mcp.v1.Ack & farhand.gui_mcp.v1.Ack.$Shape} Ack
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): farhand.gui_mcp.v1.Ack & farhand.gui_mcp.v1.Ack.$Shape;

                /**
                 * Creates an Ack message from a plain object. Also converts values to their respective internal types.
                 * @param object Plain object
                 * @returns Ack
                 */
                static fromObject(object: { [k: string]: any }): farhand.gui_mcp.v1.Ack;

                /**
                 * Creates a plain object from an Ack message. Also converts values to other types if specified.
                 * @param message Ack
                 * @param [options] Conversion options
                 * @returns Plain object
                 */
                static toObject(message: farhand.gui_mcp.v1.Ack, options?: $protobuf.IConversionOptions): { [k: string]: any };

                /**
                 * Converts this Ack to JSON.
                 * @returns JSON object
                 */
                toJSON(): { [k: string]: any };

                /**
                 * Gets the type url for Ack
                 * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
                 * @returns The type url
                 */
                static getTypeUrl(prefix?: string): string;
            }

            namespace Ack {

                /** Properties of an Ack. */
                interface $Properties {

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of an Ack. */
                type $Shape = farhand.gui_mcp.v1.Ack.$Properties;
            }

            /**
             * Properties of a Ping.
             * @deprecated Use farhand.gui_mcp.v1.Ping.$Properties instead.
             */
            interface IPing extends farhand.gui_mcp.v1.Ping.$Properties {
            }

            /** Represents a Ping. */
            class Ping {

                /**
                 * Constructs a new Ping.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: farhand.gui_mcp.v1.Ping.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Ping timeMs. */
                timeMs: number;

                /**
                 * Creates a new Ping instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns Ping instance
                 */
                static create(properties: farhand.gui_mcp.v1.Ping.$Shape): farhand.gui_mcp.v1.Ping & farhand.gui_mcp.v1.Ping.$Shape;
                static create(properties?: farhand.gui_mcp.v1.Ping.$Properties): farhand.gui_mcp.v1.Ping;

                /**
                 * Encodes the specified Ping message. Does not implicitly {@link farhand.gui_mcp.v1.Ping.verify|verify} messages.
                 * @param message Ping message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: farhand.gui_mcp.v1.Ping.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Ping message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {farhand.gui_mcp.v1.Ping & farhand.gui_mcp.v1.Ping.$Shape} Ping
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): farhand.gui_mcp.v1.Ping & farhand.gui_mcp.v1.Ping.$Shape;

                /**
                 * Creates a Ping message from a plain object. Also converts values to their respective internal types.
                 * @param object Plain object
                 * @returns Ping
                 */
                static fromObject(object: { [k: string]: any }): farhand.gui_mcp.v1.Ping;

                /**
                 * Creates a plain object from a Ping message. Also converts values to other types if specified.
                 * @param message Ping
                 * @param [options] Conversion options
                 * @returns Plain object
                 */
                static toObject(message: farhand.gui_mcp.v1.Ping, options?: $protobuf.IConversionOptions): { [k: string]: any };

                /**
                 * Converts this Ping to JSON.
                 * @returns JSON object
                 */
                toJSON(): { [k: string]: any };

                /**
                 * Gets the type url for Ping
                 * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
                 * @returns The type url
                 */
                static getTypeUrl(prefix?: string): string;
            }

            namespace Ping {

                /** Properties of a Ping. */
                interface $Properties {

                    /** Ping timeMs */
                    timeMs?: (number|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Ping. */
                type $Shape = farhand.gui_mcp.v1.Ping.$Properties;
            }

            /**
             * Properties of a Pong.
             * @deprecated Use farhand.gui_mcp.v1.Pong.$Properties instead.
             */
            interface IPong extends farhand.gui_mcp.v1.Pong.$Properties {
            }

            /** Represents a Pong. */
            class Pong {

                /**
                 * Constructs a new Pong.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: farhand.gui_mcp.v1.Pong.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Pong timeMs. */
                timeMs: number;

                /**
                 * Creates a new Pong instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns Pong instance
                 */
                static create(properties: farhand.gui_mcp.v1.Pong.$Shape): farhand.gui_mcp.v1.Pong & farhand.gui_mcp.v1.Pong.$Shape;
                static create(properties?: farhand.gui_mcp.v1.Pong.$Properties): farhand.gui_mcp.v1.Pong;

                /**
                 * Encodes the specified Pong message. Does not implicitly {@link farhand.gui_mcp.v1.Pong.verify|verify} messages.
                 * @param message Pong message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: farhand.gui_mcp.v1.Pong.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Pong message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {farhand.gui_mcp.v1.Pong & farhand.gui_mcp.v1.Pong.$Shape} Pong
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): farhand.gui_mcp.v1.Pong & farhand.gui_mcp.v1.Pong.$Shape;

                /**
                 * Creates a Pong message from a plain object. Also converts values to their respective internal types.
                 * @param object Plain object
                 * @returns Pong
                 */
                static fromObject(object: { [k: string]: any }): farhand.gui_mcp.v1.Pong;

                /**
                 * Creates a plain object from a Pong message. Also converts values to other types if specified.
                 * @param message Pong
                 * @param [options] Conversion options
                 * @returns Plain object
                 */
                static toObject(message: farhand.gui_mcp.v1.Pong, options?: $protobuf.IConversionOptions): { [k: string]: any };

                /**
                 * Converts this Pong to JSON.
                 * @returns JSON object
                 */
                toJSON(): { [k: string]: any };

                /**
                 * Gets the type url for Pong
                 * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
                 * @returns The type url
                 */
                static getTypeUrl(prefix?: string): string;
            }

            namespace Pong {

                /** Properties of a Pong. */
                interface $Properties {

                    /** Pong timeMs */
                    timeMs?: (number|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Pong. */
                type $Shape = farhand.gui_mcp.v1.Pong.$Properties;
            }

            /**
             * Properties of a Bye.
             * @deprecated Use farhand.gui_mcp.v1.Bye.$Properties instead.
             */
            interface IBye extends farhand.gui_mcp.v1.Bye.$Properties {
            }

            /** Represents a Bye. */
            class Bye {

                /**
                 * Constructs a new Bye.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: farhand.gui_mcp.v1.Bye.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Bye code. */
                code: string;

                /** Bye message. */
                message: string;

                /**
                 * Creates a new Bye instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns Bye instance
                 */
                static create(properties: farhand.gui_mcp.v1.Bye.$Shape): farhand.gui_mcp.v1.Bye & farhand.gui_mcp.v1.Bye.$Shape;
                static create(properties?: farhand.gui_mcp.v1.Bye.$Properties): farhand.gui_mcp.v1.Bye;

                /**
                 * Encodes the specified Bye message. Does not implicitly {@link farhand.gui_mcp.v1.Bye.verify|verify} messages.
                 * @param message Bye message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: farhand.gui_mcp.v1.Bye.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Bye message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {farhand.gui_mcp.v1.Bye & farhand.gui_mcp.v1.Bye.$Shape} Bye
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): farhand.gui_mcp.v1.Bye & farhand.gui_mcp.v1.Bye.$Shape;

                /**
                 * Creates a Bye message from a plain object. Also converts values to their respective internal types.
                 * @param object Plain object
                 * @returns Bye
                 */
                static fromObject(object: { [k: string]: any }): farhand.gui_mcp.v1.Bye;

                /**
                 * Creates a plain object from a Bye message. Also converts values to other types if specified.
                 * @param message Bye
                 * @param [options] Conversion options
                 * @returns Plain object
                 */
                static toObject(message: farhand.gui_mcp.v1.Bye, options?: $protobuf.IConversionOptions): { [k: string]: any };

                /**
                 * Converts this Bye to JSON.
                 * @returns JSON object
                 */
                toJSON(): { [k: string]: any };

                /**
                 * Gets the type url for Bye
                 * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
                 * @returns The type url
                 */
                static getTypeUrl(prefix?: string): string;
            }

            namespace Bye {

                /** Properties of a Bye. */
                interface $Properties {

                    /** Bye code */
                    code?: (string|null);

                    /** Bye message */
                    message?: (string|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Bye. */
                type $Shape = farhand.gui_mcp.v1.Bye.$Properties;
            }
        }
    }
}
