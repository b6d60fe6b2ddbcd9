/** Fields in which undoing is the browser's own business: text that is not a setting. */
const OWN_UNDO = 'textarea, .genesis-save input';

interface Acts {
  readonly isOpen: () => boolean;
  readonly undo: () => void;
  readonly redo: () => void;
  /** Takes text from the clipboard. */
  readonly paste: (text: string) => void;
}

/**
 * Keys that act while the focus is in the panel. What is typed there is not for the page: a game may listen to it. Of a
 * closed panel the focus may be left on the title, and then only those are kept that open it again.
 */
export function addKeys(panel: HTMLElement, { isOpen, undo, redo, paste }: Acts): void {
  const keep = (event: KeyboardEvent) => {
    if (isOpen() || event.key === 'Enter' || event.key === ' ') event.stopPropagation();
  };
  const undoOrRedo = (event: KeyboardEvent) => {
    const target = event.target as HTMLElement;
    if (!(event.ctrlKey || event.metaKey) || event.altKey || target.matches(OWN_UNDO)) return;
    const key = event.key.toLowerCase();
    if (key !== 'z' && key !== 'y') return;
    event.preventDefault();
    event.stopPropagation();
    // A field that has the focus ends its change when it is left, and shows no other value before.
    target.blur();
    if (key === 'y' || event.shiftKey) redo();
    else undo();
    target.focus();
  };
  panel.addEventListener('keydown', undoOrRedo, { capture: true });
  panel.addEventListener('keydown', keep);
  panel.addEventListener('keyup', keep);
  panel.addEventListener('paste', event => {
    event.stopPropagation();
    if ((event.target as HTMLElement).matches('input, textarea')) return;
    event.preventDefault();
    paste(event.clipboardData?.getData('text') ?? '');
  });
}
