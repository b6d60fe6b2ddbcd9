import type { ImageShape } from '../networks/models.ts';

/** @throws Error when the classifier sees other images than the generator makes. */
export function assertSameImages(
  generator: { readonly imageShape: ImageShape },
  classifier: { readonly imageShape: ImageShape },
): void {
  if (generator.imageShape.join() === classifier.imageShape.join()) return;
  throw new Error(
    `The generator makes images of [${generator.imageShape}], but the classifier sees images of [${classifier.imageShape}]. Give one of the same.`,
  );
}
