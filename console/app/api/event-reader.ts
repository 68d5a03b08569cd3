// Server-sent events, read from their text: https://html.spec.whatwg.org/multipage/server-sent-events.html
export interface Received {
  /** The event's own number, where it has one. */
  readonly id: number | undefined;
  readonly type: string;
  readonly data: string;
}

/** Takes the stream's text piece by piece and calls back for each event. */
export function eventReader(onEvent: (event: Received) => void): (piece: string) => void {
  let rest = '';
  let id: number | undefined;
  let type = 'message';
  let data: string[] = [];
  return (piece) => {
    // A line may end with CR LF, and the two may come in two pieces.
    const lines = (rest + piece).split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop() ?? '';
    for (const line of lines) {
      if (line === '') {
        if (data.length > 0) onEvent({ id, type, data: data.join('\n') });
        id = undefined;
        type = 'message';
        data = [];
        continue;
      }
      const [, name, value = ''] = /^([^:]*):? ?(.*)$/.exec(line) ?? [];
      if (name === 'id' && /^\d+$/.test(value)) id = Number(value);
      else if (name === 'event') type = value;
      else if (name === 'data') data.push(value);
    }
  };
}
