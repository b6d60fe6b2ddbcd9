/** Calls that have not been answered yet, by number. */
export class PendingCalls {
  #calls = new Map<number, { resolve: (result: unknown) => void; reject: (error: Error) => void }>();
  #nextId = 0;
  #closed: Error | null = null;

  /** Why no more calls are taken, or null. */
  get closed(): Error | null {
    return this.#closed;
  }

  /** A promise for the call that `send` sends out under the number it is given. */
  open(send: (id: number) => void): Promise<unknown> {
    if (this.#closed) return Promise.reject(this.#closed);
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      this.#calls.set(id, { resolve, reject });
      try {
        send(id);
      } catch (error) {
        this.reject(id, error as Error);
      }
    });
  }

  resolve(id: number, result: unknown): void {
    this.#calls.get(id)?.resolve(result);
    this.#calls.delete(id);
  }

  reject(id: number, error: Error): void {
    this.#calls.get(id)?.reject(error);
    this.#calls.delete(id);
  }

  /** Rejects all calls, now and from now on. The first reason stays. */
  close(reason: Error): void {
    this.#closed ??= reason;
    for (const { reject } of this.#calls.values()) reject(this.#closed);
    this.#calls.clear();
  }
}
