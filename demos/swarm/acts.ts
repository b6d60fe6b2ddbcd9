import { drawButterfly, drawPlanet, drawPortrait } from './drawings.ts';
import { drawText } from './drawText.ts';
import type { Act } from './Show.ts';

/** What the page shows by itself. */
export const acts: readonly Act[] = [
  {
    subject: {
      caption: '*Matter* that has not decided yet.',
      draw: aspect => drawText('Matter that has not decided yet', aspect),
    },
    exit: 'morph',
  },
  { subject: { caption: '*A dreamer*, drawn by this page.', draw: drawPortrait }, exit: 'blow' },
  { subject: { caption: '*A butterfly*, drawn by this page.', draw: drawButterfly }, exit: 'morph' },
  { subject: { caption: '*A planet*, drawn by this page.', draw: drawPlanet }, exit: 'burn' },
];
