import { describe, expect, it } from 'vitest';
import { createParameters } from '../../../src/particles/index.ts';
import { Mood } from '../../../src/scene/Mood.ts';

const calm = { realLogit: 0, fakeLogit: 0, discriminatorLoss: 0.7, generatorLoss: 0.7 };
const sure = { ...calm, realLogit: 6, fakeLogit: -6 };

function lasting(step: Partial<typeof calm>, strength = 1) {
  const live = createParameters({ turbulence: 0.2, shimmer: 0.006, cohesion: 0.1, tint: 0.5 });
  const mood = new Mood(live);
  mood.strength = strength;
  for (let i = 0; i < 100; i++) mood.feel({ ...calm, ...step });
  mood.advance(10);
  return { mood, live };
}

describe('the mood of a training', () => {
  it('draws the swarm together and warms it where the discriminator is fooled', () => {
    const { mood } = lasting(calm);
    expect(mood.parameters.cohesion).toBeCloseTo(0.14, 3);
    expect(mood.parameters.tint).toBeCloseTo(0.7, 3);
    expect(mood.parameters.turbulence).toBeCloseTo(0.2, 3);
    expect(mood.parameters.shimmer).toBeCloseTo(0.006, 5);
  });

  it('lets streams and shimmer swell where it is sure', () => {
    const { mood } = lasting(sure);
    expect(mood.parameters.cohesion).toBeCloseTo(0.1, 3);
    expect(mood.parameters.tint).toBeCloseTo(0.5, 3);
    expect(mood.parameters.turbulence).toBeCloseTo(0.5, 3);
    expect(mood.parameters.shimmer).toBeCloseTo(0.012, 5);
  });

  it('feels losses that jump', () => {
    const { mood } = lasting(calm);
    const before = mood.parameters.turbulence;
    for (let i = 0; i < 40; i++) mood.feel({ ...calm, discriminatorLoss: i % 2 ? 0.1 : 6 });
    expect(mood.parameters.turbulence).toBeGreaterThan(before * 1.3);
  });

  it('comes slowly, and goes with the source', () => {
    const { mood, live } = lasting(sure);
    mood.feel(calm);
    mood.advance(1 / 60);
    expect(mood.parameters.cohesion).toBeLessThan(0.103);
    mood.strength = 0;
    for (const name of ['cohesion', 'tint', 'turbulence', 'shimmer'] as const) {
      expect(mood.parameters[name]).toBe(live[name]);
    }
  });

  it('leaves the live parameters alone and follows them, all others too', () => {
    const { mood, live } = lasting(calm, 0.5);
    expect(live.cohesion).toBe(0.1);
    live.cohesion = 0.3;
    live.gravity = 2;
    expect(mood.parameters.cohesion).toBeCloseTo(0.32, 3);
    expect(mood.parameters.gravity).toBe(2);
  });

  it('does not feel what is not finite', () => {
    const { mood } = lasting(calm);
    mood.feel({ ...calm, realLogit: Number.NaN });
    mood.feel({ ...calm, generatorLoss: Number.POSITIVE_INFINITY });
    mood.advance(1);
    expect(mood.parameters.cohesion).toBeCloseTo(0.14, 3);
    expect(mood.parameters.turbulence).toBeCloseTo(0.2, 3);
  });
});
