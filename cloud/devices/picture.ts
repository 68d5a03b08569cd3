// A phone's screen as the bridge lets it out. Within a process it is bytes, and nobody looks into them; where only text
// passes (JSON between processes and to clients), it is written as base64, and read from it at the other end.

export interface TakenPicture {
  readonly width: number;
  readonly height: number;
  readonly mimeType?: string | undefined;
  readonly picture?: Uint8Array | undefined;
  /** Instead of the picture, where none may leave the bridge. */
  readonly text?: string | undefined;
}

export interface WrittenPicture extends Omit<TakenPicture, 'picture'> {
  /** Base64. */
  readonly picture?: string | undefined;
}

export function writtenPicture({ picture, ...rest }: TakenPicture): WrittenPicture {
  return picture === undefined ? rest : { ...rest, picture: inBase64(picture) };
}

export function readPicture({ picture, ...rest }: WrittenPicture): TakenPicture {
  return picture === undefined ? rest : { ...rest, picture: Buffer.from(picture, 'base64') };
}

export function inBase64({ buffer, byteOffset, byteLength }: Uint8Array): string {
  return Buffer.from(buffer, byteOffset, byteLength).toString('base64');
}
