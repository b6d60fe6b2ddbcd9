import {
  ACESFilmicToneMapping,
  NoToneMapping,
  PerspectiveCamera,
  Scene,
  Timer,
  Vector2,
  WebGLRenderer,
} from 'three';
import { Backdrop } from './Backdrop.ts';
import { Glow } from './Glow.ts';
import { type Ground, onGround } from './ground.ts';
import { Readout } from './Readout.ts';

/** The camera's vertical field of view in degrees. */
const FIELD = 30;
/** What the camera frames, in world units: the image is 1 high. */
const FRAMED_HEIGHT = 1.3;
const FRAMED_WIDTH = 1.05;
/** Distance in world units between the image and what the page covers at its sides. */
const AIR = 0.05;
/** Amplitude of the slow orbit. */
const ORBIT = (7 * Math.PI) / 180;
/** How fast the subject moves to where it is free, per second. */
const GLIDE = 6;
/** Where nothing stands behind the subject. */
const GROUNDS = { dark: '#080f15', light: '#f2eee6' } as const;

/** What the page covers at each of its edges, in CSS pixels. */
export interface Margins {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/**
 * The stage that every demo shares: renderer, ground, a camera that breathes, and glow where a GPU can afford it.
 */
export class Stage {
  readonly renderer: WebGLRenderer;
  readonly scene = new Scene();
  readonly camera = new PerspectiveCamera(FIELD, 1, 0.1, 50);
  /** Whether WebGL is only emulated on the processor. */
  readonly software: boolean;
  ground: Ground = 'dark';
  private readonly backdrop = new Backdrop();
  private readonly pointer = new Vector2();
  private readonly lean = new Vector2();
  private glow: Glow | null = null;
  private clock = 0;
  /** Where the subject is to be, and where it has got by now. */
  private wanted: Margins | null = null;
  private margins: Margins | null = null;

  constructor(canvas: HTMLCanvasElement, quality: 'auto' | 'glow' | 'plain' = 'auto') {
    // three.js would ask for a canvas with alpha, which the page has to blend: a third of a frame without a GPU.
    const context = canvas.getContext('webgl2', {
      alpha: false,
      antialias: false,
      stencil: false,
      powerPreference: 'high-performance',
    });
    if (!context) {
      const message =
        'This browser has no WebGL 2, by which particles are drawn. Another one may, or its settings.';
      new Readout().status(message, 'alert');
      throw new Error(message);
    }
    this.renderer = new WebGLRenderer({ canvas, context });
    this.software = isSoftware(this.renderer);
    // Both cost a full-screen pass or more, which a processor that plays GPU cannot spare.
    if (quality === 'glow' || (quality === 'auto' && !this.software)) {
      this.scene.add(this.backdrop);
      this.glow = new Glow(this.renderer, this.scene, this.camera);
    }
    this.renderer.setPixelRatio(this.software ? 1 : Math.min(devicePixelRatio, 2));
    onGround(ground => this.stand(ground));
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

  /** The subject glides to the middle of what is free; at first it stands there. */
  keepClear(margins: Readonly<Margins>): void {
    this.wanted = margins;
    if (this.margins) return;
    this.margins = { ...margins };
    this.resize();
  }

  /** Width over height of the place that the subject has. */
  get aspect(): number {
    const { free, pixel } = framing(this.wanted);
    return free.width * pixel - AIR;
  }

  /** Half the width and half the height of what is seen of the image's plane. */
  measure(field: Vector2): void {
    const { distance } = framing(this.margins);
    const half = distance * Math.tan((this.camera.fov * Math.PI) / 360);
    field.set(half * this.camera.aspect, half);
  }

  draw(): void {
    // What covers a light ground must not bloom, and paper is not tone-mapped.
    if (this.glow && this.ground === 'dark') this.glow.render();
    else this.renderer.render(this.scene, this.camera);
  }

  private stand(ground: Ground): void {
    this.ground = ground;
    this.renderer.toneMapping = ground === 'dark' ? ACESFilmicToneMapping : NoToneMapping;
    this.renderer.setClearColor(GROUNDS[ground]);
    this.backdrop.ground = ground;
  }

  /** A slow orbit within ±7°, and a slight lean towards the pointer. */
  breathe(delta: number): void {
    this.clock += delta;
    this.lean.lerp(this.pointer, 1 - Math.exp(-delta * 2));
    if (this.glide(delta)) this.resize();
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 1;
    const yaw = still * (ORBIT * 0.7 * Math.sin(this.clock * 0.23) + ORBIT * 0.3 * this.lean.x);
    const pitch = still * (ORBIT * 0.3 * Math.sin(this.clock * 0.17 + 1) + ORBIT * 0.25 * this.lean.y);
    const { distance } = framing(this.margins);
    this.camera.position.set(
      Math.sin(yaw) * Math.cos(pitch) * distance,
      Math.sin(pitch) * distance,
      Math.cos(yaw) * Math.cos(pitch) * distance,
    );
    this.camera.lookAt(0, 0, 0);
  }

  /** @returns whether the subject has moved by a pixel or more */
  private glide(delta: number): boolean {
    const { wanted, margins } = this;
    if (!wanted || !margins) return false;
    let moves = false;
    for (const edge of ['left', 'right', 'top', 'bottom'] as const) {
      const way = wanted[edge] - margins[edge];
      if (Math.abs(way) < 1) continue;
      margins[edge] += way * (1 - Math.exp(-delta * GLIDE));
      moves = delta > 0;
    }
    return moves;
  }

  private resize(): void {
    const width = innerWidth;
    const height = innerHeight;
    const { right, up } = framing(this.margins);
    const { domElement } = this.renderer;
    const ratio = this.renderer.getPixelRatio();
    if (domElement.width !== Math.floor(width * ratio) || domElement.height !== Math.floor(height * ratio)) {
      this.renderer.setSize(width, height, false);
      this.glow?.setSize(width, height);
    }
    this.camera.aspect = width / height;
    this.camera.setViewOffset(width, height, -right * width, up * height, width, height);
    this.backdrop.light = [2 * right, 2 * up];
    this.breathe(0);
  }
}

/**
 * Near enough to fill what is free, far enough for the whole image. Without margins it stands a little right of centre
 * on wide screens and above it on tall ones, away from the read-out. The shifts are shares of width and height.
 */
function framing(margins: Margins | null) {
  const { left, right, top, bottom } = margins ?? { left: 0, right: 0, top: 0, bottom: 0 };
  const free = {
    width: Math.max(1, innerWidth - left - right),
    height: Math.max(1, innerHeight - top - bottom),
  };
  /** World units. */
  const pixel = Math.max(FRAMED_HEIGHT / free.height, FRAMED_WIDTH / free.width);
  const tangent = Math.tan((FIELD * Math.PI) / 360);
  const aspect = innerWidth / innerHeight;
  const shift = margins
    ? { right: (left - right) / 2 / innerWidth, up: (bottom - top) / 2 / innerHeight }
    : { right: aspect > 1.2 ? 0.02 : 0, up: aspect < 0.8 ? 0.08 : 0 };
  return { free, pixel, distance: (innerHeight * pixel) / 2 / tangent, ...shift };
}

function isSoftware(renderer: WebGLRenderer): boolean {
  const gl = renderer.getContext();
  const info = gl.getExtension('WEBGL_debug_renderer_info');
  const name = info ? String(gl.getParameter(info.UNMASKED_RENDERER_WEBGL)) : '';
  return /swiftshader|llvmpipe|software|basic render/i.test(name);
}
