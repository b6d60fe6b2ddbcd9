/**
 * Formulas over all numbers of some tensors, each as one program of WebGL. They work on packed textures, of four
 * numbers a pixel, as matrix products do: what lies otherwise is packed anew for every product.
 */

import * as tf from '../tf.ts';

/** The part of TensorFlow.js' `GPGPUProgram` that is needed here. */
interface Program {
  variableNames: string[];
  outputShape: number[];
  packedInputs: true;
  packedOutput: true;
  customUniforms: { name: string; type: 'float' }[];
  userCode: string;
}

/**
 * @param formula GLSL for a `vec4`, of the inputs' names and the uniforms'
 * @param inputs tensors of one shape, of at most four sides
 * @param uniforms numbers that may differ with every call; compiled programs are kept by the backend
 */
export function pointwise(
  formula: string,
  inputs: Readonly<Record<string, tf.TensorInfo>>,
  uniforms: Readonly<Record<string, number>>,
  outputShape = Object.values(inputs)[0]!.shape,
): tf.TensorInfo {
  const reads = Object.keys(inputs).map(name => `vec4 ${name} = get${capital(name)}AtOutCoords();`);
  const program: Program = {
    variableNames: Object.keys(inputs).map(capital),
    outputShape,
    packedInputs: true,
    packedOutput: true,
    customUniforms: Object.keys(uniforms).map(name => ({ name, type: 'float' })),
    userCode: `void main() {
      ${reads.join(' ')}
      vec4 result = ${formula};
      ${blankBeyond(outputShape)}
      setOutput(result);
    }`,
  };
  const values = Object.values(uniforms).map(value => [value]);
  return (tf.backend() as tf.MathBackendWebGL).compileAndRun(
    program,
    Object.values(inputs),
    'float32',
    values,
  );
}

function capital(name: string): string {
  return name[0]!.toUpperCase() + name.slice(1);
}

/**
 * A pixel holds two numbers of a row and the two below them. Where a tensor with odd sides has no numbers any more,
 * products count on zeros.
 */
function blankBeyond(shape: readonly number[]): string {
  if (shape.length < 2) {
    const count = shape[0] ?? 1;
    return `result.zw = vec2(0.); ${count % 2 ? `if (getOutputCoords() + 1 == ${count}) result.y = 0.;` : ''}`;
  }
  const [rows, columns] = shape.slice(-2) as [number, number];
  const place = (axis: number) => `getOutputCoords().${'xyzw'[axis]} + 1`;
  const below = `if (${place(shape.length - 2)} == ${rows}) result.zw = vec2(0.);`;
  const beside = `if (${place(shape.length - 1)} == ${columns}) result.yw = vec2(0.);`;
  return `${rows % 2 ? below : ''} ${columns % 2 ? beside : ''}`;
}
