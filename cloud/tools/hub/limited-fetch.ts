// `fetch` for MCP servers over HTTP: an answer that does not end costs a failed call, and never the memory of the service.
// Pipes are held to the same length by the library that reads them.

/** Of one answer, unpacked; also of a stream of events, which is opened anew after that. */
const mostBytes = 10 * 1024 * 1024;

export async function limitedFetch(url: string | URL, init?: RequestInit): Promise<Response> {
  const response = await fetch(url, init);
  if (!response.body) return response;
  let bytes = 0;
  const counter = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      bytes += chunk.byteLength;
      if (bytes > mostBytes) controller.error(new Error(`its answer is longer than ${mostBytes} bytes`));
      else controller.enqueue(chunk);
    },
  });
  const { status, statusText, headers, url: address } = response;
  const limited = new Response(response.body.pipeThrough(counter), { status, statusText, headers });
  // Whether a redirect was followed is read from it.
  return Object.defineProperty(limited, 'url', { value: address });
}
