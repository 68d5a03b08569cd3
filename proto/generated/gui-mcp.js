/*eslint-disable block-scoped-var, id-length, no-control-regex, no-magic-numbers, no-mixed-operators, no-prototype-builtins, no-redeclare, no-shadow, no-var, sort-vars, default-case, jsdoc/require-param*/
import $protobuf from "protobufjs/minimal.js";

// Common aliases
const $Reader = $protobuf.Reader, $Writer = $protobuf.Writer, $util = $protobuf.util;
const $Object = $util.global.Object, $undefined = $util.global.undefined, $Error = $util.global.Error, $RangeError = $util.global.RangeError, $TypeError = $util.global.TypeError, $Number = $util.global.Number, $parseInt = $util.global.parseInt, $String = $util.global.String, $BigInt = $util.global.BigInt, $Boolean = $util.global.Boolean, $Array = $util.global.Array;

// Exported root namespace
const $root = $protobuf.roots["default"] || ($protobuf.roots["default"] = {});

export const farhand = $root.farhand = (() => {

    /**
     * Namespace farhand.
     * @exports farhand
     * @namespace
     */
    const farhand = {};

    farhand.gui_mcp = (function() {

        /**
         * Namespace gui_mcp.
         * @memberof farhand
         * @namespace
         */
        const gui_mcp = {};

        gui_mcp.v1 = (function() {

            /**
             * Namespace v1.
             * @memberof farhand.gui_mcp
             * @namespace
             */
            const v1 = {};

            v1.Frame = (function() {

                /**
                 * Properties of a Frame.
                 * @typedef {Object} farhand.gui_mcp.v1.Frame.$Properties
                 * @property {number|null} [seq] Frame seq
                 * @property {number|null} [ack] Frame ack
                 * @property {farhand.gui_mcp.v1.Hello.$Properties|null} [hello] Frame hello
                 * @property {farhand.gui_mcp.v1.Welcome.$Properties|null} [welcome] Frame welcome
                 * @property {farhand.gui_mcp.v1.Rpc.$Properties|null} [rpc] Frame rpc
                 * @property {farhand.gui_mcp.v1.Blob.$Properties|null} [blob] Frame blob
                 * @property {farhand.gui_mcp.v1.Ack.$Properties|null} [ackOnly] Frame ackOnly
                 * @property {farhand.gui_mcp.v1.Ping.$Properties|null} [ping] Frame ping
                 * @property {farhand.gui_mcp.v1.Pong.$Properties|null} [pong] Frame pong
                 * @property {farhand.gui_mcp.v1.Bye.$Properties|null} [bye] Frame bye
                 * @property {"hello"|"welcome"|"rpc"|"blob"|"ackOnly"|"ping"|"pong"|"bye"} [body] Frame body
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Frame.
                 * @memberof farhand.gui_mcp.v1
                 * @interface IFrame
                 * @augments farhand.gui_mcp.v1.Frame.$Properties
                 * @deprecated Use farhand.gui_mcp.v1.Frame.$Properties instead.
                 */

                /**
                 * Narrowed shape of a Frame.
                 * @typedef {{
                 *   seq?: number|null;
                 *   ack?: number|null;
                 *   hello?: farhand.gui_mcp.v1.Hello.$Shape|null;
                 *   welcome?: farhand.gui_mcp.v1.Welcome.$Shape|null;
                 *   rpc?: farhand.gui_mcp.v1.Rpc.$Shape|null;
                 *   blob?: farhand.gui_mcp.v1.Blob.$Shape|null;
                 *   ackOnly?: farhand.gui_mcp.v1.Ack.$Shape|null;
                 *   ping?: farhand.gui_mcp.v1.Ping.$Shape|null;
                 *   pong?: farhand.gui_mcp.v1.Pong.$Shape|null;
                 *   bye?: farhand.gui_mcp.v1.Bye.$Shape|null;
                 *   $unknowns?: Array.<Uint8Array>;
                 * } & (
                 *   ({ body?: undefined; hello?: null; welcome?: null; rpc?: null; blob?: null; ackOnly?: null; ping?: null; pong?: null; bye?: null }|{ body?: "hello"; hello: farhand.gui_mcp.v1.Hello.$Shape; welcome?: null; rpc?: null; blob?: null; ackOnly?: null; ping?: null; pong?: null; bye?: null }|{ body?: "welcome"; hello?: null; welcome: farhand.gui_mcp.v1.Welcome.$Shape; rpc?: null; blob?: null; ackOnly?: null; ping?: null; pong?: null; bye?: null }|{ body?: "rpc"; hello?: null; welcome?: null; rpc: farhand.gui_mcp.v1.Rpc.$Shape; blob?: null; ackOnly?: null; ping?: null; pong?: null; bye?: null }|{ body?: "blob"; hello?: null; welcome?: null; rpc?: null; blob: farhand.gui_mcp.v1.Blob.$Shape; ackOnly?: null; ping?: null; pong?: null; bye?: null }|{ body?: "ackOnly"; hello?: null; welcome?: null; rpc?: null; blob?: null; ackOnly: farhand.gui_mcp.v1.Ack.$Shape; ping?: null; pong?: null; bye?: null }|{ body?: "ping"; hello?: null; welcome?: null; rpc?: null; blob?: null; ackOnly?: null; ping: farhand.gui_mcp.v1.Ping.$Shape; pong?: null; bye?: null }|{ body?: "pong"; hello?: null; welcome?: null; rpc?: null; blob?: null; ackOnly?: null; ping?: null; pong: farhand.gui_mcp.v1.Pong.$Shape; bye?: null }|{ body?: "bye"; hello?: null; welcome?: null; rpc?: null; blob?: null; ackOnly?: null; ping?: null; pong?: null; bye: farhand.gui_mcp.v1.Bye.$Shape })
                 * )} farhand.gui_mcp.v1.Frame.$Shape
                 */

                /**
                 * Constructs a new Frame.
                 * @memberof farhand.gui_mcp.v1
                 * @classdesc Represents a Frame.
                 * @constructor
                 * @param {farhand.gui_mcp.v1.Frame.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Frame = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Frame seq.
                 * @member {number} seq
                 * @memberof farhand.gui_mcp.v1.Frame
                 * @instance
                 */
                Frame.prototype.seq = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * Frame ack.
                 * @member {number} ack
                 * @memberof farhand.gui_mcp.v1.Frame
                 * @instance
                 */
                Frame.prototype.ack = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * Frame hello.
                 * @member {farhand.gui_mcp.v1.Hello.$Properties|null|undefined} hello
                 * @memberof farhand.gui_mcp.v1.Frame
                 * @instance
                 */
                Frame.prototype.hello = null;

                /**
                 * Frame welcome.
                 * @member {farhand.gui_mcp.v1.Welcome.$Properties|null|undefined} welcome
                 * @memberof farhand.gui_mcp.v1.Frame
                 * @instance
                 */
                Frame.prototype.welcome = null;

                /**
                 * Frame rpc.
                 * @member {farhand.gui_mcp.v1.Rpc.$Properties|null|undefined} rpc
                 * @memberof farhand.gui_mcp.v1.Frame
                 * @instance
                 */
                Frame.prototype.rpc = null;

                /**
                 * Frame blob.
                 * @member {farhand.gui_mcp.v1.Blob.$Properties|null|undefined} blob
                 * @memberof farhand.gui_mcp.v1.Frame
                 * @instance
                 */
                Frame.prototype.blob = null;

                /**
                 * Frame ackOnly.
                 * @member {farhand.gui_mcp.v1.Ack.$Properties|null|undefined} ackOnly
                 * @memberof farhand.gui_mcp.v1.Frame
                 * @instance
                 */
                Frame.prototype.ackOnly = null;

                /**
                 * Frame ping.
                 * @member {farhand.gui_mcp.v1.Ping.$Properties|null|undefined} ping
                 * @memberof farhand.gui_mcp.v1.Frame
                 * @instance
                 */
                Frame.prototype.ping = null;

                /**
                 * Frame pong.
                 * @member {farhand.gui_mcp.v1.Pong.$Properties|null|undefined} pong
                 * @memberof farhand.gui_mcp.v1.Frame
                 * @instance
                 */
                Frame.prototype.pong = null;

                /**
                 * Frame bye.
                 * @member {farhand.gui_mcp.v1.Bye.$Properties|null|undefined} bye
                 * @memberof farhand.gui_mcp.v1.Frame
                 * @instance
                 */
                Frame.prototype.bye = null;

                // OneOf field names bound to virtual getters and setters
                let $oneOfFields;

                /**
                 * Frame body.
                 * @member {"hello"|"welcome"|"rpc"|"blob"|"ackOnly"|"ping"|"pong"|"bye"|undefined} body
                 * @memberof farhand.gui_mcp.v1.Frame
                 * @instance
                 */
                $Object.defineProperty(Frame.prototype, "body", {
                    get: $util.oneOfGetter($oneOfFields = ["hello", "welcome", "rpc", "blob", "ackOnly", "ping", "pong", "bye"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                /**
                 * Creates a new Frame instance using the specified properties.
                 * @function create
                 * @memberof farhand.gui_mcp.v1.Frame
                 * @static
                 * @param {farhand.gui_mcp.v1.Frame.$Properties=} [properties] Properties to set
                 * @returns {farhand.gui_mcp.v1.Frame} Frame instance
                 * @type {{
                 *   (properties: farhand.gui_mcp.v1.Frame.$Shape): farhand.gui_mcp.v1.Frame & farhand.gui_mcp.v1.Frame.$Shape;
                 *   (properties?: farhand.gui_mcp.v1.Frame.$Properties): farhand.gui_mcp.v1.Frame;
                 * }}
                 */
                Frame.create = function(properties) {
                    return new Frame(properties);
                };

                /**
                 * Encodes the specified Frame message. Does not implicitly {@link farhand.gui_mcp.v1.Frame.verify|verify} messages.
                 * @function encode
                 * @memberof farhand.gui_mcp.v1.Frame
                 * @static
                 * @param {farhand.gui_mcp.v1.Frame.$Properties} message Frame message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Frame.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.seq != null && $Object.hasOwnProperty.call(message, "seq") && (typeof message.seq === "object" ? message.seq.low || message.seq.high : message.seq !== 0))
                        writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.seq);
                    if (message.ack != null && $Object.hasOwnProperty.call(message, "ack") && (typeof message.ack === "object" ? message.ack.low || message.ack.high : message.ack !== 0))
                        writer.uint32(/* id 2, wireType 0 =*/16).uint64(message.ack);
                    if (message.hello != null && $Object.hasOwnProperty.call(message, "hello"))
                        $root.farhand.gui_mcp.v1.Hello.encode(message.hello, writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
                    if (message.welcome != null && $Object.hasOwnProperty.call(message, "welcome"))
                        $root.farhand.gui_mcp.v1.Welcome.encode(message.welcome, writer.uint32(/* id 4, wireType 2 =*/34).fork(), _depth + 1).ldelim();
                    if (message.rpc != null && $Object.hasOwnProperty.call(message, "rpc"))
                        $root.farhand.gui_mcp.v1.Rpc.encode(message.rpc, writer.uint32(/* id 5, wireType 2 =*/42).fork(), _depth + 1).ldelim();
                    if (message.blob != null && $Object.hasOwnProperty.call(message, "blob"))
                        $root.farhand.gui_mcp.v1.Blob.encode(message.blob, writer.uint32(/* id 6, wireType 2 =*/50).fork(), _depth + 1).ldelim();
                    if (message.ackOnly != null && $Object.hasOwnProperty.call(message, "ackOnly"))
                        $root.farhand.gui_mcp.v1.Ack.encode(message.ackOnly, writer.uint32(/* id 7, wireType 2 =*/58).fork(), _depth + 1).ldelim();
                    if (message.ping != null && $Object.hasOwnProperty.call(message, "ping"))
                        $root.farhand.gui_mcp.v1.Ping.encode(message.ping, writer.uint32(/* id 8, wireType 2 =*/66).fork(), _depth + 1).ldelim();
                    if (message.pong != null && $Object.hasOwnProperty.call(message, "pong"))
                        $root.farhand.gui_mcp.v1.Pong.encode(message.pong, writer.uint32(/* id 9, wireType 2 =*/74).fork(), _depth + 1).ldelim();
                    if (message.bye != null && $Object.hasOwnProperty.call(message, "bye"))
                        $root.farhand.gui_mcp.v1.Bye.encode(message.bye, writer.uint32(/* id 10, wireType 2 =*/82).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a Frame message from the specified reader or buffer.
                 * @function decode
                 * @memberof farhand.gui_mcp.v1.Frame
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {farhand.gui_mcp.v1.Frame & farhand.gui_mcp.v1.Frame.$Shape} Frame
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Frame.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.farhand.gui_mcp.v1.Frame();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.seq = value;
                                else
                                    delete message.seq;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.ack = value;
                                else
                                    delete message.ack;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                message.hello = $root.farhand.gui_mcp.v1.Hello.decode(reader, reader.size(), $undefined, _depth + 1, message.hello);
                                message.body = "hello";
                                continue;
                            }
                        case 4: {
                                if (wireType !== 2)
                                    break;
                                message.welcome = $root.farhand.gui_mcp.v1.Welcome.decode(reader, reader.size(), $undefined, _depth + 1, message.welcome);
                                message.body = "welcome";
                                continue;
                            }
                        case 5: {
                                if (wireType !== 2)
                                    break;
                                message.rpc = $root.farhand.gui_mcp.v1.Rpc.decode(reader, reader.size(), $undefined, _depth + 1, message.rpc);
                                message.body = "rpc";
                                continue;
                            }
                        case 6: {
                                if (wireType !== 2)
                                    break;
                                message.blob = $root.farhand.gui_mcp.v1.Blob.decode(reader, reader.size(), $undefined, _depth + 1, message.blob);
                                message.body = "blob";
                                continue;
                            }
                        case 7: {
                                if (wireType !== 2)
                                    break;
                                message.ackOnly = $root.farhand.gui_mcp.v1.Ack.decode(reader, reader.size(), $undefined, _depth + 1, message.ackOnly);
                                message.body = "ackOnly";
                                continue;
                            }
                        case 8: {
                                if (wireType !== 2)
                                    break;
                                message.ping = $root.farhand.gui_mcp.v1.Ping.decode(reader, reader.size(), $undefined, _depth + 1, message.ping);
                                message.body = "ping";
                                continue;
                            }
                        case 9: {
                                if (wireType !== 2)
                                    break;
                                message.pong = $root.farhand.gui_mcp.v1.Pong.decode(reader, reader.size(), $undefined, _depth + 1, message.pong);
                                message.body = "pong";
                                continue;
                            }
                        case 10: {
                                if (wireType !== 2)
                                    break;
                                message.bye = $root.farhand.gui_mcp.v1.Bye.decode(reader, reader.size(), $undefined, _depth + 1, message.bye);
                                message.body = "bye";
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                /**
                 * Creates a Frame message from a plain object. Also converts values to their respective internal types.
                 * @function fromObject
                 * @memberof farhand.gui_mcp.v1.Frame
                 * @static
                 * @param {Object.<string,*>} object Plain object
                 * @returns {farhand.gui_mcp.v1.Frame} Frame
                 */
                Frame.fromObject = function (object, _depth) {
                    if (object instanceof $root.farhand.gui_mcp.v1.Frame)
                        return object;
                    if (!$util.isObject(object))
                        throw $TypeError(".farhand.gui_mcp.v1.Frame: object expected");
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let message = new $root.farhand.gui_mcp.v1.Frame();
                    if (object.seq != null)
                        if (typeof object.seq === "object" ? object.seq.low || object.seq.high : $Number(object.seq) !== 0)
                            if ($util.Long)
                                message.seq = $util.Long.fromValue(object.seq, true);
                            else if (typeof object.seq === "string")
                                message.seq = $parseInt(object.seq, 10);
                            else if (typeof object.seq === "number")
                                message.seq = object.seq;
                            else if (typeof object.seq === "object")
                                message.seq = new $util.LongBits(object.seq.low >>> 0, object.seq.high >>> 0).toNumber(true);
                    if (object.ack != null)
                        if (typeof object.ack === "object" ? object.ack.low || object.ack.high : $Number(object.ack) !== 0)
                            if ($util.Long)
                                message.ack = $util.Long.fromValue(object.ack, true);
                            else if (typeof object.ack === "string")
                                message.ack = $parseInt(object.ack, 10);
                            else if (typeof object.ack === "number")
                                message.ack = object.ack;
                            else if (typeof object.ack === "object")
                                message.ack = new $util.LongBits(object.ack.low >>> 0, object.ack.high >>> 0).toNumber(true);
                    if (object.hello != null) {
                        if (!$util.isObject(object.hello))
                            throw $TypeError(".farhand.gui_mcp.v1.Frame.hello: object expected");
                        message.hello = $root.farhand.gui_mcp.v1.Hello.fromObject(object.hello, _depth + 1);
                    }
                    if (object.welcome != null) {
                        if (!$util.isObject(object.welcome))
                            throw $TypeError(".farhand.gui_mcp.v1.Frame.welcome: object expected");
                        message.welcome = $root.farhand.gui_mcp.v1.Welcome.fromObject(object.welcome, _depth + 1);
                    }
                    if (object.rpc != null) {
                        if (!$util.isObject(object.rpc))
                            throw $TypeError(".farhand.gui_mcp.v1.Frame.rpc: object expected");
                        message.rpc = $root.farhand.gui_mcp.v1.Rpc.fromObject(object.rpc, _depth + 1);
                    }
                    if (object.blob != null) {
                        if (!$util.isObject(object.blob))
                            throw $TypeError(".farhand.gui_mcp.v1.Frame.blob: object expected");
                        message.blob = $root.farhand.gui_mcp.v1.Blob.fromObject(object.blob, _depth + 1);
                    }
                    if (object.ackOnly != null) {
                        if (!$util.isObject(object.ackOnly))
                            throw $TypeError(".farhand.gui_mcp.v1.Frame.ackOnly: object expected");
                        message.ackOnly = $root.farhand.gui_mcp.v1.Ack.fromObject(object.ackOnly, _depth + 1);
                    }
                    if (object.ping != null) {
                        if (!$util.isObject(object.ping))
                            throw $TypeError(".farhand.gui_mcp.v1.Frame.ping: object expected");
                        message.ping = $root.farhand.gui_mcp.v1.Ping.fromObject(object.ping, _depth + 1);
                    }
                    if (object.pong != null) {
                        if (!$util.isObject(object.pong))
                            throw $TypeError(".farhand.gui_mcp.v1.Frame.pong: object expected");
                        message.pong = $root.farhand.gui_mcp.v1.Pong.fromObject(object.pong, _depth + 1);
                    }
                    if (object.bye != null) {
                        if (!$util.isObject(object.bye))
                            throw $TypeError(".farhand.gui_mcp.v1.Frame.bye: object expected");
                        message.bye = $root.farhand.gui_mcp.v1.Bye.fromObject(object.bye, _depth + 1);
                    }
                    return message;
                };

                /**
                 * Creates a plain object from a Frame message. Also converts values to other types if specified.
                 * @function toObject
                 * @memberof farhand.gui_mcp.v1.Frame
                 * @static
                 * @param {farhand.gui_mcp.v1.Frame} message Frame
                 * @param {$protobuf.IConversionOptions} [options] Conversion options
                 * @returns {Object.<string,*>} Plain object
                 */
                Frame.toObject = function (message, options, _depth) {
                    if (!options)
                        options = {};
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let object = {};
                    if (options.defaults) {
                        if ($util.Long) {
                            let long = new $util.Long(0, 0, true);
                            object.seq = options.longs === $String ? long.toString() : options.longs === $Number ? long.toNumber() : typeof $BigInt !== "undefined" && options.longs === $BigInt ? long.toBigInt() : long;
                        } else
                            object.seq = options.longs === $String ? "0" : typeof $BigInt !== "undefined" && options.longs === $BigInt ? $BigInt("0") : 0;
                        if ($util.Long) {
                            let long = new $util.Long(0, 0, true);
                            object.ack = options.longs === $String ? long.toString() : options.longs === $Number ? long.toNumber() : typeof $BigInt !== "undefined" && options.longs === $BigInt ? long.toBigInt() : long;
                        } else
                            object.ack = options.longs === $String ? "0" : typeof $BigInt !== "undefined" && options.longs === $BigInt ? $BigInt("0") : 0;
                    }
                    if (message.seq != null && $Object.hasOwnProperty.call(message, "seq"))
                        if (typeof $BigInt !== "undefined" && options.longs === $BigInt)
                            object.seq = typeof message.seq === "number" ? $BigInt(message.seq) : $util.Long.fromBits(message.seq.low >>> 0, message.seq.high >>> 0, true).toBigInt();
                        else if (typeof message.seq === "number")
                            object.seq = options.longs === $String ? $String(message.seq) : message.seq;
                        else
                            object.seq = options.longs === $String ? $util.Long.prototype.toString.call(message.seq) : options.longs === $Number ? new $util.LongBits(message.seq.low >>> 0, message.seq.high >>> 0).toNumber(true) : message.seq;
                    if (message.ack != null && $Object.hasOwnProperty.call(message, "ack"))
                        if (typeof $BigInt !== "undefined" && options.longs === $BigInt)
                            object.ack = typeof message.ack === "number" ? $BigInt(message.ack) : $util.Long.fromBits(message.ack.low >>> 0, message.ack.high >>> 0, true).toBigInt();
                        else if (typeof message.ack === "number")
                            object.ack = options.longs === $String ? $String(message.ack) : message.ack;
                        else
                            object.ack = options.longs === $String ? $util.Long.prototype.toString.call(message.ack) : options.longs === $Number ? new $util.LongBits(message.ack.low >>> 0, message.ack.high >>> 0).toNumber(true) : message.ack;
                    if (message.hello != null && $Object.hasOwnProperty.call(message, "hello")) {
                        object.hello = $root.farhand.gui_mcp.v1.Hello.toObject(message.hello, options, _depth + 1);
                        if (options.oneofs)
                            object.body = "hello";
                    }
                    if (message.welcome != null && $Object.hasOwnProperty.call(message, "welcome")) {
                        object.welcome = $root.farhand.gui_mcp.v1.Welcome.toObject(message.welcome, options, _depth + 1);
                        if (options.oneofs)
                            object.body = "welcome";
                    }
                    if (message.rpc != null && $Object.hasOwnProperty.call(message, "rpc")) {
                        object.rpc = $root.farhand.gui_mcp.v1.Rpc.toObject(message.rpc, options, _depth + 1);
                        if (options.oneofs)
                            object.body = "rpc";
                    }
                    if (message.blob != null && $Object.hasOwnProperty.call(message, "blob")) {
                        object.blob = $root.farhand.gui_mcp.v1.Blob.toObject(message.blob, options, _depth + 1);
                        if (options.oneofs)
                            object.body = "blob";
                    }
                    if (message.ackOnly != null && $Object.hasOwnProperty.call(message, "ackOnly")) {
                        object.ackOnly = $root.farhand.gui_mcp.v1.Ack.toObject(message.ackOnly, options, _depth + 1);
                        if (options.oneofs)
                            object.body = "ackOnly";
                    }
                    if (message.ping != null && $Object.hasOwnProperty.call(message, "ping")) {
                        object.ping = $root.farhand.gui_mcp.v1.Ping.toObject(message.ping, options, _depth + 1);
                        if (options.oneofs)
                            object.body = "ping";
                    }
                    if (message.pong != null && $Object.hasOwnProperty.call(message, "pong")) {
                        object.pong = $root.farhand.gui_mcp.v1.Pong.toObject(message.pong, options, _depth + 1);
                        if (options.oneofs)
                            object.body = "pong";
                    }
                    if (message.bye != null && $Object.hasOwnProperty.call(message, "bye")) {
                        object.bye = $root.farhand.gui_mcp.v1.Bye.toObject(message.bye, options, _depth + 1);
                        if (options.oneofs)
                            object.body = "bye";
                    }
                    return object;
                };

                /**
                 * Converts this Frame to JSON.
                 * @function toJSON
                 * @memberof farhand.gui_mcp.v1.Frame
                 * @instance
                 * @returns {Object.<string,*>} JSON object
                 */
                Frame.prototype.toJSON = function() {
                    return Frame.toObject(this, $protobuf.util.toJSONOptions);
                };

                /**
                 * Gets the type url for Frame
                 * @function getTypeUrl
                 * @memberof farhand.gui_mcp.v1.Frame
                 * @static
                 * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
                 * @returns {string} The type url
                 */
                Frame.getTypeUrl = function(prefix) {
                    if (prefix === $undefined)
                        prefix = "type.googleapis.com";
                    return prefix + "/farhand.gui_mcp.v1.Frame";
                };

                return Frame;
            })();

            v1.Hello = (function() {

                /**
                 * Properties of a Hello.
                 * @typedef {Object} farhand.gui_mcp.v1.Hello.$Properties
                 * @property {number|null} [protocol] Hello protocol
                 * @property {string|null} [bridgeId] Hello bridgeId
                 * @property {string|null} [software] Hello software
                 * @property {string|null} [resumeToken] Hello resumeToken
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Hello.
                 * @memberof farhand.gui_mcp.v1
                 * @interface IHello
                 * @augments farhand.gui_mcp.v1.Hello.$Properties
                 * @deprecated Use farhand.gui_mcp.v1.Hello.$Properties instead.
                 */

                /**
                 * Shape of a Hello.
                 * @typedef {farhand.gui_mcp.v1.Hello.$Properties} farhand.gui_mcp.v1.Hello.$Shape
                 */

                /**
                 * Constructs a new Hello.
                 * @memberof farhand.gui_mcp.v1
                 * @classdesc Represents a Hello.
                 * @constructor
                 * @param {farhand.gui_mcp.v1.Hello.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Hello = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Hello protocol.
                 * @member {number} protocol
                 * @memberof farhand.gui_mcp.v1.Hello
                 * @instance
                 */
                Hello.prototype.protocol = 0;

                /**
                 * Hello bridgeId.
                 * @member {string} bridgeId
                 * @memberof farhand.gui_mcp.v1.Hello
                 * @instance
                 */
                Hello.prototype.bridgeId = "";

                /**
                 * Hello software.
                 * @member {string} software
                 * @memberof farhand.gui_mcp.v1.Hello
                 * @instance
                 */
                Hello.prototype.software = "";

                /**
                 * Hello resumeToken.
                 * @member {string} resumeToken
                 * @memberof farhand.gui_mcp.v1.Hello
                 * @instance
                 */
                Hello.prototype.resumeToken = "";

                /**
                 * Creates a new Hello instance using the specified properties.
                 * @function create
                 * @memberof farhand.gui_mcp.v1.Hello
                 * @static
                 * @param {farhand.gui_mcp.v1.Hello.$Properties=} [properties] Properties to set
                 * @returns {farhand.gui_mcp.v1.Hello} Hello instance
                 * @type {{
                 *   (properties: farhand.gui_mcp.v1.Hello.$Shape): farhand.gui_mcp.v1.Hello & farhand.gui_mcp.v1.Hello.$Shape;
                 *   (properties?: farhand.gui_mcp.v1.Hello.$Properties): farhand.gui_mcp.v1.Hello;
                 * }}
                 */
                Hello.create = function(properties) {
                    return new Hello(properties);
                };

                /**
                 * Encodes the specified Hello message. Does not implicitly {@link farhand.gui_mcp.v1.Hello.verify|verify} messages.
                 * @function encode
                 * @memberof farhand.gui_mcp.v1.Hello
                 * @static
                 * @param {farhand.gui_mcp.v1.Hello.$Properties} message Hello message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Hello.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.protocol != null && $Object.hasOwnProperty.call(message, "protocol") && message.protocol !== 0)
                        writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.protocol);
                    if (message.bridgeId != null && $Object.hasOwnProperty.call(message, "bridgeId") && message.bridgeId !== "")
                        writer.uint32(/* id 2, wireType 2 =*/18).string(message.bridgeId);
                    if (message.software != null && $Object.hasOwnProperty.call(message, "software") && message.software !== "")
                        writer.uint32(/* id 3, wireType 2 =*/26).string(message.software);
                    if (message.resumeToken != null && $Object.hasOwnProperty.call(message, "resumeToken") && message.resumeToken !== "")
                        writer.uint32(/* id 4, wireType 2 =*/34).string(message.resumeToken);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a Hello message from the specified reader or buffer.
                 * @function decode
                 * @memberof farhand.gui_mcp.v1.Hello
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {farhand.gui_mcp.v1.Hello & farhand.gui_mcp.v1.Hello.$Shape} Hello
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Hello.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.farhand.gui_mcp.v1.Hello();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.protocol = value;
                                else
                                    delete message.protocol;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.bridgeId = value;
                                else
                                    delete message.bridgeId;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.software = value;
                                else
                                    delete message.software;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.resumeToken = value;
                                else
                                    delete message.resumeToken;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                /**
                 * Creates a Hello message from a plain object. Also converts values to their respective internal types.
                 * @function fromObject
                 * @memberof farhand.gui_mcp.v1.Hello
                 * @static
                 * @param {Object.<string,*>} object Plain object
                 * @returns {farhand.gui_mcp.v1.Hello} Hello
                 */
                Hello.fromObject = function (object, _depth) {
                    if (object instanceof $root.farhand.gui_mcp.v1.Hello)
                        return object;
                    if (!$util.isObject(object))
                        throw $TypeError(".farhand.gui_mcp.v1.Hello: object expected");
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let message = new $root.farhand.gui_mcp.v1.Hello();
                    if (object.protocol != null)
                        if ($Number(object.protocol) !== 0)
                            message.protocol = object.protocol >>> 0;
                    if (object.bridgeId != null)
                        if (typeof object.bridgeId !== "string" || object.bridgeId.length)
                            message.bridgeId = $String(object.bridgeId);
                    if (object.software != null)
                        if (typeof object.software !== "string" || object.software.length)
                            message.software = $String(object.software);
                    if (object.resumeToken != null)
                        if (typeof object.resumeToken !== "string" || object.resumeToken.length)
                            message.resumeToken = $String(object.resumeToken);
                    return message;
                };

                /**
                 * Creates a plain object from a Hello message. Also converts values to other types if specified.
                 * @function toObject
                 * @memberof farhand.gui_mcp.v1.Hello
                 * @static
                 * @param {farhand.gui_mcp.v1.Hello} message Hello
                 * @param {$protobuf.IConversionOptions} [options] Conversion options
                 * @returns {Object.<string,*>} Plain object
                 */
                Hello.toObject = function (message, options, _depth) {
                    if (!options)
                        options = {};
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let object = {};
                    if (options.defaults) {
                        object.protocol = 0;
                        object.bridgeId = "";
                        object.software = "";
                        object.resumeToken = "";
                    }
                    if (message.protocol != null && $Object.hasOwnProperty.call(message, "protocol"))
                        object.protocol = message.protocol;
                    if (message.bridgeId != null && $Object.hasOwnProperty.call(message, "bridgeId"))
                        object.bridgeId = message.bridgeId;
                    if (message.software != null && $Object.hasOwnProperty.call(message, "software"))
                        object.software = message.software;
                    if (message.resumeToken != null && $Object.hasOwnProperty.call(message, "resumeToken"))
                        object.resumeToken = message.resumeToken;
                    return object;
                };

                /**
                 * Converts this Hello to JSON.
                 * @function toJSON
                 * @memberof farhand.gui_mcp.v1.Hello
                 * @instance
                 * @returns {Object.<string,*>} JSON object
                 */
                Hello.prototype.toJSON = function() {
                    return Hello.toObject(this, $protobuf.util.toJSONOptions);
                };

                /**
                 * Gets the type url for Hello
                 * @function getTypeUrl
                 * @memberof farhand.gui_mcp.v1.Hello
                 * @static
                 * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
                 * @returns {string} The type url
                 */
                Hello.getTypeUrl = function(prefix) {
                    if (prefix === $undefined)
                        prefix = "type.googleapis.com";
                    return prefix + "/farhand.gui_mcp.v1.Hello";
                };

                return Hello;
            })();

            v1.Welcome = (function() {

                /**
                 * Properties of a Welcome.
                 * @typedef {Object} farhand.gui_mcp.v1.Welcome.$Properties
                 * @property {number|null} [protocol] Welcome protocol
                 * @property {string|null} [resumeToken] Welcome resumeToken
                 * @property {number|null} [maxFrameBytes] Welcome maxFrameBytes
                 * @property {number|null} [pingIntervalMs] Welcome pingIntervalMs
                 * @property {boolean|null} [resumed] Welcome resumed
                 * @property {number|null} [parkMs] Welcome parkMs
                 * @property {string|null} [notResumedBecause] Welcome notResumedBecause
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Welcome.
                 * @memberof farhand.gui_mcp.v1
                 * @interface IWelcome
                 * @augments farhand.gui_mcp.v1.Welcome.$Properties
                 * @deprecated Use farhand.gui_mcp.v1.Welcome.$Properties instead.
                 */

                /**
                 * Shape of a Welcome.
                 * @typedef {farhand.gui_mcp.v1.Welcome.$Properties} farhand.gui_mcp.v1.Welcome.$Shape
                 */

                /**
                 * Constructs a new Welcome.
                 * @memberof farhand.gui_mcp.v1
                 * @classdesc Represents a Welcome.
                 * @constructor
                 * @param {farhand.gui_mcp.v1.Welcome.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Welcome = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Welcome protocol.
                 * @member {number} protocol
                 * @memberof farhand.gui_mcp.v1.Welcome
                 * @instance
                 */
                Welcome.prototype.protocol = 0;

                /**
                 * Welcome resumeToken.
                 * @member {string} resumeToken
                 * @memberof farhand.gui_mcp.v1.Welcome
                 * @instance
                 */
                Welcome.prototype.resumeToken = "";

                /**
                 * Welcome maxFrameBytes.
                 * @member {number} maxFrameBytes
                 * @memberof farhand.gui_mcp.v1.Welcome
                 * @instance
                 */
                Welcome.prototype.maxFrameBytes = 0;

                /**
                 * Welcome pingIntervalMs.
                 * @member {number} pingIntervalMs
                 * @memberof farhand.gui_mcp.v1.Welcome
                 * @instance
                 */
                Welcome.prototype.pingIntervalMs = 0;

                /**
                 * Welcome resumed.
                 * @member {boolean} resumed
                 * @memberof farhand.gui_mcp.v1.Welcome
                 * @instance
                 */
                Welcome.prototype.resumed = false;

                /**
                 * Welcome parkMs.
                 * @member {number} parkMs
                 * @memberof farhand.gui_mcp.v1.Welcome
                 * @instance
                 */
                Welcome.prototype.parkMs = 0;

                /**
                 * Welcome notResumedBecause.
                 * @member {string} notResumedBecause
                 * @memberof farhand.gui_mcp.v1.Welcome
                 * @instance
                 */
                Welcome.prototype.notResumedBecause = "";

                /**
                 * Creates a new Welcome instance using the specified properties.
                 * @function create
                 * @memberof farhand.gui_mcp.v1.Welcome
                 * @static
                 * @param {farhand.gui_mcp.v1.Welcome.$Properties=} [properties] Properties to set
                 * @returns {farhand.gui_mcp.v1.Welcome} Welcome instance
                 * @type {{
                 *   (properties: farhand.gui_mcp.v1.Welcome.$Shape): farhand.gui_mcp.v1.Welcome & farhand.gui_mcp.v1.Welcome.$Shape;
                 *   (properties?: farhand.gui_mcp.v1.Welcome.$Properties): farhand.gui_mcp.v1.Welcome;
                 * }}
                 */
                Welcome.create = function(properties) {
                    return new Welcome(properties);
                };

                /**
                 * Encodes the specified Welcome message. Does not implicitly {@link farhand.gui_mcp.v1.Welcome.verify|verify} messages.
                 * @function encode
                 * @memberof farhand.gui_mcp.v1.Welcome
                 * @static
                 * @param {farhand.gui_mcp.v1.Welcome.$Properties} message Welcome message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Welcome.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.protocol != null && $Object.hasOwnProperty.call(message, "protocol") && message.protocol !== 0)
                        writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.protocol);
                    if (message.resumeToken != null && $Object.hasOwnProperty.call(message, "resumeToken") && message.resumeToken !== "")
                        writer.uint32(/* id 3, wireType 2 =*/26).string(message.resumeToken);
                    if (message.maxFrameBytes != null && $Object.hasOwnProperty.call(message, "maxFrameBytes") && message.maxFrameBytes !== 0)
                        writer.uint32(/* id 4, wireType 0 =*/32).uint32(message.maxFrameBytes);
                    if (message.pingIntervalMs != null && $Object.hasOwnProperty.call(message, "pingIntervalMs") && message.pingIntervalMs !== 0)
                        writer.uint32(/* id 5, wireType 0 =*/40).uint32(message.pingIntervalMs);
                    if (message.resumed != null && $Object.hasOwnProperty.call(message, "resumed") && message.resumed !== false)
                        writer.uint32(/* id 6, wireType 0 =*/48).bool(message.resumed);
                    if (message.parkMs != null && $Object.hasOwnProperty.call(message, "parkMs") && message.parkMs !== 0)
                        writer.uint32(/* id 7, wireType 0 =*/56).uint32(message.parkMs);
                    if (message.notResumedBecause != null && $Object.hasOwnProperty.call(message, "notResumedBecause") && message.notResumedBecause !== "")
                        writer.uint32(/* id 8, wireType 2 =*/66).string(message.notResumedBecause);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a Welcome message from the specified reader or buffer.
                 * @function decode
                 * @memberof farhand.gui_mcp.v1.Welcome
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {farhand.gui_mcp.v1.Welcome & farhand.gui_mcp.v1.Welcome.$Shape} Welcome
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Welcome.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.farhand.gui_mcp.v1.Welcome();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.protocol = value;
                                else
                                    delete message.protocol;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.resumeToken = value;
                                else
                                    delete message.resumeToken;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.maxFrameBytes = value;
                                else
                                    delete message.maxFrameBytes;
                                continue;
                            }
                        case 5: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.pingIntervalMs = value;
                                else
                                    delete message.pingIntervalMs;
                                continue;
                            }
                        case 6: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.bool())
                                    message.resumed = value;
                                else
                                    delete message.resumed;
                                continue;
                            }
                        case 7: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.parkMs = value;
                                else
                                    delete message.parkMs;
                                continue;
                            }
                        case 8: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.notResumedBecause = value;
                                else
                                    delete message.notResumedBecause;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                /**
                 * Creates a Welcome message from a plain object. Also converts values to their respective internal types.
                 * @function fromObject
                 * @memberof farhand.gui_mcp.v1.Welcome
                 * @static
                 * @param {Object.<string,*>} object Plain object
                 * @returns {farhand.gui_mcp.v1.Welcome} Welcome
                 */
                Welcome.fromObject = function (object, _depth) {
                    if (object instanceof $root.farhand.gui_mcp.v1.Welcome)
                        return object;
                    if (!$util.isObject(object))
                        throw $TypeError(".farhand.gui_mcp.v1.Welcome: object expected");
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let message = new $root.farhand.gui_mcp.v1.Welcome();
                    if (object.protocol != null)
                        if ($Number(object.protocol) !== 0)
                            message.protocol = object.protocol >>> 0;
                    if (object.resumeToken != null)
                        if (typeof object.resumeToken !== "string" || object.resumeToken.length)
                            message.resumeToken = $String(object.resumeToken);
                    if (object.maxFrameBytes != null)
                        if ($Number(object.maxFrameBytes) !== 0)
                            message.maxFrameBytes = object.maxFrameBytes >>> 0;
                    if (object.pingIntervalMs != null)
                        if ($Number(object.pingIntervalMs) !== 0)
                            message.pingIntervalMs = object.pingIntervalMs >>> 0;
                    if (object.resumed != null)
                        if (object.resumed)
                            message.resumed = $Boolean(object.resumed);
                    if (object.parkMs != null)
                        if ($Number(object.parkMs) !== 0)
                            message.parkMs = object.parkMs >>> 0;
                    if (object.notResumedBecause != null)
                        if (typeof object.notResumedBecause !== "string" || object.notResumedBecause.length)
                            message.notResumedBecause = $String(object.notResumedBecause);
                    return message;
                };

                /**
                 * Creates a plain object from a Welcome message. Also converts values to other types if specified.
                 * @function toObject
                 * @memberof farhand.gui_mcp.v1.Welcome
                 * @static
                 * @param {farhand.gui_mcp.v1.Welcome} message Welcome
                 * @param {$protobuf.IConversionOptions} [options] Conversion options
                 * @returns {Object.<string,*>} Plain object
                 */
                Welcome.toObject = function (message, options, _depth) {
                    if (!options)
                        options = {};
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let object = {};
                    if (options.defaults) {
                        object.protocol = 0;
                        object.resumeToken = "";
                        object.maxFrameBytes = 0;
                        object.pingIntervalMs = 0;
                        object.resumed = false;
                        object.parkMs = 0;
                        object.notResumedBecause = "";
                    }
                    if (message.protocol != null && $Object.hasOwnProperty.call(message, "protocol"))
                        object.protocol = message.protocol;
                    if (message.resumeToken != null && $Object.hasOwnProperty.call(message, "resumeToken"))
                        object.resumeToken = message.resumeToken;
                    if (message.maxFrameBytes != null && $Object.hasOwnProperty.call(message, "maxFrameBytes"))
                        object.maxFrameBytes = message.maxFrameBytes;
                    if (message.pingIntervalMs != null && $Object.hasOwnProperty.call(message, "pingIntervalMs"))
                        object.pingIntervalMs = message.pingIntervalMs;
                    if (message.resumed != null && $Object.hasOwnProperty.call(message, "resumed"))
                        object.resumed = message.resumed;
                    if (message.parkMs != null && $Object.hasOwnProperty.call(message, "parkMs"))
                        object.parkMs = message.parkMs;
                    if (message.notResumedBecause != null && $Object.hasOwnProperty.call(message, "notResumedBecause"))
                        object.notResumedBecause = message.notResumedBecause;
                    return object;
                };

                /**
                 * Converts this Welcome to JSON.
                 * @function toJSON
                 * @memberof farhand.gui_mcp.v1.Welcome
                 * @instance
                 * @returns {Object.<string,*>} JSON object
                 */
                Welcome.prototype.toJSON = function() {
                    return Welcome.toObject(this, $protobuf.util.toJSONOptions);
                };

                /**
                 * Gets the type url for Welcome
                 * @function getTypeUrl
                 * @memberof farhand.gui_mcp.v1.Welcome
                 * @static
                 * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
                 * @returns {string} The type url
                 */
                Welcome.getTypeUrl = function(prefix) {
                    if (prefix === $undefined)
                        prefix = "type.googleapis.com";
                    return prefix + "/farhand.gui_mcp.v1.Welcome";
                };

                return Welcome;
            })();

            v1.Rpc = (function() {

                /**
                 * Properties of a Rpc.
                 * @typedef {Object} farhand.gui_mcp.v1.Rpc.$Properties
                 * @property {Uint8Array|null} [json] Rpc json
                 * @property {Array.<number>|null} [blobIds] Rpc blobIds
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Rpc.
                 * @memberof farhand.gui_mcp.v1
                 * @interface IRpc
                 * @augments farhand.gui_mcp.v1.Rpc.$Properties
                 * @deprecated Use farhand.gui_mcp.v1.Rpc.$Properties instead.
                 */

                /**
                 * Shape of a Rpc.
                 * @typedef {farhand.gui_mcp.v1.Rpc.$Properties} farhand.gui_mcp.v1.Rpc.$Shape
                 */

                /**
                 * Constructs a new Rpc.
                 * @memberof farhand.gui_mcp.v1
                 * @classdesc Represents a Rpc.
                 * @constructor
                 * @param {farhand.gui_mcp.v1.Rpc.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Rpc = function (properties) {
                    this.blobIds = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Rpc json.
                 * @member {Uint8Array} json
                 * @memberof farhand.gui_mcp.v1.Rpc
                 * @instance
                 */
                Rpc.prototype.json = $util.newBuffer([]);

                /**
                 * Rpc blobIds.
                 * @member {Array.<number>} blobIds
                 * @memberof farhand.gui_mcp.v1.Rpc
                 * @instance
                 */
                Rpc.prototype.blobIds = $util.emptyArray;

                /**
                 * Creates a new Rpc instance using the specified properties.
                 * @function create
                 * @memberof farhand.gui_mcp.v1.Rpc
                 * @static
                 * @param {farhand.gui_mcp.v1.Rpc.$Properties=} [properties] Properties to set
                 * @returns {farhand.gui_mcp.v1.Rpc} Rpc instance
                 * @type {{
                 *   (properties: farhand.gui_mcp.v1.Rpc.$Shape): farhand.gui_mcp.v1.Rpc & farhand.gui_mcp.v1.Rpc.$Shape;
                 *   (properties?: farhand.gui_mcp.v1.Rpc.$Properties): farhand.gui_mcp.v1.Rpc;
                 * }}
                 */
                Rpc.create = function(properties) {
                    return new Rpc(properties);
                };

                /**
                 * Encodes the specified Rpc message. Does not implicitly {@link farhand.gui_mcp.v1.Rpc.verify|verify} messages.
                 * @function encode
                 * @memberof farhand.gui_mcp.v1.Rpc
                 * @static
                 * @param {farhand.gui_mcp.v1.Rpc.$Properties} message Rpc message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Rpc.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.json != null && $Object.hasOwnProperty.call(message, "json") && message.json.length)
                        writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.json);
                    if (message.blobIds != null && message.blobIds.length)
                        writer.uint32(/* id 2, wireType 2 =*/18).uint32s(message.blobIds);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a Rpc message from the specified reader or buffer.
                 * @function decode
                 * @memberof farhand.gui_mcp.v1.Rpc
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {farhand.gui_mcp.v1.Rpc & farhand.gui_mcp.v1.Rpc.$Shape} Rpc
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Rpc.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.farhand.gui_mcp.v1.Rpc();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.json = value;
                                else
                                    delete message.json;
                                continue;
                            }
                        case 2: {
                                if (wireType === 2) {
                                    if (!(message.blobIds && message.blobIds.length))
                                        message.blobIds = [];
                                    reader.uint32s(message.blobIds);
                                    continue;
                                }
                                if (wireType !== 0)
                                    break;
                                if (!(message.blobIds && message.blobIds.length))
                                    message.blobIds = [];
                                message.blobIds.push(reader.uint32());
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                /**
                 * Creates a Rpc message from a plain object. Also converts values to their respective internal types.
                 * @function fromObject
                 * @memberof farhand.gui_mcp.v1.Rpc
                 * @static
                 * @param {Object.<string,*>} object Plain object
                 * @returns {farhand.gui_mcp.v1.Rpc} Rpc
                 */
                Rpc.fromObject = function (object, _depth) {
                    if (object instanceof $root.farhand.gui_mcp.v1.Rpc)
                        return object;
                    if (!$util.isObject(object))
                        throw $TypeError(".farhand.gui_mcp.v1.Rpc: object expected");
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let message = new $root.farhand.gui_mcp.v1.Rpc();
                    if (object.json != null)
                        if (object.json.length)
                            if (typeof object.json === "string")
                                $util.base64.decode(object.json, message.json = $util.newBuffer($util.base64.length(object.json)), 0);
                            else if (object.json.length >= 0)
                                message.json = object.json;
                    if (object.blobIds) {
                        if (!$Array.isArray(object.blobIds))
                            throw $TypeError(".farhand.gui_mcp.v1.Rpc.blobIds: array expected");
                        message.blobIds = $Array(object.blobIds.length);
                        for (let i = 0; i < object.blobIds.length; ++i)
                            message.blobIds[i] = object.blobIds[i] >>> 0;
                    }
                    return message;
                };

                /**
                 * Creates a plain object from a Rpc message. Also converts values to other types if specified.
                 * @function toObject
                 * @memberof farhand.gui_mcp.v1.Rpc
                 * @static
                 * @param {farhand.gui_mcp.v1.Rpc} message Rpc
                 * @param {$protobuf.IConversionOptions} [options] Conversion options
                 * @returns {Object.<string,*>} Plain object
                 */
                Rpc.toObject = function (message, options, _depth) {
                    if (!options)
                        options = {};
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let object = {};
                    if (options.arrays || options.defaults)
                        object.blobIds = [];
                    if (options.defaults)
                        if (options.bytes === $String)
                            object.json = "";
                        else {
                            object.json = [];
                            if (options.bytes !== $Array)
                                object.json = $util.newBuffer(object.json);
                        }
                    if (message.json != null && $Object.hasOwnProperty.call(message, "json"))
                        object.json = options.bytes === $String ? $util.base64.encode(message.json, 0, message.json.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.json) : message.json;
                    if (message.blobIds && message.blobIds.length) {
                        object.blobIds = $Array(message.blobIds.length);
                        for (let j = 0; j < message.blobIds.length; ++j)
                            object.blobIds[j] = message.blobIds[j];
                    }
                    return object;
                };

                /**
                 * Converts this Rpc to JSON.
                 * @function toJSON
                 * @memberof farhand.gui_mcp.v1.Rpc
                 * @instance
                 * @returns {Object.<string,*>} JSON object
                 */
                Rpc.prototype.toJSON = function() {
                    return Rpc.toObject(this, $protobuf.util.toJSONOptions);
                };

                /**
                 * Gets the type url for Rpc
                 * @function getTypeUrl
                 * @memberof farhand.gui_mcp.v1.Rpc
                 * @static
                 * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
                 * @returns {string} The type url
                 */
                Rpc.getTypeUrl = function(prefix) {
                    if (prefix === $undefined)
                        prefix = "type.googleapis.com";
                    return prefix + "/farhand.gui_mcp.v1.Rpc";
                };

                return Rpc;
            })();

            v1.Blob = (function() {

                /**
                 * Properties of a Blob.
                 * @typedef {Object} farhand.gui_mcp.v1.Blob.$Properties
                 * @property {number|null} [id] Blob id
                 * @property {string|null} [mimeType] Blob mimeType
                 * @property {Uint8Array|null} [data] Blob data
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Blob.
                 * @memberof farhand.gui_mcp.v1
                 * @interface IBlob
                 * @augments farhand.gui_mcp.v1.Blob.$Properties
                 * @deprecated Use farhand.gui_mcp.v1.Blob.$Properties instead.
                 */

                /**
                 * Shape of a Blob.
                 * @typedef {farhand.gui_mcp.v1.Blob.$Properties} farhand.gui_mcp.v1.Blob.$Shape
                 */

                /**
                 * Constructs a new Blob.
                 * @memberof farhand.gui_mcp.v1
                 * @classdesc Represents a Blob.
                 * @constructor
                 * @param {farhand.gui_mcp.v1.Blob.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Blob = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Blob id.
                 * @member {number} id
                 * @memberof farhand.gui_mcp.v1.Blob
                 * @instance
                 */
                Blob.prototype.id = 0;

                /**
                 * Blob mimeType.
                 * @member {string} mimeType
                 * @memberof farhand.gui_mcp.v1.Blob
                 * @instance
                 */
                Blob.prototype.mimeType = "";

                /**
                 * Blob data.
                 * @member {Uint8Array} data
                 * @memberof farhand.gui_mcp.v1.Blob
                 * @instance
                 */
                Blob.prototype.data = $util.newBuffer([]);

                /**
                 * Creates a new Blob instance using the specified properties.
                 * @function create
                 * @memberof farhand.gui_mcp.v1.Blob
                 * @static
                 * @param {farhand.gui_mcp.v1.Blob.$Properties=} [properties] Properties to set
                 * @returns {farhand.gui_mcp.v1.Blob} Blob instance
                 * @type {{
                 *   (properties: farhand.gui_mcp.v1.Blob.$Shape): farhand.gui_mcp.v1.Blob & farhand.gui_mcp.v1.Blob.$Shape;
                 *   (properties?: farhand.gui_mcp.v1.Blob.$Properties): farhand.gui_mcp.v1.Blob;
                 * }}
                 */
                Blob.create = function(properties) {
                    return new Blob(properties);
                };

                /**
                 * Encodes the specified Blob message. Does not implicitly {@link farhand.gui_mcp.v1.Blob.verify|verify} messages.
                 * @function encode
                 * @memberof farhand.gui_mcp.v1.Blob
                 * @static
                 * @param {farhand.gui_mcp.v1.Blob.$Properties} message Blob message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Blob.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.id != null && $Object.hasOwnProperty.call(message, "id") && message.id !== 0)
                        writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.id);
                    if (message.mimeType != null && $Object.hasOwnProperty.call(message, "mimeType") && message.mimeType !== "")
                        writer.uint32(/* id 2, wireType 2 =*/18).string(message.mimeType);
                    if (message.data != null && $Object.hasOwnProperty.call(message, "data") && message.data.length)
                        writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.data);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a Blob message from the specified reader or buffer.
                 * @function decode
                 * @memberof farhand.gui_mcp.v1.Blob
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {farhand.gui_mcp.v1.Blob & farhand.gui_mcp.v1.Blob.$Shape} Blob
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Blob.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.farhand.gui_mcp.v1.Blob();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.id = value;
                                else
                                    delete message.id;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.mimeType = value;
                                else
                                    delete message.mimeType;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.data = value;
                                else
                                    delete message.data;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                /**
                 * Creates a Blob message from a plain object. Also converts values to their respective internal types.
                 * @function fromObject
                 * @memberof farhand.gui_mcp.v1.Blob
                 * @static
                 * @param {Object.<string,*>} object Plain object
                 * @returns {farhand.gui_mcp.v1.Blob} Blob
                 */
                Blob.fromObject = function (object, _depth) {
                    if (object instanceof $root.farhand.gui_mcp.v1.Blob)
                        return object;
                    if (!$util.isObject(object))
                        throw $TypeError(".farhand.gui_mcp.v1.Blob: object expected");
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let message = new $root.farhand.gui_mcp.v1.Blob();
                    if (object.id != null)
                        if ($Number(object.id) !== 0)
                            message.id = object.id >>> 0;
                    if (object.mimeType != null)
                        if (typeof object.mimeType !== "string" || object.mimeType.length)
                            message.mimeType = $String(object.mimeType);
                    if (object.data != null)
                        if (object.data.length)
                            if (typeof object.data === "string")
                                $util.base64.decode(object.data, message.data = $util.newBuffer($util.base64.length(object.data)), 0);
                            else if (object.data.length >= 0)
                                message.data = object.data;
                    return message;
                };

                /**
                 * Creates a plain object from a Blob message. Also converts values to other types if specified.
                 * @function toObject
                 * @memberof farhand.gui_mcp.v1.Blob
                 * @static
                 * @param {farhand.gui_mcp.v1.Blob} message Blob
                 * @param {$protobuf.IConversionOptions} [options] Conversion options
                 * @returns {Object.<string,*>} Plain object
                 */
                Blob.toObject = function (message, options, _depth) {
                    if (!options)
                        options = {};
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let object = {};
                    if (options.defaults) {
                        object.id = 0;
                        object.mimeType = "";
                        if (options.bytes === $String)
                            object.data = "";
                        else {
                            object.data = [];
                            if (options.bytes !== $Array)
                                object.data = $util.newBuffer(object.data);
                        }
                    }
                    if (message.id != null && $Object.hasOwnProperty.call(message, "id"))
                        object.id = message.id;
                    if (message.mimeType != null && $Object.hasOwnProperty.call(message, "mimeType"))
                        object.mimeType = message.mimeType;
                    if (message.data != null && $Object.hasOwnProperty.call(message, "data"))
                        object.data = options.bytes === $String ? $util.base64.encode(message.data, 0, message.data.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.data) : message.data;
                    return object;
                };

                /**
                 * Converts this Blob to JSON.
                 * @function toJSON
                 * @memberof farhand.gui_mcp.v1.Blob
                 * @instance
                 * @returns {Object.<string,*>} JSON object
                 */
                Blob.prototype.toJSON = function() {
                    return Blob.toObject(this, $protobuf.util.toJSONOptions);
                };

                /**
                 * Gets the type url for Blob
                 * @function getTypeUrl
                 * @memberof farhand.gui_mcp.v1.Blob
                 * @static
                 * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
                 * @returns {string} The type url
                 */
                Blob.getTypeUrl = function(prefix) {
                    if (prefix === $undefined)
                        prefix = "type.googleapis.com";
                    return prefix + "/farhand.gui_mcp.v1.Blob";
                };

                return Blob;
            })();

            v1.Ack = (function() {

                /**
                 * Properties of an Ack.
                 * @typedef {Object} farhand.gui_mcp.v1.Ack.$Properties
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of an Ack.
                 * @memberof farhand.gui_mcp.v1
                 * @interface IAck
                 * @augments farhand.gui_mcp.v1.Ack.$Properties
                 * @deprecated Use farhand.gui_mcp.v1.Ack.$Properties instead.
                 */

                /**
                 * Shape of an Ack.
                 * @typedef {farhand.gui_mcp.v1.Ack.$Properties} farhand.gui_mcp.v1.Ack.$Shape
                 */

                /**
                 * Constructs a new Ack.
                 * @memberof farhand.gui_mcp.v1
                 * @classdesc Represents an Ack.
                 * @constructor
                 * @param {farhand.gui_mcp.v1.Ack.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Ack = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Creates a new Ack instance using the specified properties.
                 * @function create
                 * @memberof farhand.gui_mcp.v1.Ack
                 * @static
                 * @param {farhand.gui_mcp.v1.Ack.$Properties=} [properties] Properties to set
                 * @returns {farhand.gui_mcp.v1.Ack} Ack instance
                 * @type {{
                 *   (properties: farhand.gui_mcp.v1.Ack.$Shape): farhand.gui_mcp.v1.Ack & farhand.gui_mcp.v1.Ack.$Shape;
                 *   (properties?: farhand.gui_mcp.v1.Ack.$Properties): farhand.gui_mcp.v1.Ack;
                 * }}
                 */
                Ack.create = function(properties) {
                    return new Ack(properties);
                };

                /**
                 * Encodes the specified Ack message. Does not implicitly {@link farhand.gui_mcp.v1.Ack.verify|verify} messages.
                 * @function encode
                 * @memberof farhand.gui_mcp.v1.Ack
                 * @static
                 * @param {farhand.gui_mcp.v1.Ack.$Properties} message Ack message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Ack.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes an Ack message from the specified reader or buffer.
                 * @function decode
                 * @memberof farhand.gui_mcp.v1.Ack
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {farhand.gui_mcp.v1.Ack & farhand.gui_mcp.v1.Ack.$Shape} Ack
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Ack.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.farhand.gui_mcp.v1.Ack();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        reader.skipType(tag & 7, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                /**
                 * Creates an Ack message from a plain object. Also converts values to their respective internal types.
                 * @function fromObject
                 * @memberof farhand.gui_mcp.v1.Ack
                 * @static
                 * @param {Object.<string,*>} object Plain object
                 * @returns {farhand.gui_mcp.v1.Ack} Ack
                 */
                Ack.fromObject = function (object, _depth) {
                    if (object instanceof $root.farhand.gui_mcp.v1.Ack)
                        return object;
                    if (!$util.isObject(object))
                        throw $TypeError(".farhand.gui_mcp.v1.Ack: object expected");
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    return new $root.farhand.gui_mcp.v1.Ack();
                };

                /**
                 * Creates a plain object from an Ack message. Also converts values to other types if specified.
                 * @function toObject
                 * @memberof farhand.gui_mcp.v1.Ack
                 * @static
                 * @param {farhand.gui_mcp.v1.Ack} message Ack
                 * @param {$protobuf.IConversionOptions} [options] Conversion options
                 * @returns {Object.<string,*>} Plain object
                 */
                Ack.toObject = function () {
                    return {};
                };

                /**
                 * Converts this Ack to JSON.
                 * @function toJSON
                 * @memberof farhand.gui_mcp.v1.Ack
                 * @instance
                 * @returns {Object.<string,*>} JSON object
                 */
                Ack.prototype.toJSON = function() {
                    return Ack.toObject(this, $protobuf.util.toJSONOptions);
                };

                /**
                 * Gets the type url for Ack
                 * @function getTypeUrl
                 * @memberof farhand.gui_mcp.v1.Ack
                 * @static
                 * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
                 * @returns {string} The type url
                 */
                Ack.getTypeUrl = function(prefix) {
                    if (prefix === $undefined)
                        prefix = "type.googleapis.com";
                    return prefix + "/farhand.gui_mcp.v1.Ack";
                };

                return Ack;
            })();

            v1.Ping = (function() {

                /**
                 * Properties of a Ping.
                 * @typedef {Object} farhand.gui_mcp.v1.Ping.$Properties
                 * @property {number|null} [timeMs] Ping timeMs
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Ping.
                 * @memberof farhand.gui_mcp.v1
                 * @interface IPing
                 * @augments farhand.gui_mcp.v1.Ping.$Properties
                 * @deprecated Use farhand.gui_mcp.v1.Ping.$Properties instead.
                 */

                /**
                 * Shape of a Ping.
                 * @typedef {farhand.gui_mcp.v1.Ping.$Properties} farhand.gui_mcp.v1.Ping.$Shape
                 */

                /**
                 * Constructs a new Ping.
                 * @memberof farhand.gui_mcp.v1
                 * @classdesc Represents a Ping.
                 * @constructor
                 * @param {farhand.gui_mcp.v1.Ping.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Ping = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Ping timeMs.
                 * @member {number} timeMs
                 * @memberof farhand.gui_mcp.v1.Ping
                 * @instance
                 */
                Ping.prototype.timeMs = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * Creates a new Ping instance using the specified properties.
                 * @function create
                 * @memberof farhand.gui_mcp.v1.Ping
                 * @static
                 * @param {farhand.gui_mcp.v1.Ping.$Properties=} [properties] Properties to set
                 * @returns {farhand.gui_mcp.v1.Ping} Ping instance
                 * @type {{
                 *   (properties: farhand.gui_mcp.v1.Ping.$Shape): farhand.gui_mcp.v1.Ping & farhand.gui_mcp.v1.Ping.$Shape;
                 *   (properties?: farhand.gui_mcp.v1.Ping.$Properties): farhand.gui_mcp.v1.Ping;
                 * }}
                 */
                Ping.create = function(properties) {
                    return new Ping(properties);
                };

                /**
                 * Encodes the specified Ping message. Does not implicitly {@link farhand.gui_mcp.v1.Ping.verify|verify} messages.
                 * @function encode
                 * @memberof farhand.gui_mcp.v1.Ping
                 * @static
                 * @param {farhand.gui_mcp.v1.Ping.$Properties} message Ping message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Ping.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.timeMs != null && $Object.hasOwnProperty.call(message, "timeMs") && (typeof message.timeMs === "object" ? message.timeMs.low || message.timeMs.high : message.timeMs !== 0))
                        writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.timeMs);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a Ping message from the specified reader or buffer.
                 * @function decode
                 * @memberof farhand.gui_mcp.v1.Ping
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {farhand.gui_mcp.v1.Ping & farhand.gui_mcp.v1.Ping.$Shape} Ping
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Ping.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.farhand.gui_mcp.v1.Ping();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.timeMs = value;
                                else
                                    delete message.timeMs;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                /**
                 * Creates a Ping message from a plain object. Also converts values to their respective internal types.
                 * @function fromObject
                 * @memberof farhand.gui_mcp.v1.Ping
                 * @static
                 * @param {Object.<string,*>} object Plain object
                 * @returns {farhand.gui_mcp.v1.Ping} Ping
                 */
                Ping.fromObject = function (object, _depth) {
                    if (object instanceof $root.farhand.gui_mcp.v1.Ping)
                        return object;
                    if (!$util.isObject(object))
                        throw $TypeError(".farhand.gui_mcp.v1.Ping: object expected");
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let message = new $root.farhand.gui_mcp.v1.Ping();
                    if (object.timeMs != null)
                        if (typeof object.timeMs === "object" ? object.timeMs.low || object.timeMs.high : $Number(object.timeMs) !== 0)
                            if ($util.Long)
                                message.timeMs = $util.Long.fromValue(object.timeMs, true);
                            else if (typeof object.timeMs === "string")
                                message.timeMs = $parseInt(object.timeMs, 10);
                            else if (typeof object.timeMs === "number")
                                message.timeMs = object.timeMs;
                            else if (typeof object.timeMs === "object")
                                message.timeMs = new $util.LongBits(object.timeMs.low >>> 0, object.timeMs.high >>> 0).toNumber(true);
                    return message;
                };

                /**
                 * Creates a plain object from a Ping message. Also converts values to other types if specified.
                 * @function toObject
                 * @memberof farhand.gui_mcp.v1.Ping
                 * @static
                 * @param {farhand.gui_mcp.v1.Ping} message Ping
                 * @param {$protobuf.IConversionOptions} [options] Conversion options
                 * @returns {Object.<string,*>} Plain object
                 */
                Ping.toObject = function (message, options, _depth) {
                    if (!options)
                        options = {};
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let object = {};
                    if (options.defaults)
                        if ($util.Long) {
                            let long = new $util.Long(0, 0, true);
                            object.timeMs = options.longs === $String ? long.toString() : options.longs === $Number ? long.toNumber() : typeof $BigInt !== "undefined" && options.longs === $BigInt ? long.toBigInt() : long;
                        } else
                            object.timeMs = options.longs === $String ? "0" : typeof $BigInt !== "undefined" && options.longs === $BigInt ? $BigInt("0") : 0;
                    if (message.timeMs != null && $Object.hasOwnProperty.call(message, "timeMs"))
                        if (typeof $BigInt !== "undefined" && options.longs === $BigInt)
                            object.timeMs = typeof message.timeMs === "number" ? $BigInt(message.timeMs) : $util.Long.fromBits(message.timeMs.low >>> 0, message.timeMs.high >>> 0, true).toBigInt();
                        else if (typeof message.timeMs === "number")
                            object.timeMs = options.longs === $String ? $String(message.timeMs) : message.timeMs;
                        else
                            object.timeMs = options.longs === $String ? $util.Long.prototype.toString.call(message.timeMs) : options.longs === $Number ? new $util.LongBits(message.timeMs.low >>> 0, message.timeMs.high >>> 0).toNumber(true) : message.timeMs;
                    return object;
                };

                /**
                 * Converts this Ping to JSON.
                 * @function toJSON
                 * @memberof farhand.gui_mcp.v1.Ping
                 * @instance
                 * @returns {Object.<string,*>} JSON object
                 */
                Ping.prototype.toJSON = function() {
                    return Ping.toObject(this, $protobuf.util.toJSONOptions);
                };

                /**
                 * Gets the type url for Ping
                 * @function getTypeUrl
                 * @memberof farhand.gui_mcp.v1.Ping
                 * @static
                 * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
                 * @returns {string} The type url
                 */
                Ping.getTypeUrl = function(prefix) {
                    if (prefix === $undefined)
                        prefix = "type.googleapis.com";
                    return prefix + "/farhand.gui_mcp.v1.Ping";
                };

                return Ping;
            })();

            v1.Pong = (function() {

                /**
                 * Properties of a Pong.
                 * @typedef {Object} farhand.gui_mcp.v1.Pong.$Properties
                 * @property {number|null} [timeMs] Pong timeMs
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Pong.
                 * @memberof farhand.gui_mcp.v1
                 * @interface IPong
                 * @augments farhand.gui_mcp.v1.Pong.$Properties
                 * @deprecated Use farhand.gui_mcp.v1.Pong.$Properties instead.
                 */

                /**
                 * Shape of a Pong.
                 * @typedef {farhand.gui_mcp.v1.Pong.$Properties} farhand.gui_mcp.v1.Pong.$Shape
                 */

                /**
                 * Constructs a new Pong.
                 * @memberof farhand.gui_mcp.v1
                 * @classdesc Represents a Pong.
                 * @constructor
                 * @param {farhand.gui_mcp.v1.Pong.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Pong = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Pong timeMs.
                 * @member {number} timeMs
                 * @memberof farhand.gui_mcp.v1.Pong
                 * @instance
                 */
                Pong.prototype.timeMs = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * Creates a new Pong instance using the specified properties.
                 * @function create
                 * @memberof farhand.gui_mcp.v1.Pong
                 * @static
                 * @param {farhand.gui_mcp.v1.Pong.$Properties=} [properties] Properties to set
                 * @returns {farhand.gui_mcp.v1.Pong} Pong instance
                 * @type {{
                 *   (properties: farhand.gui_mcp.v1.Pong.$Shape): farhand.gui_mcp.v1.Pong & farhand.gui_mcp.v1.Pong.$Shape;
                 *   (properties?: farhand.gui_mcp.v1.Pong.$Properties): farhand.gui_mcp.v1.Pong;
                 * }}
                 */
                Pong.create = function(properties) {
                    return new Pong(properties);
                };

                /**
                 * Encodes the specified Pong message. Does not implicitly {@link farhand.gui_mcp.v1.Pong.verify|verify} messages.
                 * @function encode
                 * @memberof farhand.gui_mcp.v1.Pong
                 * @static
                 * @param {farhand.gui_mcp.v1.Pong.$Properties} message Pong message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Pong.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.timeMs != null && $Object.hasOwnProperty.call(message, "timeMs") && (typeof message.timeMs === "object" ? message.timeMs.low || message.timeMs.high : message.timeMs !== 0))
                        writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.timeMs);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a Pong message from the specified reader or buffer.
                 * @function decode
                 * @memberof farhand.gui_mcp.v1.Pong
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {farhand.gui_mcp.v1.Pong & farhand.gui_mcp.v1.Pong.$Shape} Pong
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Pong.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.farhand.gui_mcp.v1.Pong();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.timeMs = value;
                                else
                                    delete message.timeMs;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                /**
                 * Creates a Pong message from a plain object. Also converts values to their respective internal types.
                 * @function fromObject
                 * @memberof farhand.gui_mcp.v1.Pong
                 * @static
                 * @param {Object.<string,*>} object Plain object
                 * @returns {farhand.gui_mcp.v1.Pong} Pong
                 */
                Pong.fromObject = function (object, _depth) {
                    if (object instanceof $root.farhand.gui_mcp.v1.Pong)
                        return object;
                    if (!$util.isObject(object))
                        throw $TypeError(".farhand.gui_mcp.v1.Pong: object expected");
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let message = new $root.farhand.gui_mcp.v1.Pong();
                    if (object.timeMs != null)
                        if (typeof object.timeMs === "object" ? object.timeMs.low || object.timeMs.high : $Number(object.timeMs) !== 0)
                            if ($util.Long)
                                message.timeMs = $util.Long.fromValue(object.timeMs, true);
                            else if (typeof object.timeMs === "string")
                                message.timeMs = $parseInt(object.timeMs, 10);
                            else if (typeof object.timeMs === "number")
                                message.timeMs = object.timeMs;
                            else if (typeof object.timeMs === "object")
                                message.timeMs = new $util.LongBits(object.timeMs.low >>> 0, object.timeMs.high >>> 0).toNumber(true);
                    return message;
                };

                /**
                 * Creates a plain object from a Pong message. Also converts values to other types if specified.
                 * @function toObject
                 * @memberof farhand.gui_mcp.v1.Pong
                 * @static
                 * @param {farhand.gui_mcp.v1.Pong} message Pong
                 * @param {$protobuf.IConversionOptions} [options] Conversion options
                 * @returns {Object.<string,*>} Plain object
                 */
                Pong.toObject = function (message, options, _depth) {
                    if (!options)
                        options = {};
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let object = {};
                    if (options.defaults)
                        if ($util.Long) {
                            let long = new $util.Long(0, 0, true);
                            object.timeMs = options.longs === $String ? long.toString() : options.longs === $Number ? long.toNumber() : typeof $BigInt !== "undefined" && options.longs === $BigInt ? long.toBigInt() : long;
                        } else
                            object.timeMs = options.longs === $String ? "0" : typeof $BigInt !== "undefined" && options.longs === $BigInt ? $BigInt("0") : 0;
                    if (message.timeMs != null && $Object.hasOwnProperty.call(message, "timeMs"))
                        if (typeof $BigInt !== "undefined" && options.longs === $BigInt)
                            object.timeMs = typeof message.timeMs === "number" ? $BigInt(message.timeMs) : $util.Long.fromBits(message.timeMs.low >>> 0, message.timeMs.high >>> 0, true).toBigInt();
                        else if (typeof message.timeMs === "number")
                            object.timeMs = options.longs === $String ? $String(message.timeMs) : message.timeMs;
                        else
                            object.timeMs = options.longs === $String ? $util.Long.prototype.toString.call(message.timeMs) : options.longs === $Number ? new $util.LongBits(message.timeMs.low >>> 0, message.timeMs.high >>> 0).toNumber(true) : message.timeMs;
                    return object;
                };

                /**
                 * Converts this Pong to JSON.
                 * @function toJSON
                 * @memberof farhand.gui_mcp.v1.Pong
                 * @instance
                 * @returns {Object.<string,*>} JSON object
                 */
                Pong.prototype.toJSON = function() {
                    return Pong.toObject(this, $protobuf.util.toJSONOptions);
                };

                /**
                 * Gets the type url for Pong
                 * @function getTypeUrl
                 * @memberof farhand.gui_mcp.v1.Pong
                 * @static
                 * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
                 * @returns {string} The type url
                 */
                Pong.getTypeUrl = function(prefix) {
                    if (prefix === $undefined)
                        prefix = "type.googleapis.com";
                    return prefix + "/farhand.gui_mcp.v1.Pong";
                };

                return Pong;
            })();

            v1.Bye = (function() {

                /**
                 * Properties of a Bye.
                 * @typedef {Object} farhand.gui_mcp.v1.Bye.$Properties
                 * @property {string|null} [code] Bye code
                 * @property {string|null} [message] Bye message
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Bye.
                 * @memberof farhand.gui_mcp.v1
                 * @interface IBye
                 * @augments farhand.gui_mcp.v1.Bye.$Properties
                 * @deprecated Use farhand.gui_mcp.v1.Bye.$Properties instead.
                 */

                /**
                 * Shape of a Bye.
                 * @typedef {farhand.gui_mcp.v1.Bye.$Properties} farhand.gui_mcp.v1.Bye.$Shape
                 */

                /**
                 * Constructs a new Bye.
                 * @memberof farhand.gui_mcp.v1
                 * @classdesc Represents a Bye.
                 * @constructor
                 * @param {farhand.gui_mcp.v1.Bye.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Bye = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Bye code.
                 * @member {string} code
                 * @memberof farhand.gui_mcp.v1.Bye
                 * @instance
                 */
                Bye.prototype.code = "";

                /**
                 * Bye message.
                 * @member {string} message
                 * @memberof farhand.gui_mcp.v1.Bye
                 * @instance
                 */
                Bye.prototype.message = "";

                /**
                 * Creates a new Bye instance using the specified properties.
                 * @function create
                 * @memberof farhand.gui_mcp.v1.Bye
                 * @static
                 * @param {farhand.gui_mcp.v1.Bye.$Properties=} [properties] Properties to set
                 * @returns {farhand.gui_mcp.v1.Bye} Bye instance
                 * @type {{
                 *   (properties: farhand.gui_mcp.v1.Bye.$Shape): farhand.gui_mcp.v1.Bye & farhand.gui_mcp.v1.Bye.$Shape;
                 *   (properties?: farhand.gui_mcp.v1.Bye.$Properties): farhand.gui_mcp.v1.Bye;
                 * }}
                 */
                Bye.create = function(properties) {
                    return new Bye(properties);
                };

                /**
                 * Encodes the specified Bye message. Does not implicitly {@link farhand.gui_mcp.v1.Bye.verify|verify} messages.
                 * @function encode
                 * @memberof farhand.gui_mcp.v1.Bye
                 * @static
                 * @param {farhand.gui_mcp.v1.Bye.$Properties} message Bye message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Bye.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.code != null && $Object.hasOwnProperty.call(message, "code") && message.code !== "")
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.code);
                    if (message.message != null && $Object.hasOwnProperty.call(message, "message") && message.message !== "")
                        writer.uint32(/* id 2, wireType 2 =*/18).string(message.message);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a Bye message from the specified reader or buffer.
                 * @function decode
                 * @memberof farhand.gui_mcp.v1.Bye
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {farhand.gui_mcp.v1.Bye & farhand.gui_mcp.v1.Bye.$Shape} Bye
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Bye.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.farhand.gui_mcp.v1.Bye();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.code = value;
                                else
                                    delete message.code;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.message = value;
                                else
                                    delete message.message;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                /**
                 * Creates a Bye message from a plain object. Also converts values to their respective internal types.
                 * @function fromObject
                 * @memberof farhand.gui_mcp.v1.Bye
                 * @static
                 * @param {Object.<string,*>} object Plain object
                 * @returns {farhand.gui_mcp.v1.Bye} Bye
                 */
                Bye.fromObject = function (object, _depth) {
                    if (object instanceof $root.farhand.gui_mcp.v1.Bye)
                        return object;
                    if (!$util.isObject(object))
                        throw $TypeError(".farhand.gui_mcp.v1.Bye: object expected");
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let message = new $root.farhand.gui_mcp.v1.Bye();
                    if (object.code != null)
                        if (typeof object.code !== "string" || object.code.length)
                            message.code = $String(object.code);
                    if (object.message != null)
                        if (typeof object.message !== "string" || object.message.length)
                            message.message = $String(object.message);
                    return message;
                };

                /**
                 * Creates a plain object from a Bye message. Also converts values to other types if specified.
                 * @function toObject
                 * @memberof farhand.gui_mcp.v1.Bye
                 * @static
                 * @param {farhand.gui_mcp.v1.Bye} message Bye
                 * @param {$protobuf.IConversionOptions} [options] Conversion options
                 * @returns {Object.<string,*>} Plain object
                 */
                Bye.toObject = function (message, options, _depth) {
                    if (!options)
                        options = {};
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let object = {};
                    if (options.defaults) {
                        object.code = "";
                        object.message = "";
                    }
                    if (message.code != null && $Object.hasOwnProperty.call(message, "code"))
                        object.code = message.code;
                    if (message.message != null && $Object.hasOwnProperty.call(message, "message"))
                        object.message = message.message;
                    return object;
                };

                /**
                 * Converts this Bye to JSON.
                 * @function toJSON
                 * @memberof farhand.gui_mcp.v1.Bye
                 * @instance
                 * @returns {Object.<string,*>} JSON object
                 */
                Bye.prototype.toJSON = function() {
                    return Bye.toObject(this, $protobuf.util.toJSONOptions);
                };

                /**
                 * Gets the type url for Bye
                 * @function getTypeUrl
                 * @memberof farhand.gui_mcp.v1.Bye
                 * @static
                 * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
                 * @returns {string} The type url
                 */
                Bye.getTypeUrl = function(prefix) {
                    if (prefix === $undefined)
                        prefix = "type.googleapis.com";
                    return prefix + "/farhand.gui_mcp.v1.Bye";
                };

                return Bye;
            })();

            return v1;
        })();

        return gui_mcp;
    })();

    return farhand;
})();

export {
  $root as default
};
