/**
 * Where particles set out from when an image is to be formed: each a GLSL expression for a place, in image heights, from
 * `extent` (half the image's width and height), `home`, and three random numbers `r`. `previous` stays where it is.
 */
const origins = {
  /** Where the particles are by now, at home in the last image or anywhere on their way. */
  previous: 'vec3(0.0)',
  /** Anywhere in a flat round cloud, wider than the image and evenly dense, so that it resembles no image. */
  scatter:
    'vec3(1.05 * sqrt(r.y) * turned(r.x), 0.6 * (r.z - 0.5)) * max(1.0, max(extent.x, extent.y) / 0.5 * 0.7)',
  /** A small ball in the middle. */
  point: '0.05 * ball(r)',
  /** A thin ring around the image. */
  ring: 'vec3((length(extent) * 1.02 + 0.05 * (r.y + r.z - 1.0)) * turned(r.x), 0.1 * (r.z - 0.5))',
  /** The surface of a ball around the image. */
  sphere: 'length(extent) * 1.05 * normalize(ball(r) + 1e-6)',
  /** High above its own column, as rain is before it falls. */
  rain: 'vec3(home.x + 0.06 * (r.x - 0.5), extent.y + 0.15 + 1.1 * r.y, 0.25 * (r.z - 0.5))',
} as const;

export type Origin = keyof typeof origins;

/** Where particles may start besides an origin: at home, or close to it. Their numbers lie below those of the origins. */
export type Start = Origin | 'home' | 'near';

/** Image heights from home that `near` is. */
export const NEAR = 0.04;

export const originNames: readonly Origin[] = Object.keys(origins) as Origin[];

export const startNumber = (start: Start): number =>
  start === 'near' ? -2 : start === 'home' ? -1 : originNames.indexOf(start);

/** `originOf`: the place in an origin, by its number in the list. */
export const originChunk: string = /* glsl */ `
  vec2 turned(float turn) {
    return vec2(cos(6.2831853 * turn), sin(6.2831853 * turn));
  }

  // Evenly in the unit ball.
  vec3 ball(vec3 r) {
    float z = 2.0 * r.x - 1.0;
    return pow(r.z, 1.0 / 3.0) * vec3(sqrt(1.0 - z * z) * turned(r.y), z);
  }

  vec3 originOf(int origin, vec2 home, vec2 extent, vec3 r) {
    switch (origin) {
      ${originNames.map((name, index) => `case ${index}: return ${origins[name]};`).join('\n      ')}
    }
    return vec3(home, 0.0) + (origin == -2 ? ${NEAR} * ball(r) : vec3(0.0));
  }
`;
