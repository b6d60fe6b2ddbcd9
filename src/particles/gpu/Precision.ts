import { FloatType, HalfFloatType, type TextureDataType } from 'three';

/**
 * What a device lets the particles be: simulated in 32-bit floats, in 16-bit floats, or not simulated at all but placed
 * in closed form, which needs no texture that is rendered to.
 */
export type Precision = 'float' | 'half' | 'stateless';

export const precisionNames: readonly Precision[] = ['float', 'half', 'stateless'];

/** The tiers that keep their state in textures. */
export type SimulatedPrecision = Exclude<Precision, 'stateless'>;

export const textureTypes: Readonly<Record<SimulatedPrecision, TextureDataType>> = {
  float: FloatType,
  half: HalfFloatType,
};
