import type { Ground } from '../stage/ground.ts';

const FONT =
  '600 100px system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", "Apple Color Emoji", "Segoe UI Emoji", "Noto Color Emoji", sans-serif';
const LINE = 118;
/** Above this a word of two letters would be all that the swarm has. */
const LARGEST = 2.6;
const WIDTH = 900;
/** From cold to warm. */
const COLORS = {
  dark: ['#3aa8cc', '#ffdfb8', '#ff9a3d'],
  light: ['#0b6a8c', '#4a3a44', '#c2501a'],
} as const;

/**
 * Draws text as large as a place of this aspect (width over height) allows: lines are broken where that makes the
 * letters largest and the lines even, and where the writer broke them. Emoji keep their colours;
 * letters go from cold to warm, bright on a dark ground and dark on a light one.
 */
export function drawText(text: string, aspect: number, ground: Ground): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d') as CanvasRenderingContext2D;
  context.font = FONT;
  const paragraphs = text.trim().split('\n');
  const place = { width: WIDTH, height: WIDTH / aspect };

  let best = { lines: [''], width: 1, scale: 0, merit: 0 };
  for (let limit = 150; limit < 6000; limit *= 1.15) {
    const lines = paragraphs.flatMap(paragraph => broken(paragraph, limit, context));
    const widths = lines.map(line => context.measureText(line).width);
    const width = Math.max(1, ...widths);
    const scale = Math.min(LARGEST, place.width / width, place.height / (lines.length * LINE));
    // A word alone on its line makes the others no easier to read.
    const merit = (scale * widths.reduce((sum, each) => sum + each, 0)) / (width * lines.length);
    if (merit > best.merit) best = { lines, width, scale, merit };
  }

  const { lines, width, scale } = best;
  canvas.width = Math.ceil((width + 20) * scale);
  canvas.height = Math.ceil(lines.length * LINE * scale);
  context.scale(scale, scale);
  context.font = FONT;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  const light = context.createLinearGradient(0, 0, width, lines.length * LINE);
  for (const [index, color] of COLORS[ground].entries()) light.addColorStop(0.1 + 0.4 * index, color);
  context.fillStyle = light;
  lines.forEach((line, index) => {
    context.fillText(line, width / 2 + 10, (index + 0.52) * LINE);
  });
  return canvas;
}

/** Lines of at most `limit` pixels, where words allow; also in languages that write without spaces. */
function broken(paragraph: string, limit: number, context: CanvasRenderingContext2D): string[] {
  const lines: string[] = [];
  let line = '';
  for (const { segment, isWordLike } of words.segment(paragraph)) {
    if (isWordLike && line.trim() && context.measureText(line + segment).width > limit) {
      lines.push(line.trim());
      line = '';
    }
    line += segment;
  }
  return [...lines, line.trim()];
}

const words = new Intl.Segmenter(undefined, { granularity: 'word' });
