/** The way past kept images: by hand, by itself, one image at a time. */
import { expect, test, vi } from 'vitest';
import { Morph } from '../../../demos/latent/Morph.ts';
import type { Makings } from '../../../demos/latent/makings.ts';

const image = (value: number) => ({ width: 1, height: 1, data: new Uint8ClampedArray(4).fill(value) });
const settle = async () => {
  for (let i = 0; i < 8; i++) await null;
};

function opened(at: number) {
  const slider = Object.assign(new EventTarget(), { max: '2', value: String(at), valueAsNumber: at });
  Object.defineProperty(slider, 'valueAsNumber', { get: () => Number(slider.value) });
  const button = Object.assign(new EventTarget(), { setAttribute: vi.fn() });
  const answers: ((value: ReturnType<typeof image>) => void)[] = [];
  const make = vi.fn((_: Makings) => new Promise<ReturnType<typeof image>>(resolve => answers.push(resolve)));
  const morph = new Morph(slider as never, button as never, make);
  morph.at = place => ({ latent: Float32Array.of(place), attributes: {} });
  morph.onBegin = vi.fn();
  morph.onMade = vi.fn();
  const drag = (to: number) => {
    slider.value = String(to);
    slider.dispatchEvent(new Event('input'));
  };
  const places = () => make.mock.calls.map(([{ latent }]) => latent[0]);
  return { morph, slider, drag, answers, places };
}

test('while an image is made no other is asked for; then the one of where the slider is by now', async () => {
  const { morph, drag, answers, places } = opened(0);
  expect(morph.newest()).toBeNull();
  expect(places()).toEqual([]);
  drag(0.5);
  morph.newest();
  drag(0.75);
  drag(1.25);
  morph.newest();
  expect(places()).toEqual([0.5]);
  answers[0]!(image(1));
  await settle();
  expect(morph.newest()).toEqual(image(1));
  expect(places()).toEqual([0.5, 1.25]);
  answers[1]!(image(2));
  await settle();
  expect(morph.newest()).toEqual(image(2));
  // It stands there already.
  expect(morph.newest()).toBeNull();
  expect(places()).toHaveLength(2);
  expect(morph.onBegin).toHaveBeenCalledTimes(1);
});

test('what comes after something else is shown is not looked at', async () => {
  const { morph, drag, answers } = opened(0);
  drag(0.5);
  morph.newest();
  morph.stop();
  answers[0]!(image(1));
  await settle();
  expect(morph.newest()).toBeNull();
  expect(morph.onMade).not.toHaveBeenCalled();
  drag(0.5);
  expect(morph.onBegin).toHaveBeenCalledTimes(2);
});

test('by itself it sets out from where the slider stands, goes to and fro, and stays where it is stopped', () => {
  const { morph, slider } = opened(0.5);
  const places: number[] = [];
  morph.toggle();
  for (let i = 0; i < 121; i++) {
    places.push(Number(slider.value));
    morph.frame(0.1);
  }
  expect(places[0]).toBeCloseTo(0.5, 5);
  expect(places[1]).toBeGreaterThan(0.5);
  expect(places[1]! - places[0]!).toBeLessThan(0.1);
  expect(Math.max(...places)).toBeGreaterThan(1.99);
  expect(Math.min(...places)).toBeLessThan(0.01);
  // There and back again.
  expect(places[120]).toBeCloseTo(0.5, 3);
  const place = Number(slider.value);
  morph.toggle();
  morph.frame(1);
  expect(Number(slider.value)).toBe(place);
});
