/** Settings by name; a record of accessors, of which reading gives what is in force, and writing acts at once. */
export type Settings = Record<string, number | string>;

interface Change {
  /** What was done, for whoever takes it back. */
  readonly what: string;
  readonly before: Settings;
  readonly after: Settings;
}

/** Changes that can be taken back. */
const MOST = 200;

/**
 * Remembers what is done to settings, to take it back and to do it again. What sets {@link settings} belongs to one change,
 * until {@link commit} ends it: a slider's whole way, all values of a preset. A change holds what it changed and nothing
 * else, so taking it back leaves alone what others have set meanwhile.
 */
export class History {
  /** The same settings; what is done to these is remembered. */
  readonly settings: Settings = {};
  /** What resetting leads to: the values when they were added, or at the last {@link settle}. */
  readonly first: Settings = {};
  private readonly target: Settings = {};
  private readonly touched = new Set<string>();
  private readonly before = new Map<string, number | string>();
  private readonly done: Change[] = [];
  private readonly undone: Change[] = [];

  constructor(settings: Settings) {
    this.add(settings);
  }

  /** From now on these are among the {@link settings}. */
  add(owner: Settings): void {
    for (const name of Object.keys(owner)) {
      const get = () => owner[name];
      const define = (on: Settings, set: (value: number | string) => void) =>
        Object.defineProperty(on, name, { enumerable: true, configurable: true, get, set });
      define(this.target, value => {
        owner[name] = value;
      });
      define(this.settings, value => this.set(name, value));
      this.first[name] = get() as number | string;
    }
  }

  /** What was never set here is {@link first} as it is now: others have set it. */
  settle(): void {
    for (const [name, value] of Object.entries(this.target)) if (!this.knows(name)) this.first[name] = value;
  }

  /** These are no more, and what was done to them cannot be taken back. */
  remove(names: readonly string[]): void {
    for (const name of names) {
      delete this.target[name];
      delete this.settings[name];
      delete this.first[name];
      this.touched.delete(name);
      this.before.delete(name);
    }
    for (const changes of [this.done, this.undone]) {
      const left = changes.map(({ what, before, after }) => ({
        what,
        before: without(before, names),
        after: without(after, names),
      }));
      changes.splice(0, changes.length, ...left.filter(({ after }) => Object.keys(after).length > 0));
    }
  }

  /** What {@link undo} would take back; null where there is nothing. */
  get undoable(): string | null {
    return this.done.at(-1)?.what ?? null;
  }

  /** What {@link redo} would do again; null where there is nothing. */
  get redoable(): string | null {
    return this.undone.at(-1)?.what ?? null;
  }

  /** Whether anything was ever done to it here. */
  knows(name: string): boolean {
    return this.touched.has(name);
  }

  /** Ends a change. One after which everything is as before is none. @returns whether there was one */
  commit(what: string): boolean {
    const changed = [...this.before].filter(([name, value]) => this.target[name] !== value);
    this.before.clear();
    if (changed.length === 0) return false;
    const before = Object.fromEntries(changed);
    const after = Object.fromEntries(changed.map(([name]) => [name, this.target[name] as number | string]));
    this.done.push({ what, before, after });
    if (this.done.length > MOST) this.done.shift();
    this.undone.length = 0;
    return true;
  }

  /** Takes the last change back. @returns what it was; null where there was none */
  undo(): string | null {
    this.commit('the last change');
    const change = this.done.pop();
    if (!change) return null;
    Object.assign(this.target, change.before);
    this.undone.push(change);
    return change.what;
  }

  /** Does again what was taken back last. @returns what it was; null where there was none */
  redo(): string | null {
    const change = this.undone.pop();
    if (!change) return null;
    Object.assign(this.target, change.after);
    this.done.push(change);
    return change.what;
  }

  private set(name: string, value: number | string): void {
    const present = this.target[name] as number | string;
    if (value === present) return;
    if (!this.before.has(name)) this.before.set(name, present);
    this.touched.add(name);
    this.target[name] = value;
  }
}

const without = (settings: Settings, names: readonly string[]): Settings =>
  Object.fromEntries(Object.entries(settings).filter(([name]) => !names.includes(name)));
