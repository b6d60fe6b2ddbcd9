/** Pictures before an even ground, which no portrait has. */
import { expect, test } from 'vitest';
import { withoutGround } from '../../../demos/pictures/withoutGround.ts';

const WHITE = [255, 255, 255, 255];
const CREAM = [240, 236, 230, 255];
const RED = [200, 30, 30, 255];
const NOTHING = [0, 0, 0, 0];
const picture = (...pixels: number[][]) => ({
  width: 3,
  height: 3,
  data: Uint8ClampedArray.from(pixels.flat()),
});

test('the ground becomes nothing, and what it encloses stays', () => {
  const ring = picture(WHITE, CREAM, WHITE, RED, RED, RED, RED, WHITE, RED);
  const bare = picture(NOTHING, NOTHING, NOTHING, RED, RED, RED, RED, WHITE, RED);
  expect(withoutGround(ring)).toEqual(bare);
});

test.each([
  ['transparent corners', picture(NOTHING, WHITE, NOTHING, RED, RED, RED, RED, WHITE, RED)],
  ['corners of two colours', picture(WHITE, WHITE, RED, WHITE, RED, RED, WHITE, WHITE, RED)],
])('a picture with %s stays as it is', (_, given) => {
  expect(withoutGround(given)).toEqual(given);
});
