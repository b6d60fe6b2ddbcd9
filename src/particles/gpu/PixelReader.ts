import type { WebGLRenderer, WebGLRenderTarget } from 'three';

/**
 * Reads a small target of bytes back without ever waiting: into a buffer on the GPU, and from there when a fence says that
 * it is filled. three.js can do that, too, with a new buffer, a promise and a timer each time. Owns the buffer.
 */
export class PixelReader {
  /** Four bytes a texel, bottom row first. */
  readonly pixels: Uint8Array<ArrayBuffer>;
  private gl: WebGL2RenderingContext | null = null;
  private buffer: WebGLBuffer | null = null;
  private fence: WebGLSync | null = null;

  constructor(side: number) {
    this.pixels = new Uint8Array(side * side * 4);
  }

  /** Begins to read `target`, `side` texels wide and high. What was being read is forgotten. Call it inside a bracket. */
  begin(renderer: WebGLRenderer, target: WebGLRenderTarget): void {
    const gl = renderer.getContext() as WebGL2RenderingContext;
    if (this.fence) gl.deleteSync(this.fence);
    this.gl = gl;
    renderer.setRenderTarget(target);
    this.buffer ??= gl.createBuffer();
    gl.bindBuffer(gl.PIXEL_PACK_BUFFER, this.buffer);
    gl.bufferData(gl.PIXEL_PACK_BUFFER, this.pixels.byteLength, gl.STREAM_READ);
    gl.readPixels(0, 0, target.width, target.height, gl.RGBA, gl.UNSIGNED_BYTE, 0);
    gl.bindBuffer(gl.PIXEL_PACK_BUFFER, null);
    this.fence = gl.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0);
    // Of a page that draws nothing else nobody would send the commands off.
    gl.flush();
  }

  /** Whether what was begun has come and is in {@link pixels} now; true once. */
  take(): boolean {
    const { gl, fence } = this;
    if (!gl || !fence || gl.getSyncParameter(fence, gl.SYNC_STATUS) !== gl.SIGNALED) return false;
    gl.bindBuffer(gl.PIXEL_PACK_BUFFER, this.buffer);
    gl.getBufferSubData(gl.PIXEL_PACK_BUFFER, 0, this.pixels);
    gl.bindBuffer(gl.PIXEL_PACK_BUFFER, null);
    gl.deleteSync(fence);
    this.fence = null;
    return true;
  }

  /** Lets go of what belongs to the context. Of one that was lost there is nothing to delete. */
  dispose(): void {
    const { gl, buffer, fence } = this;
    if (gl && buffer && gl.isBuffer(buffer)) gl.deleteBuffer(buffer);
    if (gl && fence && gl.isSync(fence)) gl.deleteSync(fence);
    this.gl = this.buffer = this.fence = null;
  }
}
