/** What is no portrait: drawn in a square from -8 to 8. */
const SIDE = 64;

type Draw = (pen: CanvasRenderingContext2D) => void;

function drawn(color: string, draw: Draw): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = SIDE;
  const pen = canvas.getContext('2d') as CanvasRenderingContext2D;
  pen.translate(SIDE / 2, SIDE / 2);
  pen.scale(SIDE / 16, SIDE / 16);
  pen.fillStyle = pen.strokeStyle = color;
  draw(pen);
  return canvas;
}

const polygon =
  (...points: readonly number[]): Draw =>
  pen => {
    pen.beginPath();
    for (let i = 0; i < points.length; i += 2) pen.lineTo(points[i]!, points[i + 1]!);
    pen.fill();
  };

const circle =
  (radius: number, width: number): Draw =>
  pen => {
    pen.lineWidth = width;
    pen.beginPath();
    pen.arc(0, 0, radius, 0, 2 * Math.PI);
    pen.stroke();
  };

export const icons = {
  player: drawn('#ffcf96', pen => {
    circle(5.8, 1.4)(pen);
    circle(1.2, 2.4)(pen);
  }),
  portal: drawn('#6fd3ff', circle(6.4, 1.6)),
  heart: drawn(
    '#ff6b81',
    polygon(0, 6.5, -6, 0.5, -6, -3, -4, -5, -2, -5, 0, -3, 2, -5, 4, -5, 6, -3, 6, 0.5),
  ),
  bolt: drawn('#ffe066', polygon(1.5, -7, -5, 1.5, -0.5, 1.5, -2, 7, 5, -1.5, 0.5, -1.5)),
  star: drawn('#b8a4ff', polygon(0, -7, 1.8, -1.8, 7, 0, 1.8, 1.8, 0, 7, -1.8, 1.8, -7, 0, -1.8, -1.8)),
};
