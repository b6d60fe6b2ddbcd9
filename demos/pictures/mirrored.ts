import type { PixelImage } from 'genesis-particles';

/** Height of what the swarm follows: it moves too fast for more to be seen. */
const ROWS = 96;

/** What the video shows now, small and the other way round; null while it shows nothing. */
export function mirrored(video: HTMLVideoElement): () => PixelImage | null {
  const canvas = new OffscreenCanvas(1, ROWS);
  const context = canvas.getContext('2d', { willReadFrequently: true }) as OffscreenCanvasRenderingContext2D;
  return () => {
    const { readyState, videoWidth, videoHeight } = video;
    if (readyState < 2 || videoHeight === 0) return null;
    // No wider than a phone's stage.
    const side = Math.min(videoWidth, videoHeight);
    canvas.width = canvas.height = ROWS;
    context.setTransform(-1, 0, 0, 1, ROWS, 0);
    context.drawImage(video, (videoWidth - side) / 2, (videoHeight - side) / 2, side, side, 0, 0, ROWS, ROWS);
    return context.getImageData(0, 0, ROWS, ROWS);
  };
}
