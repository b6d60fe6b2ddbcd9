import type { Margins, Stage } from './Stage.ts';

/** Pixels between the subject and the edge of a wide page. */
const EDGE = 56;
const TALL = 700;
/** Of the page, what is left to the subject at least, whatever it covers. */
const LEAST = 0.4;

type Edge = keyof Margins;

/** What may stand beside the subject, and at which edge of a wide page and of a tall one. */
const BESIDE: readonly (readonly [selector: string, wide: Edge | null, tall: Edge | null])[] = [
  ['.title', null, 'top'],
  ['.readout', 'left', 'bottom'],
  ['.ask', 'bottom', 'bottom'],
  // On a phone it is closed until it is asked for.
  ['.watch[open]', 'right', null],
  ['.lil-root:not(.lil-closed)', 'right', 'bottom'],
];

/** Keeps the subject clear of words and panels: beside them on wide pages, between them on tall ones. Call it now and then. */
export function keepClear(stage: Stage): void {
  const isTall = innerWidth <= TALL;
  const margins: Margins = { left: 0, right: isTall ? 0 : EDGE, top: 0, bottom: 0 };
  for (const [selector, wide, tall] of BESIDE) {
    const edge = isTall ? tall : wide;
    const box = document.querySelector(selector)?.getBoundingClientRect();
    if (!edge || !box?.width) continue;
    const inside = {
      left: box.right,
      right: EDGE + innerWidth - box.left,
      top: box.bottom,
      bottom: innerHeight - box.top,
    };
    // In between the two, what is asked for has its place above.
    const at = edge === 'bottom' && box.bottom < innerHeight / 2 ? 'top' : edge;
    margins[at] = Math.max(margins[at], inside[at]);
  }
  share(margins, 'left', 'right', innerWidth);
  share(margins, 'top', 'bottom', innerHeight);
  stage.keepClear(margins);
}

function share(margins: Margins, one: Edge, other: Edge, whole: number): void {
  const factor = Math.min(1, ((1 - LEAST) * whole) / (margins[one] + margins[other] || 1));
  margins[one] *= factor;
  margins[other] *= factor;
}
