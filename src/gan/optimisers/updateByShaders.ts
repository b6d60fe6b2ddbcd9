import { pointwise } from '../backends/pointwise.ts';
import * as tf from '../tf.ts';
import type { AdamUpdate } from './AdamUpdate.ts';

/**
 * Adam on WebGL in three programs a variable, where TensorFlow.js' operations would take about fifteen: of all
 * the draw calls of a training step, nearly half were Adam's.
 */
export const updateByShaders: AdamUpdate = ({ weight, m, v }, gradient, { beta1, beta2, rate, epsilon }) => {
  assign(m, 'mix(g, m, beta1)', { g: gradient, m }, { beta1 });
  assign(v, 'mix(g * g, v, beta2)', { g: gradient, v }, { beta2 });
  assign(weight, 'w - rate * m / (sqrt(v) + epsilon)', { w: weight, m, v }, { rate, epsilon });
};

function assign(variable: tf.Variable, ...formula: Parameters<typeof pointwise>): void {
  variable.assign(tf.engine().makeTensorFromTensorInfo(pointwise(...formula)));
}
