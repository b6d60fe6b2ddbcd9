/** What is done at which key, by its code: `{ KeyD: … }`. Not while somebody types, and space presses a button that has the focus. */
export function addKeys(actions: Readonly<Record<string, () => void>>): void {
  const all: typeof actions = { KeyH: () => document.body.classList.toggle('bare'), ...actions };
  addEventListener('keydown', event => {
    const { code, target } = event;
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || !(target instanceof Element))
      return;
    if (code === 'Escape' && target instanceof HTMLElement) target.blur();
    if (target.closest('textarea, input, select, summary')) return;
    const action = all[code];
    if (!action || (code === 'Space' && target.closest('button, a'))) return;
    action();
    event.preventDefault();
  });
}
