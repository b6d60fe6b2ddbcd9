import { ACESFilmicToneMapping, PerspectiveCamera, Scene, Timer, Vector2, WebGLRenderer } from 'three';
import { Backdrop } from './Backdrop.ts';
import { Glow } from './Glow.ts';

/** What the camera frames, in world units: the image is 1 high. */
const FRAMED_HEIGHT = 1.3;
const FRAMED_WIDTH = 1.05;
/** Distance in world units between the image and what the page covers at its sides. */
const AIR = 0.05;
/** Amplitude of the slow orbit. */
const ORBIT = (7 * Math.PI) / 180;

/** What the page covers at each of its edges, in CSS pixels. */
export interface Margins {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/**
 * The stage that every demo shares: renderer, ground, a camera that breathes, and glow where a GPU can afford it.
 */
export class Stage {
  readonly renderer: WebGLRenderer;
  readonly scene = new Scene();
  readonly camera = new PerspectiveCamera(30, 1, 0.1, 50);
  /** Whether WebGL is only emulated on the processor. */
  readonly software: boolean;
  private readonly backdrop = new Backdrop();
  private readonly pointer = new Vector2();
  private readonly lean = new Vector2();
  private glow: Glow | null = null;
  private clock = 0;
  private margins: Margins | null = null;

  constructor(canvas: HTMLCanvasElement, quality: 'auto' | 'glow' | 'plain' = 'auto') {
    // three.js would ask for a canvas with alpha, which the page has to blend: a third of a frame without a GPU.
    const context = canvas.getContext('webgl2', {
      alpha: false,
      antialias: false,
      stencil: false,
      powerPreference: 'high-performance',
    });
    this.renderer = new WebGLRenderer({ canvas, ...(context && { context }) });
    this.software = isSoftware(this.renderer);
    this.renderer.toneMapping = ACESFilmicToneMapping;
    this.renderer.setClearColor('#080f15');
    // Both cost a full-screen pass or more, which a processor that plays GPU cannot spare.
    if (quality === 'glow' || (quality === 'auto' && !this.software)) {
      this.scene.add(this.backdrop);
      this.glow = new Glow(this.renderer, this.scene, this.camera);
    }
    this.renderer.setPixelRatio(this.software ? 1 : Math.min(devicePixelRatio, 2));
    addEventListener('resize', () => this.resize());
    addEventListener('pointermove', event => {
      this.pointer.set((event.clientX / innerWidth) * 2 - 1, (event.clientY / innerHeight) * 2 - 1);
    });
    this.resize();
  }

  /** Calls `frame` with the seconds since the last one, and draws, for as long as the page lives. */
  start(frame: (deltaSeconds: number) => void): void {
    const timer = new Timer();
    timer.connect(document);
    this.renderer.setAnimationLoop(() => {
      timer.update();
      const delta = timer.getDelta();
      frame(delta);
      this.breathe(delta);
      this.draw();
    });
  }

  /** The subject moves to the middle of what is free. Without margins it stands where it did: near the page's middle. */
  keepClear(margins: Margins): void {
    this.margins = margins;
    this.resize();
  }

  /** Width over height of the place that the subject has. */
  get aspect(): number {
    const { free, pixel } = this.framing();
    return free.width * pixel - AIR;
  }

  /** Half the width and half the height of what is seen of the image's plane. */
  measure(field: Vector2): void {
    const { distance } = this.framing();
    const half = distance * Math.tan((this.camera.fov * Math.PI) / 360);
    field.set(half * this.camera.aspect, half);
  }

  draw(): void {
    if (this.glow) this.glow.render();
    else this.renderer.render(this.scene, this.camera);
  }

  /** A slow orbit within ±7°, and a slight lean towards the pointer. */
  private breathe(delta: number): void {
    this.clock += delta;
    this.lean.lerp(this.pointer, 1 - Math.exp(-delta * 2));
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 1;
    const yaw = still * (ORBIT * 0.7 * Math.sin(this.clock * 0.23) + ORBIT * 0.3 * this.lean.x);
    const pitch = still * (ORBIT * 0.3 * Math.sin(this.clock * 0.17 + 1) + ORBIT * 0.25 * this.lean.y);
    const { distance } = this.framing();
    this.camera.position.set(
      Math.sin(yaw) * Math.cos(pitch) * distance,
      Math.sin(pitch) * distance,
      Math.cos(yaw) * Math.cos(pitch) * distance,
    );
    this.camera.lookAt(0, 0, 0);
  }

  /**
   * Near enough to fill what is free, far enough for the whole image. Without margins it stands a little right of centre
   * on wide screens and above it on tall ones, away from the read-out. The shifts are shares of width and height.
   */
  private framing() {
    const { left, right, top, bottom } = this.margins ?? { left: 0, right: 0, top: 0, bottom: 0 };
    const free = {
      width: Math.max(1, innerWidth - left - right),
      height: Math.max(1, innerHeight - top - bottom),
    };
    /** World units. */
    const pixel = Math.max(FRAMED_HEIGHT / free.height, FRAMED_WIDTH / free.width);
    const tangent = Math.tan((this.camera.fov * Math.PI) / 360);
    const aspect = innerWidth / innerHeight;
    const shift = this.margins
      ? { right: (left - right) / 2 / innerWidth, up: (bottom - top) / 2 / innerHeight }
      : { right: aspect > 1.2 ? 0.02 : 0, up: aspect < 0.8 ? 0.08 : 0 };
    return { free, pixel, distance: (innerHeight * pixel) / 2 / tangent, ...shift };
  }

  private resize(): void {
    const width = innerWidth;
    const height = innerHeight;
    const { right, up } = this.framing();
    this.renderer.setSize(width, height, false);
    this.glow?.setSize(width, height);
    this.camera.aspect = width / height;
    this.camera.setViewOffset(width, height, -right * width, up * height, width, height);
    this.backdrop.light = [2 * right, 2 * up];
    this.breathe(0);
  }
}

function isSoftware(renderer: WebGLRenderer): boolean {
  const gl = renderer.getContext();
  const info = gl.getExtension('WEBGL_debug_renderer_info');
  const name = info ? String(gl.getParameter(info.UNMASKED_RENDERER_WEBGL)) : '';
  return /swiftshader|llvmpipe|software|basic render/i.test(name);
}
