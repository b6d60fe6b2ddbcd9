/**
 * The worker that matches particles to images. In the package it is one file (`vite.worker.config.ts`), because some
 * bundlers copy what a worker's address names, without what that imports.
 */
import type { MatchAnswer, MatchCall } from './messages.ts';
import { createTransportLayout, type TransportLayout } from './transportHomes.ts';

const port = self as unknown as {
  onmessage: (event: MessageEvent<MatchCall>) => void;
  postMessage(answer: MatchAnswer, transfer?: Transferable[]): void;
};

let layout: { readonly count: number; readonly place: TransportLayout } | null = null;
let latest: MatchCall | null = null;

// Calls that came in while another was worked on are read first, and only the last of them is worth its time: nobody
// waits for the others any more.
port.onmessage = ({ data }) => {
  if (latest === null) setTimeout(answerLatest);
  latest = data;
};

function answerLatest(): void {
  const { id, count, ...request } = latest!;
  latest = null;
  try {
    if (layout?.count !== count) layout = { count, place: createTransportLayout(count) };
    const homes = layout.place(request);
    port.postMessage({ id, homes }, [homes.buffer]);
  } catch (error) {
    port.postMessage({ id, error: error as Error });
  }
}
