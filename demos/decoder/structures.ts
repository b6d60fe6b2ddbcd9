/** The structures that can be asked for, by the words on their buttons; the page begins with the first of each. */

export const MIRRORS = { across: 'vertical', down: 'horizontal', none: null } as const;

export const PALETTES = {
  handheld: ['#24503a', '#4d8046', '#97c14a', '#dcf0a0'],
  ember: ['#5a1a2e', '#b13e3a', '#f0913c', '#ffe2a0'],
  ice: ['#1d3b6b', '#3a7fb5', '#7fd0e8', '#eafcff'],
  berry: ['#46206b', '#c12f86', '#ff8fa8', '#ffe9d6'],
  'two inks': ['#1d3f8c', '#f2ead6'],
  none: [],
} as const;

/** Outlines on a square of 16 × 16. */
export const SHAPES = {
  whole: 'M0 0H16V16H0Z',
  oval: 'M8 0A6.6 8 0 0 1 8 16A6.6 8 0 0 1 8 0Z',
  heart: 'M8 16L1 8.6C-1.4 5.6 0 .4 4 .4C6 .4 7.4 1.6 8 3C8.6 1.6 10 .4 12 .4C16 .4 17.4 5.6 15 8.6Z',
  cat: 'M1 0L5.4 3.4H10.6L15 0V9C15 13.6 12 16 8 16C4 16 1 13.6 1 9Z',
  star: 'M8 -.6L10.4 5.2L16.4 5.6L11.8 9.6L13.3 15.8L8 12.4L2.7 15.8L4.2 9.6L-.4 5.6L5.6 5.2Z',
} as const;

/** What is asked for. Any other shape than these is one that the visitor has drawn. */
export interface Choice {
  mirror: keyof typeof MIRRORS;
  palette: keyof typeof PALETTES;
  shape: keyof typeof SHAPES | 'own';
}
