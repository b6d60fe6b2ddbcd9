/** Frames that the host may let pass before it draws again. */
const PATIENCE = 120;

/**
 * What the host has drawn last, in pixels of its own: a canvas of WebGL is empty again as soon as its frame has been shown,
 * so this waits for the next one, and copies it before it is.
 *
 * @throws Error where nothing was drawn within two seconds, as on a page that draws only when something changes
 */
export async function takePicture(source: HTMLCanvasElement): Promise<HTMLCanvasElement> {
  for (let frame = 0; frame < PATIENCE; frame++) {
    // Asked for outside of a frame, or in one after the host's, this runs after the host has drawn.
    await new Promise(requestAnimationFrame);
    const picture = copy(source, source.width, source.height);
    if (!isEmpty(picture)) return picture;
  }
  throw new Error('Nothing was drawn meanwhile. Let the page draw a frame, and try again.');
}

/** Its middle, as a `data:` address of a few kB. */
export function thumbnailOf(picture: HTMLCanvasElement, side = 96): string {
  return copy(picture, side, side).toDataURL('image/webp', 0.8);
}

function copy(source: HTMLCanvasElement, width: number, height: number): HTMLCanvasElement {
  const picture = document.createElement('canvas');
  picture.width = width;
  picture.height = height;
  const context = picture.getContext('2d') as CanvasRenderingContext2D;
  context.imageSmoothingQuality = 'high';
  const scale = Math.max(width / source.width, height / source.height);
  const [drawnWidth, drawnHeight] = [source.width * scale, source.height * scale];
  context.drawImage(source, (width - drawnWidth) / 2, (height - drawnHeight) / 2, drawnWidth, drawnHeight);
  return picture;
}

/** A canvas that was cleared is black in every pixel; even a night has stars. */
function isEmpty(picture: HTMLCanvasElement): boolean {
  const sample = copy(picture, 64, 64);
  const { data } = (sample.getContext('2d') as CanvasRenderingContext2D).getImageData(0, 0, 64, 64);
  return data.every((value, index) => index % 4 === 3 || value === 0);
}
