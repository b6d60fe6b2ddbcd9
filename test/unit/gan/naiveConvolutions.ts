/** Convolutions as PyTorch defines them, loop by loop, with the same border of zeros on all sides. */

import type { LayerDescription } from '../../../src/gan/networks/layers/LayerDescription.ts';
import { planLayers, sizeOf } from '../../../src/gan/networks/layers/planLayers.ts';
import { Network } from '../../../src/gan/networks/Network.ts';
import { Random } from '../../../src/gan/Random.ts';
import * as tf from '../../../src/gan/tf.ts';

export type Convolution = Extract<LayerDescription, { type: 'conv' | 'conv-transpose' }>;

export const CONVOLUTIONS: readonly Convolution[] = [
  { type: 'conv', filters: 3, kernelSize: 1 },
  { type: 'conv', filters: 3, kernelSize: 3 },
  { type: 'conv', filters: 2, kernelSize: 5, stride: 1 },
  { type: 'conv', filters: 3, kernelSize: 2, stride: 2 },
  { type: 'conv', filters: 3, kernelSize: 4, stride: 2 },
  { type: 'conv', filters: 2, kernelSize: 6, stride: 2 },
  { type: 'conv-transpose', filters: 3, kernelSize: 2 },
  { type: 'conv-transpose', filters: 3, kernelSize: 4 },
  { type: 'conv-transpose', filters: 2, kernelSize: 6 },
];

const BATCH = 2;
const [HEIGHT, WIDTH, CHANNELS] = [6, 4, 2];

/** What the network makes of random images with random weights, and what the loops make of them. */
export async function compareConvolution(
  layer: Convolution,
): Promise<{ found: number[]; expected: number[] }> {
  const plans = planLayers('network', { shape: [HEIGHT, WIDTH, CHANNELS], conditionSize: 0 }, [layer]);
  const random = new Random(1, JSON.stringify(layer));
  const [{ weights, output }] = plans as [(typeof plans)[number]];
  const [kernel, bias] = [weights.kernel!, weights.bias!].map(({ shape }) => ({
    shape,
    values: random.normals(sizeOf(shape)),
  })) as [Stored, Stored];
  const x = random.normals(BATCH * HEIGHT * WIDTH * CHANNELS);
  const network = Network.fromWeights(plans, { '0.kernel': kernel, '0.bias': bias });
  const result = tf.tidy(() => network.apply(tf.tensor4d(x, [BATCH, HEIGHT, WIDTH, CHANNELS])));
  const found = [...(await result.data())];
  tf.dispose(result);
  network.dispose();
  const loops = layer.type === 'conv' ? gatherLoop : scatterLoop;
  return { found, expected: loops(layer, output, x, kernel.values, bias.values) };
}

interface Stored {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

type Loop = (
  layer: Convolution,
  output: readonly number[],
  x: Float32Array,
  kernel: Float32Array,
  bias: Float32Array,
) => number[];

/** Every pixel gathers what lies under the kernel, [side, side, inputs, outputs]. */
const gatherLoop: Loop = (layer, [rows, columns, filters] = [], x, kernel, bias) => {
  const { kernelSize: side } = layer;
  const stride = ('stride' in layer && layer.stride) || 1;
  const padding = (side - stride) / 2;
  const y = Array.from({ length: BATCH * rows! * columns! * filters! }, (_, i) => bias[i % filters!]!);
  y.forEach((_, at) => {
    const [image, row, column, filter] = placeOf(at, rows!, columns!, filters!);
    for (let i = 0; i < side; i++) {
      for (let j = 0; j < side; j++) {
        const [top, left] = [row * stride - padding + i, column * stride - padding + j];
        if (top < 0 || left < 0 || top >= HEIGHT || left >= WIDTH) continue;
        for (let c = 0; c < CHANNELS; c++) {
          const value = x[((image * HEIGHT + top) * WIDTH + left) * CHANNELS + c]!;
          y[at]! += value * kernel[((i * side + j) * CHANNELS + c) * filters! + filter]!;
        }
      }
    }
  });
  return y;
};

/** Every pixel paints the kernel, [side, side, outputs, inputs], times itself. */
const scatterLoop: Loop = ({ kernelSize: side }, [rows, columns, filters] = [], x, kernel, bias) => {
  const padding = (side - 2) / 2;
  const y = Array.from({ length: BATCH * rows! * columns! * filters! }, (_, i) => bias[i % filters!]!);
  x.forEach((value, at) => {
    const [image, row, column, channel] = placeOf(at, HEIGHT, WIDTH, CHANNELS);
    for (let i = 0; i < side; i++) {
      for (let j = 0; j < side; j++) {
        const [top, left] = [2 * row - padding + i, 2 * column - padding + j];
        if (top < 0 || left < 0 || top >= rows! || left >= columns!) continue;
        for (let filter = 0; filter < filters!; filter++) {
          const weight = kernel[((i * side + j) * filters! + filter) * CHANNELS + channel]!;
          y[((image * rows! + top) * columns! + left) * filters! + filter]! += value * weight;
        }
      }
    }
  });
  return y;
};

function placeOf(
  at: number,
  rows: number,
  columns: number,
  channels: number,
): [number, number, number, number] {
  const pixel = Math.floor(at / channels);
  const line = Math.floor(pixel / columns);
  return [Math.floor(line / rows), line % rows, pixel % columns, at % channels];
}
