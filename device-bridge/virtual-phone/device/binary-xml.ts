// Android's compiled XML (the AndroidManifest.xml inside an APK): a string pool, then start and end tags. Reads what an
// installer needs: tags, attributes, nesting. Format: AOSP
// frameworks/base/libs/androidfw/include/androidfw/ResourceTypes.h.

export interface XmlElement {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string | number | boolean>>;
  readonly children: XmlElement[];
}

const chunk = { stringPool: 0x0001, startElement: 0x0102, endElement: 0x0103 } as const;
const valueType = { string: 0x03, boolean: 0x12 } as const;
const utf8Flag = 0x100;

/** @throws RangeError when the bytes are no compiled XML. */
export function parseBinaryXml(bytes: Buffer): XmlElement {
  const root: XmlElement = { tag: '', attributes: {}, children: [] };
  const open = [root];
  let strings: string[] = [];
  let offset = bytes.readUInt16LE(2);
  while (offset < bytes.length) {
    const size = bytes.readUInt32LE(offset + 4);
    if (size < 8) throw new RangeError(`a chunk of ${size} bytes at ${offset} of a compiled XML file`);
    switch (bytes.readUInt16LE(offset)) {
      case chunk.stringPool:
        strings = readStringPool(bytes, offset);
        break;
      case chunk.startElement: {
        const element = readStartElement(bytes, offset, strings);
        open.at(-1)?.children.push(element);
        open.push(element);
        break;
      }
      case chunk.endElement:
        open.pop();
        break;
    }
    offset += size;
  }
  const top = root.children[0];
  if (top === undefined) throw new RangeError('a compiled XML file without elements');
  return top;
}

function readStartElement(bytes: Buffer, offset: number, strings: readonly string[]): XmlElement {
  const tag = strings[bytes.readUInt32LE(offset + 20)] ?? '';
  const attributes: Record<string, string | number | boolean> = {};
  const count = bytes.readUInt16LE(offset + 28);
  let at = offset + 16 + bytes.readUInt16LE(offset + 24);
  for (let index = 0; index < count; index++, at += 20) {
    const name = strings[bytes.readUInt32LE(at + 4)] ?? '';
    attributes[name] = readValue(bytes, at, strings);
  }
  return { tag, attributes, children: [] };
}

function readValue(bytes: Buffer, at: number, strings: readonly string[]): string | number | boolean {
  const rawString = bytes.readInt32LE(at + 8);
  const type = bytes.readUInt8(at + 15);
  const data = bytes.readInt32LE(at + 16);
  if (type === valueType.string) return strings[data] ?? '';
  if (type === valueType.boolean) return data !== 0;
  return rawString >= 0 ? (strings[rawString] ?? '') : data;
}

function readStringPool(bytes: Buffer, offset: number): string[] {
  const count = bytes.readUInt32LE(offset + 8);
  const isUtf8 = (bytes.readUInt32LE(offset + 16) & utf8Flag) !== 0;
  const start = offset + bytes.readUInt32LE(offset + 20);
  const strings: string[] = [];
  for (let index = 0; index < count; index++) {
    const at = start + bytes.readUInt32LE(offset + 28 + 4 * index);
    strings.push(isUtf8 ? readUtf8(bytes, at) : readUtf16(bytes, at));
  }
  return strings;
}

/** The length in characters, then the length in bytes, each in one byte or two (high bit set). */
function readUtf8(bytes: Buffer, start: number): string {
  let at = start + (bytes.readUInt8(start) & 0x80 ? 2 : 1);
  let length = bytes.readUInt8(at++);
  if (length & 0x80) length = ((length & 0x7f) << 8) | bytes.readUInt8(at++);
  return bytes.toString('utf8', at, at + length);
}

/** The length in UTF-16 units, in one unit or two (high bit set). */
function readUtf16(bytes: Buffer, start: number): string {
  let at = start + 2;
  let length = bytes.readUInt16LE(start);
  if (length & 0x8000) {
    length = ((length & 0x7fff) << 16) | bytes.readUInt16LE(at);
    at += 2;
  }
  return bytes.toString('utf16le', at, at + 2 * length);
}
