/**
 * Convolutions as matrix products, for the backends whose tensors are plain memory. There TensorFlow.js has no gradient
 * by a convolution's kernel (wasm) or takes minutes for a step (cpu), while products are fast.
 *
 * Two operations, each the transpose and so the gradient of the other, which makes them exact to any order:
 * `takePatches` lays the neighbourhood of every place out in a row (im2col), `paintPatches` adds rows up into an image.
 * A convolution is takePatches(x)·W; a transposed one, paintPatches(x·Wᵀ).
 */

import { ownKernel } from '../backends/ownKernel.ts';
import * as tf from '../tf.ts';

/** How patches lie on an image. */
export interface Tiling {
  /** [height, width, channels] of the image. */
  readonly image: readonly [height: number, width: number, channels: number];
  /** Side of a patch. */
  readonly side: number;
  /** Pixels from one patch to the next. */
  readonly stride: number;
  /** Pixels of zeros around the image. */
  readonly border: number;
}

const TAKE = 'GenesisTakePatches';
const PAINT = 'GenesisPaintPatches';

/** Whether the present backend's tensors are plain memory. */
export function worksInMemory(): boolean {
  return tf.getBackend() === 'wasm' || tf.getBackend() === 'cpu';
}

/** [batch, height, width, channels] → [batch · rows · columns, side · side · channels] */
export function takePatches(images: tf.Tensor, tiling: Tiling): tf.Tensor2D {
  return run(TAKE, images, tiling) as tf.Tensor2D;
}

/** [batch · rows · columns, side · side · channels] → [batch, height, width, channels]; where patches meet, they add up. */
export function paintPatches(patches: tf.Tensor, tiling: Tiling): tf.Tensor4D {
  return run(PAINT, patches, tiling) as tf.Tensor4D;
}

/** Rows and columns of patches on an image. */
export function gridOf({
  image: [height, width],
  side,
  stride,
  border,
}: Tiling): [rows: number, columns: number] {
  const along = (length: number) => Math.floor((length + 2 * border - side) / stride) + 1;
  return [along(height), along(width)];
}

function run(kernel: typeof TAKE | typeof PAINT, x: tf.Tensor, tiling: Tiling): tf.Tensor {
  register();
  return tf.engine().runKernel(kernel, { x } as unknown as tf.NamedTensorMap, tiling as never) as tf.Tensor;
}

/** Calls `visit` with the places of every run of numbers that patch and image share, and its length. */
function match(
  batch: number,
  tiling: Tiling,
  visit: (patchAt: number, imageAt: number, length: number) => void,
): void {
  const { image, side, stride, border } = tiling;
  const [height, width, channels] = image;
  const [rows, columns] = gridOf(tiling);
  const patchSize = side * side * channels;
  let patch = 0;
  for (let n = 0; n < batch; n++) {
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++, patch += patchSize) {
        const left = column * stride - border;
        const from = Math.max(0, -left);
        const length = (Math.min(side, width - left) - from) * channels;
        for (let line = 0; line < side; line++) {
          const y = row * stride - border + line;
          if (y < 0 || y >= height) continue;
          visit(
            patch + (line * side + from) * channels,
            ((n * height + y) * width + left + from) * channels,
            length,
          );
        }
      }
    }
  }
}

interface MemoryBackend {
  typedArrayFromHeap?(tensor: { dataId: tf.DataId }): Float32Array;
  data?: { get(dataId: tf.DataId): { values: Float32Array } };
  makeOutput?(shape: number[], dtype: 'float32'): tf.TensorInfo;
  makeTensorInfo?(shape: number[], dtype: 'float32', values: Float32Array): tf.TensorInfo;
}

interface KernelCall {
  readonly inputs: { readonly x: tf.TensorInfo };
  readonly backend: MemoryBackend;
  readonly attrs: Tiling;
}

/** An output of zeros, filled by `fill` from the input's numbers. */
function compute(
  { inputs: { x }, backend }: KernelCall,
  shape: number[],
  fill: (source: Float32Array, target: Float32Array) => void,
): tf.TensorInfo {
  if (backend.makeOutput && backend.typedArrayFromHeap) {
    const output = backend.makeOutput(shape, 'float32');
    // After allocating, which may move the heap.
    const target = backend.typedArrayFromHeap(output).fill(0);
    fill(backend.typedArrayFromHeap(x), target);
    return output;
  }
  const target = new Float32Array(shape.reduce((product, side) => product * side, 1));
  fill(backend.data!.get(x.dataId).values, target);
  return backend.makeTensorInfo!(shape, 'float32', target);
}

function take(call: KernelCall): tf.TensorInfo {
  const { attrs, inputs } = call;
  const [rows, columns] = gridOf(attrs);
  const batch = inputs.x.shape[0]!;
  const shape = [batch * rows * columns, attrs.side ** 2 * attrs.image[2]];
  return compute(call, shape, (image, patches) => {
    match(batch, attrs, (patchAt, imageAt, length) => {
      for (let i = 0; i < length; i++) patches[patchAt + i] = image[imageAt + i]!;
    });
  });
}

function paint(call: KernelCall): tf.TensorInfo {
  const { attrs, inputs } = call;
  const [rows, columns] = gridOf(attrs);
  const batch = inputs.x.shape[0]! / (rows * columns);
  return compute(call, [batch, ...attrs.image], (patches, image) => {
    match(batch, attrs, (patchAt, imageAt, length) => {
      for (let i = 0; i < length; i++) image[imageAt + i] = image[imageAt + i]! + patches[patchAt + i]!;
    });
  });
}

function register(): void {
  for (const backendName of ['wasm', 'cpu'] as const) {
    ownKernel(TAKE, backendName, take as never, {
      gradFunc: (dy, _, attrs) => ({ x: () => paintPatches(dy as tf.Tensor, attrs as unknown as Tiling) }),
    });
    ownKernel(PAINT, backendName, paint as never, {
      gradFunc: (dy, _, attrs) => ({ x: () => takePatches(dy as tf.Tensor, attrs as unknown as Tiling) }),
    });
  }
}
