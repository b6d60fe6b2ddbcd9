import * as tf from '../tf.ts';
import type { AdamUpdate } from './Adam.ts';

/** The part of TensorFlow.js' `GPGPUProgram` that is needed here. */
interface Program {
  variableNames: string[];
  outputShape: number[];
  customUniforms: { name: string; type: 'float' }[];
  userCode: string;
}

/**
 * {@link Adam} on WebGL in three programs a variable, where TensorFlow.js' operations would take about fifteen: of all
 * the draw calls of a training step, nearly half were Adam's.
 */
export const updateByShaders: AdamUpdate = ({ weight, m, v }, gradient, { beta1, beta2, rate, epsilon }) => {
  m.assign(run(m.shape, ['M', 'G'], 'setOutput(mix(g, m, beta1));', { beta1 }, [m, gradient]));
  v.assign(run(v.shape, ['V', 'G'], 'setOutput(mix(g * g, v, beta2));', { beta2 }, [v, gradient]));
  const descend = 'setOutput(w - rate * m / (sqrt(v) + epsilon));';
  weight.assign(run(weight.shape, ['W', 'M', 'V'], descend, { rate, epsilon }, [weight, m, v]));
};

/** One pass over all values; `body` sees each input by its lower-case name. Compiled programs are kept by the backend. */
function run(
  outputShape: number[],
  variableNames: string[],
  body: string,
  uniforms: Record<string, number>,
  inputs: tf.Tensor[],
): tf.Tensor {
  const reads = variableNames.map(name => `float ${name.toLowerCase()} = get${name}AtOutCoords();`).join(' ');
  const program: Program = {
    variableNames,
    outputShape,
    customUniforms: Object.keys(uniforms).map(name => ({ name, type: 'float' })),
    userCode: `void main() { ${reads} ${body} }`,
  };
  const backend = tf.backend() as tf.MathBackendWebGL;
  const values = Object.values(uniforms).map(value => [value]);
  return tf.engine().makeTensorFromTensorInfo(backend.compileAndRun(program, inputs, 'float32', values));
}
