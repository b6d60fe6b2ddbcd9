/** Saved trainings in the browser's own database, by name. The same for the page and its workers. */

/** A training saved earlier, in this browser, under a name. */
export interface SavedTraining {
  readonly name: string;
  readonly step: number;
  /** When it was saved, in milliseconds since 1970. */
  readonly time: number;
  /** For `GanTrainer.load`. */
  readonly bytes: Uint8Array;
}

const DATABASE = 'genesis-particles';
const STORE = 'trainings';

/** @throws Error (rejects) when there is no database here, or no room in it: then what was saved before is still there. */
export async function keepTraining(training: SavedTraining): Promise<void> {
  await transact('readwrite', store => store.put(training, training.name));
}

/** The training of this name, or null. */
export async function findTraining(name: string): Promise<SavedTraining | null> {
  return (await transact<SavedTraining | undefined>('readonly', store => store.get(name))) ?? null;
}

/** Deletes the training of this name, if there is one. */
export async function forgetTraining(name: string): Promise<void> {
  await transact('readwrite', store => store.delete(name));
}

async function transact<T>(mode: IDBTransactionMode, ask: (store: IDBObjectStore) => IDBRequest): Promise<T> {
  if (typeof indexedDB === 'undefined') throw new Error('There is no IndexedDB here to save a training in.');
  const database = await promised(indexedDB.open(DATABASE, 1), opening => {
    opening.onupgradeneeded = () => opening.result.createObjectStore(STORE);
  });
  try {
    const transaction = database.transaction(STORE, mode);
    const request = ask(transaction.objectStore(STORE));
    // A request may succeed and its transaction still fail, as when the disk is full.
    await new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(notSaved(transaction.error));
      transaction.onerror = () => reject(notSaved(transaction.error));
    });
    return request.result;
  } finally {
    database.close();
  }
}

function promised<T>(request: IDBRequest<T>, prepare: (request: IDBOpenDBRequest) => void): Promise<T> {
  prepare(request as unknown as IDBOpenDBRequest);
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(notSaved(request.error));
  });
}

function notSaved(cause: DOMException | null): Error {
  const why =
    cause?.name === 'QuotaExceededError' ? 'the browser has no room left' : (cause?.message ?? 'unknown');
  return new Error(`The browser's database refused: ${why}.`, { cause });
}
