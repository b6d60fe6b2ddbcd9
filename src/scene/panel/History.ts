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
  private readonly target: Settings;
  private readonly touched = new Set<string>();
  private readonly before = new Map<string, number | string>();
  private readonly done: Change[] = [];
  private readonly undone: Change[] = [];

  constructor(target: Settings) {
    this.target = target;
    for (const name of Object.keys(target)) {
      Object.defineProperty(this.settings, name, {
        enumerable: true,
        get: () => target[name],
        set: (value: number | string) => this.set(name, value),
      });
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
