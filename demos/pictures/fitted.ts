/** Longest side of a picture; more would not be seen in the number of particles that a page has. */
const MOST = 640;

/**
 * The pixels of a picture, made to stand on the stage at full height. One that is wider than the stage gets empty rows
 * above and below and not a smaller swarm: pictures follow each other without a jump, and flights fill the stage.
 */
export function fitted(picture: HTMLCanvasElement | HTMLImageElement, aspect: number): ImageData {
  const { width, height } = picture;
  const rows = Math.max(height, width / aspect);
  const scale = Math.min(1, MOST / Math.max(width, rows));
  const canvas = new OffscreenCanvas(
    Math.max(1, Math.round(width * scale)),
    Math.max(1, Math.round(rows * scale)),
  );
  const context = canvas.getContext('2d') as OffscreenCanvasRenderingContext2D;
  context.imageSmoothingQuality = 'high';
  context.drawImage(picture, 0, ((rows - height) / 2) * scale, canvas.width, height * scale);
  return context.getImageData(0, 0, canvas.width, canvas.height);
}
