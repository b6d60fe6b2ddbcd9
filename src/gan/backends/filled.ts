import * as tf from '../tf.ts';
import { pointwise } from './pointwise.ts';

/** A tensor of one number throughout: on WebGL drawn, where `tf.fill` and `tf.ones` would send or repack it. */
export function filled(shape: [number, number], value: number): tf.Tensor2D {
  if (tf.getBackend() !== 'webgl') return tf.fill(shape, value);
  const drawn = pointwise('vec4(value)', {}, { value }, shape);
  return tf.engine().makeTensorFromTensorInfo(drawn) as tf.Tensor2D;
}
