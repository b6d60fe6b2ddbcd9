/** Pictures that the page draws itself: light on nothing, in two temperatures. */
type Draw = (context: CanvasRenderingContext2D) => void;
type Stops = readonly (readonly [number, string])[];

function drawing(width: number, height: number, draw: Draw): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width, height });
  draw(canvas.getContext('2d') as CanvasRenderingContext2D);
  return canvas;
}

function shaded(gradient: CanvasGradient, stops: Stops): CanvasGradient {
  for (const [at, color] of stops) gradient.addColorStop(at, color);
  return gradient;
}

/** A dreaming face, lit from one side. */
export const drawPortrait = (): HTMLCanvasElement =>
  drawing(480, 600, context => {
    const fill = (path: string, style: string | CanvasGradient) => {
      context.fillStyle = style;
      context.fill(new Path2D(path));
    };
    const stroke = (path: string, style: string, width: number) => {
      Object.assign(context, { strokeStyle: style, lineWidth: width, lineCap: 'round' });
      context.stroke(new Path2D(path));
    };
    const across = (stops: Stops, from = 120, to = 370) =>
      shaded(context.createLinearGradient(from, 0, to, 40), stops);
    const hair = across(
      [
        [0, '#17323f'],
        [0.5, '#6b2c18'],
        [0.85, '#d9702f'],
        [1, '#ffb066'],
      ],
      70,
      420,
    );
    // The head leans a little.
    context.setTransform(0.997, 0.075, -0.075, 0.997, 24, -18);
    // Behind the face: hair, neck, shoulders that fade away.
    fill(
      'M240 40 C110 36 76 150 84 270 C88 350 60 400 78 470 C140 500 340 500 404 468 C420 400 394 350 398 262 C406 140 370 44 240 40Z',
      hair,
    );
    fill(
      'M198 380 L284 380 L292 470 C270 500 214 500 190 470Z',
      across(
        [
          [0, '#1d4a58'],
          [0.6, '#a5694a'],
          [1, '#e3a877'],
        ],
        190,
        300,
      ),
    );
    const shoulders = context.createLinearGradient(0, 440, 0, 600);
    fill(
      'M60 600 C64 500 130 478 192 462 C220 492 264 492 290 462 C356 478 416 500 422 600Z',
      shaded(shoulders, [
        [0, '#3a96ab'],
        [0.45, '#1d5a6c'],
        [1, '#0d2a3600'],
      ]),
    );
    fill(
      'M240 92 C164 92 140 168 144 244 C148 330 196 416 240 418 C286 416 336 330 340 244 C342 166 316 92 240 92Z',
      across(
        [
          [0, '#1f5363'],
          [0.3, '#5d5a55'],
          [0.5, '#b5794f'],
          [0.78, '#e2a06b'],
          [1, '#ffd3a0'],
        ],
        140,
        340,
      ),
    );
    // A parting, and a lock on either side.
    fill('M262 74 C190 78 150 140 140 250 C116 190 120 70 240 62Z', hair);
    fill('M252 74 C300 92 334 150 342 262 C378 190 362 74 244 60Z', hair);
    stroke('M160 214 Q188 196 218 212', '#1a1512', 11);
    stroke('M266 212 Q294 196 322 214', '#351a0e', 11);
    stroke('M166 250 Q192 274 220 252', '#060505', 11);
    stroke('M264 252 Q292 274 318 250', '#140a08', 11);
    for (const [x, y, dx] of [
      [174, 260, -7],
      [192, 265, -2],
      [209, 261, 4],
      [275, 261, -4],
      [292, 265, 2],
      [309, 260, 7],
    ] as const)
      stroke(`M${x} ${y} l${dx} 11`, '#0c0706', 6);
    stroke('M238 246 C236 284 226 304 226 314 Q238 326 254 316', '#6b3619', 7);
    fill(
      'M204 356 Q226 342 241 350 Q256 342 280 356 Q262 382 241 382 Q220 382 204 356Z',
      across(
        [
          [0, '#7a3038'],
          [1, '#f0714f'],
        ],
        200,
        285,
      ),
    );
    stroke('M206 357 Q241 366 278 357', '#3a0e12', 6);
  });

/** A butterfly, its wings open. */
export const drawButterfly = (): HTMLCanvasElement =>
  drawing(680, 520, context => {
    const wing = new Path2D(
      'M8 20 C60 -150 210 -250 300 -214 C340 -190 312 -60 236 -4 C210 14 120 34 8 24Z M8 26 C120 30 214 40 222 110 C228 196 150 240 104 206 C60 172 30 96 8 34Z',
    );
    const glow = shaded(context.createRadialGradient(0, 20, 10, 0, 20, 330), [
      [0, '#fff4d6'],
      [0.22, '#ffb65c'],
      [0.5, '#e2622c'],
      [0.68, '#7a2a2e'],
      [0.82, '#1c6f8c'],
      [1, '#9fe6f5'],
    ]);
    context.translate(340, 250);
    for (const side of [1, -1]) {
      context.save();
      context.scale(side, 1);
      context.fillStyle = glow;
      context.fill(wing);
      context.clip(wing);
      // Veins are cut out: where there is nothing, there is no particle.
      Object.assign(context, { globalCompositeOperation: 'destination-out', lineWidth: 5 });
      for (const [x, y] of [
        [330, -230],
        [330, -130],
        [290, -40],
        [190, -260],
        [250, 90],
        [190, 230],
        [90, 230],
      ] as const)
        context.stroke(new Path2D(`M10 22 Q${x * 0.5} ${y * 0.35} ${x} ${y}`));
      context.globalCompositeOperation = 'source-over';
      context.fillStyle = '#dff8ff';
      for (const [x, y, radius] of [
        [268, -186, 12],
        [282, -142, 9],
        [276, -102, 7],
        [190, 150, 10],
        [160, 186, 8],
      ] as const)
        context.fill(
          new Path2D(
            `M${x - radius} ${y} a${radius} ${radius} 0 1 0 ${2 * radius} 0 a${radius} ${radius} 0 1 0 ${-2 * radius} 0`,
          ),
        );
      context.restore();
      Object.assign(context, { strokeStyle: '#ffd9a0', lineWidth: 4, lineCap: 'round' });
      context.stroke(new Path2D(`M0 -46 Q${side * 20} -120 ${side * 74} -160`));
    }
    context.fillStyle = '#ffe6bf';
    context.beginPath();
    context.ellipse(0, 36, 9, 84, 0, 0, 7);
    context.fill();
  });

/** A planet and its rings. */
export const drawPlanet = (): HTMLCanvasElement =>
  drawing(720, 520, context => {
    context.translate(360, 260);
    context.rotate(-0.32);
    const rings = (from: number, to: number) => {
      for (const [radius, width, color] of [
        [318, 14, '#4fb0cc'],
        [286, 30, '#d9c7a8'],
        [246, 26, '#ffb877'],
        [216, 10, '#8a5a3a'],
      ] as const) {
        Object.assign(context, { strokeStyle: color, lineWidth: width });
        context.save();
        context.scale(1, 0.26);
        context.beginPath();
        context.arc(0, 0, radius, from, to);
        context.stroke();
        context.restore();
      }
    };
    rings(Math.PI, 2 * Math.PI);
    context.save();
    context.beginPath();
    context.arc(0, 0, 168, 0, 7);
    context.clip();
    context.clearRect(-180, -180, 360, 360);
    context.fillStyle = shaded(context.createLinearGradient(0, -168, 0, 168), [
      [0, '#8fb3b5'],
      [0.16, '#f2c892'],
      [0.28, '#e8a361'],
      [0.38, '#fff0d2'],
      [0.5, '#f0a75c'],
      [0.58, '#c96f38'],
      [0.68, '#ffd9a3'],
      [0.84, '#d98a4d'],
      [1, '#5d8890'],
    ]);
    context.fillRect(-168, -168, 336, 336);
    context.globalCompositeOperation = 'multiply';
    context.fillStyle = shaded(context.createRadialGradient(70, -70, 40, 20, -20, 230), [
      [0, '#ffffff'],
      [0.55, '#b9a294'],
      [0.8, '#2b4f5c'],
      [1, '#0c1d26'],
    ]);
    context.fillRect(-168, -168, 336, 336);
    context.restore();
    rings(0, Math.PI);
  });
