/** Which networks `model: 'auto'` stands for. Pure. */

import type { ModelDescription } from '../networks/layers/LayerDescription.ts';
import { CONV_SIDES, type ImageShape, type ModelName } from '../networks/models.ts';

export interface ModelChoice {
  readonly model: ModelName | ModelDescription;
  /** A sentence for the reader of the page. */
  readonly reason: string;
}

/** Milliseconds a step above which nobody wants to watch a training. */
export const PATIENCE = 150;

/** @param milliseconds that a step of the convolutional pair takes here */
export function chooseByTime(milliseconds: number): ModelChoice {
  const takes = `a step of the convolutional pair takes ${Math.round(milliseconds)} ms here`;
  return milliseconds <= PATIENCE
    ? { model: 'conv', reason: `Convolutions, because ${takes}.` }
    : { model: 'dense', reason: `Dense layers, because ${takes}, more than ${PATIENCE}.` };
}

/** Whether the model `conv` is made for such images. */
export function fitsConv([height, width]: ImageShape): boolean {
  return width === height && CONV_SIDES.includes(height);
}

export function sizeReason([height, width]: ImageShape): string {
  return `Dense layers, because images of ${width} × ${height} do not suit the convolutional pair.`;
}
