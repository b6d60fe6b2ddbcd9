/** The slice of the table of words, from the weights that ship. */
import { afterAll, expect, test } from 'vitest';
import { measureDigits, measurePrompts } from '../../../scripts/tables/text.ts';
import * as tf from '../../../src/gan/tf.ts';

afterAll(() => tf.setBackend('cpu'));

test('portraits show what unread prompts name, and without the words they do not', async () => {
  const { told, untold } = await measurePrompts(24);
  expect(told.all).toBeGreaterThan(0.85);
  expect(untold.all).toBeLessThan(0.5);
});

test('7, seven and 七 are the same digit', async () => {
  const { met, agree } = await measureDigits();
  for (const share of Object.values(met)) expect(share).toBeGreaterThanOrEqual(0.95);
  expect(agree).toBeGreaterThanOrEqual(0.95);
});
