/** The numbers of the game. Lengths in world units, of which a screen shows at least 1.05 × 1.3; times in seconds. */
export const rules = {
  lives: 3,
  /** Faces that come through the portal, wave by wave; the last of all is a giant. */
  waves: [3, 4, 5, 6, 7, 6],
  player: { size: 0.13, radius: 0.04, speed: 0.62, safe: 1.6 },
  shot: { speed: 1.7, every: 0.17, rapid: 0.09, seconds: 1.2 },
  face: { size: 0.24, hits: 4, speed: 0.11, faster: 0.022, heals: 2.2, points: 100 },
  giant: { size: 0.5, hits: 22, speed: 0.07, faster: 0, heals: 3, points: 1000 },
  portal: { size: 0.36, opens: 1.4, every: 0.9 },
  /** Every so many faces one leaves something behind. */
  pickup: { size: 0.13, radius: 0.11, every: 4, seconds: 9, rapid: 7 },
} as const;
