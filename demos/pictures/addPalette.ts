/** A button for each colour, and one for none, of which one is pressed: what the visitor paints with. */
export function addPalette(
  container: HTMLElement,
  colours: readonly string[],
  choose: (colour: string | null) => void,
): void {
  const buttons = [...colours, null].map(colour => {
    const button = document.createElement('button');
    button.type = 'button';
    button.title = button.ariaLabel = colour ?? 'Nothing';
    if (colour) button.style.setProperty('--colour', colour);
    button.addEventListener('click', () => press(button, colour));
    return button;
  });
  const press = (pressed: HTMLElement, colour: string | null) => {
    for (const button of buttons) button.setAttribute('aria-pressed', String(button === pressed));
    choose(colour);
  };
  press(buttons[0]!, colours[0]!);
  container.append(...buttons);
}
