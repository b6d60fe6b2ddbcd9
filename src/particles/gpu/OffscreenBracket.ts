import type { WebGLRenderer, WebGLRenderTarget } from 'three';

/**
 * Brackets off-screen passes: between {@link enter} and {@link leave} render targets may be set and rendered to, and
 * afterwards everything about the renderer that this disturbs is as it was. The game's frame never notices.
 */
export class OffscreenBracket {
  private readonly renderer: WebGLRenderer;
  private target: WebGLRenderTarget | null = null;
  private cubeFace = 0;
  private mipmapLevel = 0;
  private autoClear = true;
  private xrEnabled = false;
  private shadowAutoUpdate = true;

  constructor(renderer: WebGLRenderer) {
    this.renderer = renderer;
  }

  enter(): void {
    const { renderer } = this;
    this.target = renderer.getRenderTarget();
    this.cubeFace = renderer.getActiveCubeFace();
    this.mipmapLevel = renderer.getActiveMipmapLevel();
    this.autoClear = renderer.autoClear;
    this.xrEnabled = renderer.xr.enabled;
    this.shadowAutoUpdate = renderer.shadowMap.autoUpdate;
    renderer.autoClear = false;
    renderer.xr.enabled = false;
    renderer.shadowMap.autoUpdate = false;
  }

  leave(): void {
    const { renderer } = this;
    renderer.autoClear = this.autoClear;
    renderer.xr.enabled = this.xrEnabled;
    renderer.shadowMap.autoUpdate = this.shadowAutoUpdate;
    renderer.setRenderTarget(this.target, this.cubeFace, this.mipmapLevel);
    this.target = null;
  }

  /** Calls `draw` inside the bracket. */
  run(draw: () => void): void {
    this.enter();
    try {
      draw();
    } finally {
      this.leave();
    }
  }
}
