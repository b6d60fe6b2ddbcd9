/** The worker's side of the conversation: answers calls, sends events. */

import { type Call, type Message, toError } from './messages.ts';
import type { Emit } from './services.ts';

/** A worker's global scope, or one end of a `MessageChannel`. */
export interface Port {
  postMessage(message: Message, transfer: Transferable[]): void;
  onmessage: ((event: MessageEvent<Call>) => void) | null;
}

type Service = Record<string, (...args: readonly unknown[]) => unknown>;

/** Makes a service when it is first called, and keeps it. */
export function serve(port: Port, makers: Readonly<Record<string, (emit: Emit) => object>>): void {
  const running = new Map<string, Service>();
  const send = (message: Message, content?: unknown) => port.postMessage(message, buffersOf(content));
  const emit: Emit = (type, detail) => send({ kind: 'event', type, detail }, detail);

  port.onmessage = async ({ data: { id, service: name, method, args } }) => {
    try {
      let service = running.get(name);
      if (!service) {
        service = makers[name]!(emit) as Service;
        running.set(name, service);
      }
      const result = await service[method]!(...args);
      send({ kind: 'result', id, result }, result);
    } catch (thrown) {
      send({ kind: 'error', id, error: toError(thrown) });
    }
  };
  send({ kind: 'started' });
}

/** The memory in a message that can change hands without being copied: bytes and the pixels of images. */
function buffersOf(content: unknown): ArrayBuffer[] {
  if (ArrayBuffer.isView(content)) return [content.buffer as ArrayBuffer];
  if (Array.isArray(content)) return content.flatMap(buffersOf);
  const { data, image } = (content ?? {}) as { data?: unknown; image?: unknown };
  return [data, image].flatMap(part => (part ? buffersOf(part) : []));
}
