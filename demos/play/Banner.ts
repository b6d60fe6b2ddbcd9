import { GenesisParticles, type GenesisParticlesOptions } from 'genesis-particles';
import type { Vector2 } from 'three';

const WIDTH = 512;
const HEIGHT = 192;
const FONT = '600 100px system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", sans-serif';
/** Seconds a letter. */
const LETTER = 0.11;

/** Words made of particles, on one canvas that is always as large: whatever is said, no texture is made anew. */
export class Banner {
  readonly effect: GenesisParticles;
  private readonly pen: CanvasRenderingContext2D;

  constructor(options: GenesisParticlesOptions) {
    this.effect = new GenesisParticles(options);
    const canvas = document.createElement('canvas');
    canvas.width = WIDTH;
    canvas.height = HEIGHT;
    this.pen = canvas.getContext('2d', { willReadFrequently: true }) as CanvasRenderingContext2D;
    this.effect.vanish();
  }

  /** A little above the middle of a field of this half width and height, as wide as it allows. */
  place({ x, y }: Vector2): void {
    const width = Math.min(1.5 * x, 0.95);
    this.effect.size = (width * HEIGHT) / WIDTH;
    this.effect.position.set(0, 0.25 * y, -0.05);
  }

  /** The words write themselves. */
  write(text: string): void {
    const end = LETTER * text.length;
    const stop = this.effect.follow(time => {
      if (time > end + 0.2) stop();
      return this.draw(text, Math.min(1, time / end));
    });
  }

  /** The words form. */
  show(text: string): void {
    void this.effect.form(this.draw(text, 1), { duration: 0.9 });
  }

  clear(): void {
    if (this.effect.state !== 'idle') void this.effect.dissolve();
  }

  /** Lines as wide as there is room, up to a share of the way from the first letter to the last. */
  private draw(text: string, share: number): HTMLCanvasElement {
    const { pen } = this;
    const lines = text.split('\n');
    pen.reset();
    pen.font = FONT;
    const width = Math.max(...lines.map(line => pen.measureText(line).width));
    const scale = Math.min((0.96 * WIDTH) / width, HEIGHT / (112 * lines.length));
    pen.setTransform(scale, 0, 0, scale, WIDTH / 2, HEIGHT / 2);
    pen.font = FONT;
    pen.textAlign = 'center';
    pen.textBaseline = 'middle';
    const ink = pen.createLinearGradient(-width / 2, 0, width / 2, 0);
    ink.addColorStop(0, '#3aa8cc');
    ink.addColorStop(0.5, '#ffdfb8');
    ink.addColorStop(1, '#ff9a3d');
    pen.fillStyle = ink;
    for (const [index, line] of lines.entries()) {
      const written = share * lines.length - index;
      if (written <= 0) break;
      pen.save();
      pen.beginPath();
      pen.rect(-width / 2, -HEIGHT, width * Math.min(1, written), 2 * HEIGHT);
      pen.clip();
      pen.fillText(line, 0, 112 * (index - (lines.length - 1) / 2));
      pen.restore();
    }
    return pen.canvas;
  }
}
