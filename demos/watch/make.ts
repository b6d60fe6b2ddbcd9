/** A new element with these properties and children. */
export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  properties: Partial<HTMLElementTagNameMap[K]> = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

export function makeButton(text: string, onClick: () => void): HTMLButtonElement {
  const button = make('button', { type: 'button', textContent: text });
  button.addEventListener('click', onClick);
  leaveFocus(button);
  return button;
}

/** A click leaves the focus where it is, so that space still pauses after it. */
export function leaveFocus(element: HTMLElement): void {
  element.addEventListener('mousedown', event => event.preventDefault());
}
