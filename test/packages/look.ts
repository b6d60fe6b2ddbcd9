/** Looks at a host's page as a visitor does: what colours are on the screen, and what the page complains about. */
import { PNG } from 'pngjs';
import { expect } from 'vitest';
import { openPage } from '../e2e/openPage.ts';

/** What three.js says, and has in its code once, when there is more than one of it. */
export const SEVERAL = 'Multiple instances of Three.js being imported';

export interface Look {
  /** Mean red and blue, 0 to 255, of what is left and right of the middle of the page. */
  readonly left: Colour;
  readonly right: Colour;
  readonly problems: readonly string[];
  /** What the page and its libraries wrote to the console. */
  readonly messages: readonly string[];
}

interface Colour {
  readonly red: number;
  readonly blue: number;
}

/** @param ready what is true, or a promise that resolves, when the picture stands: an expression in the page. */
export async function look(url: string, ready: string): Promise<Look> {
  const { page, problems, messages, close } = await openPage(url);
  try {
    await page.waitForFunction(ready, undefined, { timeout: 30_000 });
    const { data, width, height } = PNG.sync.read(await page.screenshot());
    const mean = (fromX: number): Colour => {
      const [side, top] = [20, height / 2 - 10];
      let [red, blue] = [0, 0];
      for (let y = top; y < top + side; y++) {
        for (let x = fromX; x < fromX + side; x++) {
          red += data[4 * (y * width + x)]!;
          blue += data[4 * (y * width + x) + 2]!;
        }
      }
      return { red: red / side ** 2, blue: blue / side ** 2 };
    };
    return { left: mean(width / 2 - 40), right: mean(width / 2 + 20), problems, messages };
  } catch (error) {
    throw new Error([`${url} showed nothing.`, String(error), ...messages].join('\n'), { cause: error });
  } finally {
    await close();
  }
}

/** A picture that is red on the left and blue on the right stands in the middle of the page. */
export function expectPicture({ left, right, problems, messages }: Look): void {
  expect(left.red, 'red on the left').toBeGreaterThan(2 * left.blue + 20);
  expect(right.blue, 'blue on the right').toBeGreaterThan(2 * right.red + 20);
  expect(problems).toEqual([]);
  expect(messages.filter(message => message.includes(SEVERAL))).toEqual([]);
}
