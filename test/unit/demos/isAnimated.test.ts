/** Pictures that move, told by their first bytes. */
import { expect, test } from 'vitest';
import { isAnimated } from '../../../demos/pictures/isAnimated.ts';

const file = (head: string) => new Blob([Uint8Array.from(head, letter => letter.charCodeAt(0))]);

test.each([
  ['a GIF that loops', true, 'GIF89a\x10\0\x10\0\xf0\0\0\n\r\n\0\0\0!\xff\x0bNETSCAPE2.0\x03\x01'],
  ['a GIF of one frame', false, 'GIF89a\x10\0\x10\0\xf0\0\0\0\0\0!\xf9\x04'],
  ['a PNG with an animation', true, '\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x08acTL\0\0'],
  ['a plain PNG', false, '\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x08IDAT\0\0'],
  ['a WebP with an animation', true, 'RIFF\x10\0\0\0WEBPVP8X\n\0\0\0\x02\0\0\0\0\0\0\0\0\0ANIM'],
  ['a plain WebP', false, 'RIFF\x10\0\0\0WEBPVP8 \n\0\0\0'],
  ['a text about them', false, 'NETSCAPE2.0 acTL ANIM'],
])('%s', async (_, moves, head) => {
  expect(await isAnimated(file(head))).toBe(moves);
});
