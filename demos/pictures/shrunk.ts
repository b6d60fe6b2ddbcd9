/** The pixels of a whole picture in a square of `side` × `side`: as large as fits, in the middle of `ground`, or of nothing. */
export function shrunk(
  picture: HTMLImageElement | HTMLCanvasElement,
  side: number,
  ground?: string,
): ImageData {
  const { width, height } = picture;
  const scale = side / Math.max(width, height);
  const [w, h] = [Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale))];
  const canvas = new OffscreenCanvas(side, side);
  const context = canvas.getContext('2d') as OffscreenCanvasRenderingContext2D;
  if (ground) {
    context.fillStyle = ground;
    context.fillRect(0, 0, side, side);
  }
  context.imageSmoothingQuality = 'high';
  // It stands on the ground, as portraits do.
  context.drawImage(picture, Math.floor((side - w) / 2), side - h, w, h);
  return context.getImageData(0, 0, side, side);
}
