// Modified UTF-7 (RFC 3501, section 5.1.3): any text within printable ASCII, as Appium's Unicode input method takes it.

/** `&` starts base64 of UTF-16BE with `,` for `/`, `-` ends it, and `&-` is a plain `&`. */
export function decodeModifiedUtf7(encoded: string): string {
  return encoded.replace(/&([^-]*)-/g, (_whole, base64: string) => {
    if (base64 === '') return '&';
    const bytes = Buffer.from(base64.replaceAll(',', '/'), 'base64');
    const whole = bytes.subarray(0, bytes.length & ~1);
    return Buffer.from(whole).swap16().toString('utf16le');
  });
}
