/** Enough of a file for what comes before its first frame. */
const HEAD = 4096;
/** What files say that move: GIF's loops, the animation chunks of PNG and WebP, AVIF's sequences. */
const MARKS = /^(GIF8.*NETSCAPE2\.0|.PNG.*acTL|RIFF....WEBP.*ANIM|....ftypavis)/s;

/** Whether a picture has more than one frame. */
export async function isAnimated(file: Blob): Promise<boolean> {
  const head = new Uint8Array(await file.slice(0, HEAD).arrayBuffer());
  return MARKS.test(String.fromCharCode(...head));
}
