import { FloatType, HalfFloatType, type TextureDataType } from 'three';

/** How finely a device computes what a particle does: 32-bit floats, 16-bit floats. */
export type Precision = 'float' | 'half';

export const textureTypes: Readonly<Record<Precision, TextureDataType>> = {
  float: FloatType,
  half: HalfFloatType,
};
