import { remember, remembered } from './storage.ts';

/**
 * Dark or light: as the visitor's system has it, until they choose by the page's switch, which is remembered. Style
 * sheets follow by `light-dark()`, everything else by {@link onGround}.
 */
export type Ground = 'dark' | 'light';

const root = document.documentElement;
const KEY = 'genesis-particles:ground';
const prefersLight = matchMedia('(prefers-color-scheme: light)');
const listeners = new Set<(ground: Ground) => void>();

const present = (): Ground => chosen() ?? (prefersLight.matches ? 'light' : 'dark');

/** Calls `change` now, and whenever it becomes another. */
export function onGround(change: (ground: Ground) => void): void {
  listeners.add(change);
  change(present());
}

function chosen(): Ground | null {
  const scheme = root.dataset.ground || remembered(KEY);
  return scheme === 'dark' || scheme === 'light' ? scheme : null;
}

function announce(): void {
  for (const change of listeners) change(present());
}

function addSwitch(button: HTMLElement): void {
  button.addEventListener('click', () => {
    const ground = present() === 'dark' ? 'light' : 'dark';
    root.dataset.ground = ground;
    remember(KEY, ground);
    announce();
  });
  // Keeps the focus where it is, so that space still pauses after a click.
  button.addEventListener('mousedown', event => event.preventDefault());
  onGround(ground => button.setAttribute('aria-pressed', String(ground === 'light')));
}

root.dataset.ground = chosen() ?? '';
prefersLight.addEventListener('change', announce);
for (const button of document.querySelectorAll<HTMLElement>('.ground')) addSwitch(button);
