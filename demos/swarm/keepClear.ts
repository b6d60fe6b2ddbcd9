import type { Stage } from '../stage/Stage.ts';

/** Pixels between the subject and the edge of a wide page. */
const EDGE = 56;
/** Milliseconds until a page that is being resized counts as resized. */
const REST = 300;

/**
 * Keeps the subject clear of words and panel: beside them on wide pages, above the words on tall ones. `changed` is
 * called when the place that it has may be of another shape.
 */
export function keepClear(stage: Stage, changed: () => void): void {
  const [title, words, panel] = ['header', '#controls', '.lil-root'].map(
    selector => document.querySelector(selector) as HTMLElement,
  ) as [HTMLElement, HTMLElement, HTMLElement];
  let timer = 0;
  const measure = () => {
    const { right, top } = words.getBoundingClientRect();
    const bare = document.body.classList.contains('bare');
    const tall = innerWidth <= 700;
    const panelIsOpen = !panel.classList.contains('lil-closed');
    const edge = panel.getBoundingClientRect();
    stage.keepClear({
      left: bare || tall ? 0 : right,
      right: bare || tall ? 0 : EDGE + (panelIsOpen ? innerWidth - edge.left : 0),
      top: bare || !tall ? 0 : title.getBoundingClientRect().bottom,
      bottom: bare || !tall ? 0 : innerHeight - (panelIsOpen ? Math.min(top, edge.top) : top),
    });
    clearTimeout(timer);
    timer = window.setTimeout(changed, REST);
  };
  addEventListener('resize', measure);
  // What they cover also changes when they are hidden, when the panel is opened and when more lines are written.
  const observer = new ResizeObserver(measure);
  observer.observe(words);
  observer.observe(panel);
  measure();
}
