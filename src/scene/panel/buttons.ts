/** The panel's buttons. */
import { element } from './element.ts';

/** Outlines in a square of 20. */
const icons = {
  undo: 'M7.500 3.500 3.500 7.500l4 4M3.500 7.500H12a4.500 4.500 0 0 1 0 9H8',
  redo: 'm12.500 3.500 4 4-4 4M16.500 7.500H8a4.500 4.500 0 0 0 0 9h4',
  dice: 'M4.500 3.500h11a1 1 0 0 1 1 1v11a1 1 0 0 1-1 1h-11a1 1 0 0 1-1-1v-11a1 1 0 0 1 1-1zM7 7h.01M13 7h.01M10 10h.01M7 13h.01M13 13h.01',
  reset: 'M4 10a6 6 0 1 0 2-4.500M6 2.500v3.200h3.200',
  picture:
    'M3 6.500h3l1.300-2h5.400l1.300 2h3v9.500H3zM10 13.500a2.600 2.600 0 1 0 0-5.200 2.600 2.600 0 0 0 0 5.200',
  video: 'M10 16a6 6 0 1 0 0-12 6 6 0 0 0 0 12M10 12a2 2 0 1 0 0-4 2 2 0 0 0 0 4',
  remove: 'm5.500 5.500 9 9m0-9-9 9',
} as const;

/** A button with a word on it. @param label what it does, for those who do not see what is around it; has the word in it */
export function wordButton(word: string, label: string, act: () => void): HTMLButtonElement {
  return acting(element('button', { type: 'button', class: 'genesis-word', 'aria-label': label }, word), act);
}

export function iconButton(icon: keyof typeof icons, label: string, act: () => void): HTMLButtonElement {
  const button = element('button', { type: 'button', class: 'genesis-icon' });
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 20 20');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', icons[icon]);
  svg.append(path);
  button.append(svg);
  relabel(button, label);
  return acting(button, act);
}

/** What a button does by now. */
export function relabel(button: HTMLButtonElement, label: string): void {
  if (button.title === label) return;
  button.title = label;
  button.setAttribute('aria-label', label);
}

/** A button that would do nothing keeps the focus, unlike one that is disabled. */
export function offer(button: HTMLButtonElement, offered: boolean): void {
  button.setAttribute('aria-disabled', String(!offered));
}

function acting(button: HTMLButtonElement, act: () => void): HTMLButtonElement {
  button.addEventListener('click', () => {
    if (button.getAttribute('aria-disabled') !== 'true') act();
  });
  return button;
}
