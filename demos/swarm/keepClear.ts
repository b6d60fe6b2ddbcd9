import type { Stage } from '../stage/Stage.ts';

/** Pixels between the subject and the edge of a wide page. */
const EDGE = 56;

/** Keeps the subject clear of the words: beside them on wide pages, above them on tall ones. */
export function keepClear(stage: Stage): void {
  const words = document.getElementById('controls') as HTMLElement;
  const title = document.querySelector('header') as HTMLElement;
  const measure = () => {
    const { right, top } = words.getBoundingClientRect();
    const bare = document.body.classList.contains('bare');
    const tall = innerWidth <= 700;
    stage.keepClear({
      left: bare || tall ? 0 : right,
      right: bare || tall ? 0 : EDGE,
      top: bare || !tall ? 0 : title.getBoundingClientRect().bottom,
      bottom: bare || !tall ? 0 : innerHeight - top,
    });
  };
  addEventListener('resize', measure);
  // Hiding the words, and writing more lines, changes what they cover.
  new ResizeObserver(measure).observe(words);
  measure();
}
