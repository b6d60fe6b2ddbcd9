/** What is used of `node-webpmux`, which has no types. */
declare module 'node-webpmux' {
  interface EncodeOptions {
    width: number;
    height: number;
    /** 0 to 100. */
    quality: number;
    /** 0 (fast) to 6 (small). */
    method: number;
  }
  interface Frame {
    delay: number;
  }
  class Image {
    static initLib(): Promise<void>;
    static getEmptyImage(): Promise<Image>;
    /** @param settings `buffer`: a WebP image; `delay`: milliseconds. */
    static generateFrame(settings: { buffer: Buffer; delay: number }): Promise<Frame>;
    readonly frames: Frame[];
    convertToAnim(): void;
    setImageData(rgba: Buffer, options: EncodeOptions): Promise<void>;
    /** @param path null for the bytes. `loops`: how often it is played, 0 for ever. */
    save(path: null, options?: { width: number; height: number; loops: number }): Promise<Buffer>;
  }
  const WebP: { Image: typeof Image };
  export default WebP;
}
