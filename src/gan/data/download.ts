/** Bytes from an address, with progress, and with words for what goes wrong. */

/** Called with bytes so far and bytes in all, or null where the server does not say. */
export type OnProgress = (loaded: number, total: number | null) => void;

/** @param what what the file is, for the messages. @throws Error when it is not there. */
export async function download(
  url: string,
  what: string,
  onProgress: OnProgress,
): Promise<Uint8Array<ArrayBuffer>> {
  const response = await fetch(url).catch((cause: unknown) => {
    throw new Error(
      `${what}: ${url} could not be reached (${message(cause)}). Check the address and the connection.`,
      {
        cause,
      },
    );
  });
  if (!response.ok) {
    throw new Error(
      `${what}: ${url} answered ${response.status} ${response.statusText}. Put the file there or give its URL.`,
    );
  }
  if (response.headers.get('content-type')?.includes('text/html')) {
    throw new Error(
      `${what}: ${url} answered with an HTML page. The file is not there, and the server sends its start page in its ` +
        'place. Put the file there or give its URL.',
    );
  }
  const chunks: Uint8Array[] = [];
  let loaded = 0;
  const total = expectedLength(response);
  const reader = response.body!.getReader();
  onProgress(0, total);
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    chunks.push(next.value);
    loaded += next.value.length;
    onProgress(loaded, total);
  }
  return join(chunks, loaded);
}

/** Content-Length counts what went over the wire, which a browser has unpacked before we see it. */
function expectedLength({ headers }: Response): number | null {
  const length = Number(headers.get('content-length'));
  return length > 0 && !headers.get('content-encoding') ? length : null;
}

function join(chunks: Uint8Array[], length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.length;
  }
  return bytes;
}

function message(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
