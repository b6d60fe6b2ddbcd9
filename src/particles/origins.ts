/** Where particles set out from; `previous`: wherever they are. */
export type Origin = 'previous' | 'scatter' | 'point' | 'ring' | 'sphere' | 'rain';

/**
 * Where particles set out from when an image is to be formed: each a GLSL expression for a place, in image heights, from
 * `extent` (half the image's width and height), `home`, and three random numbers `r`; and for a speed, in image heights/s,
 * that also knows that `place`. `previous` stays where it is.
 */
const origins = {
  /** Where the particles are by now, at home in the last image or anywhere on their way. */
  previous: { place: 'vec3(0.0)', speed: 'vec3(0.0)' },
  /** Anywhere in a flat round cloud, wider than the image and evenly dense, so that it resembles no image. */
  scatter: {
    place:
      'vec3(1.05 * sqrt(r.y) * turned(r.x), 0.6 * (r.z - 0.5)) * max(1.0, max(extent.x, extent.y) / 0.5 * 0.7)',
    speed: 'vec3(0.0)',
  },
  /** A small ball in the middle, from which they spray. */
  point: {
    place: '0.04 * ball(r)',
    speed: '(0.4 + 2.8 * r.y) * normalize(ball(r.zxy) + 1e-6) * vec3(1.0, 1.0, 0.4)',
  },
  /** A thin ring around the image, turning. */
  ring: {
    place: 'vec3((length(extent) * 1.02 + 0.05 * (r.y + r.z - 1.0)) * turned(r.x), 0.1 * (r.z - 0.5))',
    speed: '0.9 * vec3(-place.y, place.x, 0.0)',
  },
  /** The surface of a ball around the image. */
  sphere: { place: 'length(extent) * 1.05 * normalize(ball(r) + 1e-6)', speed: '-0.4 * place' },
  /** High above its own column, as rain that falls. */
  rain: {
    place: 'vec3(home.x + 0.06 * (r.x - 0.5), extent.y + 0.15 + 1.1 * r.y, 0.25 * (r.z - 0.5))',
    speed: 'vec3(0.0, -0.6 - 0.5 * r.z, 0.0)',
  },
} as const satisfies Record<Origin, { place: string; speed: string }>;

/** Where particles may start besides an origin: at home, or close to it. Their numbers lie below those of the origins. */
export type Start = Origin | 'home' | 'near';

/** Image heights from home that `near` is. */
export const NEAR = 0.04;

export const originNames: readonly Origin[] = Object.keys(origins) as Origin[];

export const startNumber = (start: Start): number =>
  start === 'near' ? -2 : start === 'home' ? -1 : originNames.indexOf(start);

/** `originOf`: the place and the speed in an origin, by its number in the list. */
export const originChunk: string = /* glsl */ `
  vec2 turned(float turn) {
    return vec2(cos(6.2831853 * turn), sin(6.2831853 * turn));
  }

  // Evenly in the unit ball.
  vec3 ball(vec3 r) {
    float z = 2.0 * r.x - 1.0;
    return pow(r.z, 1.0 / 3.0) * vec3(sqrt(1.0 - z * z) * turned(r.y), z);
  }

  void originOf(int origin, vec2 home, vec2 extent, vec3 r, out vec3 place, out vec3 speed) {
    switch (origin) {
      ${originNames
        .map((name, index) => {
          const { place, speed } = origins[name];
          return `case ${index}: place = ${place}; speed = ${speed}; break;`;
        })
        .join('\n      ')}
      default: place = vec3(home, 0.0) + (origin == -2 ? ${NEAR} * ball(r) : vec3(0.0)); speed = vec3(0.0);
    }
  }
`;
