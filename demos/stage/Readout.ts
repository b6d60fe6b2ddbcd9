const element = (id: string): HTMLElement => document.getElementById(id) as HTMLElement;
const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });

/** The small read-out: writes numbers into the page's elements of the same id, at most four times a second. */
export class Readout {
  private readonly values = new Map<string, string>();
  private scheduled = false;

  set(id: string, value: string | number): void {
    this.values.set(id, typeof value === 'number' ? whole.format(value) : value);
    if (this.scheduled) return;
    this.scheduled = true;
    setTimeout(() => this.write(), 250);
  }

  /** What is going on, in a sentence; said at once. */
  status(sentence: string, kind: 'quiet' | 'alert' = 'quiet'): void {
    element('status').textContent = sentence;
    element('status').classList.toggle('alert', kind === 'alert');
  }

  /** @returns says a sentence that is important; an empty one brings back what the page said first, how it is used */
  hinted(): (sentence: string) => void {
    const hint = element('status').textContent ?? '';
    return sentence => (sentence ? this.status(sentence, 'alert') : this.status(hint));
  }

  /** What is on screen, in a sentence; the part between asterisks stands out. */
  caption(sentence: string): void {
    const [before, strong, after] = sentence.split('*');
    const accent = document.createElement('strong');
    accent.textContent = strong ?? '';
    element('caption').replaceChildren(before ?? '', accent, after ?? '');
  }

  /** Share of a load from 0 to 1; null hides the bar, NaN shows that the whole is unknown. */
  progress(share: number | null): void {
    const bar = element('progress') as HTMLProgressElement;
    bar.hidden = share === null;
    if (share !== null && share >= 0) bar.value = share;
    else bar.removeAttribute('value');
  }

  private write(): void {
    this.scheduled = false;
    for (const [id, value] of this.values) element(id).textContent = value;
    this.values.clear();
  }
}
