/**
 * The table of rooms in ARCHITECTURE.md, as a function: what each room of `src/` may import. Types count too, for a
 * half that names the other's types cannot be taken away from it.
 */
import { posix } from 'node:path';

export type Room = 'shared' | 'gan' | 'particles' | 'scene' | 'react' | 'front door' | 'outside';

interface Rule {
  /** Files of other rooms that this room may know: their public faces. */
  readonly faces: readonly string[];
  /** Packages that it may know, with everything below them. */
  readonly packages: readonly string[];
}

/** What both halves share: root files that import nothing, not even each other. */
const SHARED: readonly string[] = ['src/image.ts', 'src/startWorker.ts'];

const RULES: Record<Exclude<Room, 'outside'>, Rule> = {
  shared: { faces: [], packages: [] },
  gan: { faces: SHARED, packages: ['@tensorflow'] },
  particles: { faces: SHARED, packages: ['three'] },
  scene: {
    faces: ['src/image.ts', 'src/gan/index.ts', 'src/particles/index.ts'],
    packages: ['three', 'lil-gui'],
  },
  react: { faces: ['src/index.ts'], packages: ['react', '@react-three/fiber'] },
  'front door': {
    faces: ['src/image.ts', 'src/gan/index.ts', 'src/particles/index.ts'],
    packages: ['three'],
  },
};

/** The room of a file, by its path from the repository's root, with forward slashes. */
export function roomOf(file: string): Room {
  if (SHARED.includes(file)) return 'shared';
  if (file === 'src/index.ts') return 'front door';
  const folder = /^src\/(gan|particles|scene|react)\//.exec(file)?.[1];
  return (folder as Room | undefined) ?? 'outside';
}

/** What `file` imports and must not, each as a sentence; empty when it keeps the rules. */
export function violations(file: string, imports: readonly string[]): string[] {
  const room = roomOf(file);
  if (room === 'outside')
    return [
      `${file} is in no room: src/ holds image.ts, startWorker.ts, index.ts, gan/, particles/, scene/ and react/.`,
    ];
  const complaints = imports.map(specifier => {
    const allowed = specifier.startsWith('.')
      ? mayImportFile(room, resolveFrom(file, specifier))
      : RULES[room].packages.some(name => specifier === name || specifier.startsWith(`${name}/`));
    return allowed ? null : `${file} (${room}) must not import ${specifier}`;
  });
  return complaints.filter(complaint => complaint !== null);
}

export function resolveFrom(file: string, specifier: string): string {
  return posix.join(posix.dirname(file), specifier);
}

function mayImportFile(room: keyof typeof RULES, target: string): boolean {
  if (RULES[room].faces.includes(target)) return true;
  if (room === 'shared') return false;
  // The scene is the front door's own ground: it is what the package's root shows.
  const own = room === 'front door' ? 'scene' : room;
  return roomOf(target) === own;
}

/** What one file imports when it is loaded, types aside, and what else it names. */
export interface ModuleFacts {
  readonly file: string;
  readonly loads: readonly string[];
}

/** Every package that is loaded with `entry`, through any number of files, with the way there. */
export function packagesLoadedWith(entry: string, modules: readonly ModuleFacts[]): Map<string, string> {
  const byFile = new Map(modules.map(module => [module.file, module]));
  const packages = new Map<string, string>();
  const visited = new Set<string>();
  const visit = (file: string, way: string) => {
    if (visited.has(file)) return;
    visited.add(file);
    const module = byFile.get(file);
    if (!module) throw new Error(`${way} imports ${file}, which does not exist.`);
    for (const specifier of module.loads) {
      if (specifier.startsWith('.'))
        visit(resolveFrom(file, specifier), `${way} → ${resolveFrom(file, specifier)}`);
      else if (!packages.has(specifier)) packages.set(specifier, `${way} → ${specifier}`);
    }
  };
  visit(entry, entry);
  return packages;
}
