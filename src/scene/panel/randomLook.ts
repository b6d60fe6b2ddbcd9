/** Random looks, within the taste that the parameters' descriptions speak of. */
import { mulberry32, type Parameter, type SwarmParameters } from '../../particles/index.ts';
import { described } from './looks.ts';

/** The same seed draws the same. What is left to the artist (blending, brightness, lasting forces, …) is not in it. */
export function randomLook(seed: number): Partial<SwarmParameters> {
  const random = mulberry32(seed);
  const drawn = described
    .filter(([, parameter]) => parameter.taste)
    .map(([name, parameter]) => [name, draw(parameter, random)]);
  return Object.fromEntries(drawn) as Partial<SwarmParameters>;
}

function draw(parameter: Parameter, random: () => number): number | string {
  const between = ([least, most]: readonly [number, number]) => least + random() * (most - least);
  if (parameter.kind === 'number') {
    const { step, taste = [parameter.default, parameter.default] } = parameter;
    return Number((Math.round(between(taste) / step) * step).toPrecision(12));
  }
  const { taste } = parameter;
  if (!taste) return parameter.default;
  if ('hue' in taste) return hexOf(between(taste.hue), between(taste.saturation), between(taste.lightness));
  return taste[Math.floor(random() * taste.length)] as string;
}

/** https://www.w3.org/TR/css-color-4/#hsl-to-rgb */
function hexOf(hue: number, saturation: number, lightness: number): string {
  const chroma = saturation * Math.min(lightness, 1 - lightness);
  const channel = (n: number) => {
    const k = (n + hue / 30) % 12;
    const value = lightness - chroma * Math.max(-1, Math.min(k - 3, 9 - k, 1));
    return Math.round(255 * value)
      .toString(16)
      .padStart(2, '0');
  };
  return `#${channel(0)}${channel(8)}${channel(4)}`;
}
