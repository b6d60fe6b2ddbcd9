/** A row of buttons, one of which may be chosen. @returns marks the chosen one */
export function addChips<Name extends string>(
  id: string,
  names: readonly Name[],
  chosen: () => string,
  choose: (name: Name) => void,
): () => void {
  const chips = names.map(name => {
    const chip = document.createElement('button');
    chip.type = 'button';
    chip.textContent = name;
    chip.addEventListener('click', () => {
      choose(name);
      mark();
    });
    // Keeps the focus where it is, so that space still pauses after a click.
    chip.addEventListener('mousedown', event => event.preventDefault());
    return chip;
  });
  document.getElementById(id)?.append(...chips);
  const mark = () => {
    for (const chip of chips) chip.setAttribute('aria-pressed', String(chip.textContent === chosen()));
  };
  mark();
  return mark;
}
