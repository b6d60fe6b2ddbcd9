/** Looks that a visitor has saved: kept in the browser where it lets them be, else until the page is left. */
import type { SwarmParameters } from '../../particles/index.ts';
import { completeLook, differences } from './looks.ts';

export interface SavedLook {
  readonly name: string;
  readonly look: SwarmParameters;
  /** A picture of it as a `data:` address; null where none could be taken. */
  readonly picture: string | null;
}

const KEY = 'genesis-particles/looks';

export class SavedLooks {
  private looks: readonly SavedLook[] = read();
  /** Whether the storage has what is here. */
  private kept = true;

  /** In the order in which they were saved. */
  get all(): readonly SavedLook[] {
    return this.looks;
  }

  /** A name that none has yet. */
  get freeName(): string {
    let number = 1;
    while (this.looks.some(({ name }) => name === `look ${number}`)) number++;
    return `look ${number}`;
  }

  /** Takes the place of one of the same name. @returns whether it will be there on the next visit */
  save(saved: SavedLook): boolean {
    return this.write(looks =>
      looks.some(({ name }) => name === saved.name)
        ? looks.map(it => (it.name === saved.name ? saved : it))
        : [...looks, saved],
    );
  }

  remove(name: string): void {
    this.write(looks => looks.filter(it => it.name !== name));
  }

  /** Another tab may have saved some, too. The storage may be full, or refused to the page. */
  private write(change: (looks: readonly SavedLook[]) => readonly SavedLook[]): boolean {
    this.looks = change(this.kept ? read() : this.looks);
    try {
      const stored = this.looks.map(it => ({ ...it, look: differences(it.look) }));
      localStorage.setItem(KEY, JSON.stringify(stored));
      this.kept = true;
    } catch {
      this.kept = false;
    }
    return this.kept;
  }
}

/** Whatever else is found under the name, from whomever, is left out. */
function read(): SavedLook[] {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    if (!Array.isArray(found)) return [];
    return found
      .filter(it => typeof it?.name === 'string' && it.look && typeof it.look === 'object')
      .map(({ name, look, picture }) => ({
        name,
        look: completeLook(look),
        picture: typeof picture === 'string' && picture.startsWith('data:image/') ? picture : null,
      }));
  } catch {
    return [];
  }
}
