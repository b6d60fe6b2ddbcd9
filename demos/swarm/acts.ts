import { drawButterfly, drawPlanet, drawPortrait } from '../pictures/drawings.ts';
import type { Act } from '../stage/Show.ts';

/** What the page shows by itself. */
export const acts: readonly Act[] = [
  { subject: { caption: '*A butterfly*, drawn by this page.', draw: drawButterfly }, exit: 'morph' },
  { subject: { caption: '*A planet*, drawn by this page.', draw: drawPlanet }, exit: 'burn' },
  { subject: { caption: '*A dreamer*, drawn by this page.', draw: drawPortrait }, exit: 'blow' },
];
