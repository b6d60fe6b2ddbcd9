/** How an image is given to particles: as a call said, and where it said nothing as the live parameters say by now. */
import type { PixelImage } from '../image.ts';
import type { Arrangement, SwarmParameters, Weight } from '../particles/index.ts';
import { checkWeights } from './checkOptions.ts';
import type { ImageOptions } from './options.ts';

export function arrangementOf(
  image: PixelImage,
  options: ImageOptions,
  parameters: SwarmParameters,
  reserve = 0,
): Arrangement {
  const layout = options.layout ?? parameters.layout;
  const straight = covers(parameters);
  const weight = weightOf(options, parameters);
  checkWeights(weight, image);
  return {
    image,
    layout,
    weight: layout === 'grid' ? 'even' : weight,
    smooth: options.smooth ?? false,
    straight,
    keyed: straight && weight === 'brightness',
    reserve,
  };
}

/** Whether `arrangement` is still what {@link arrangementOf} would say. Asked in every frame: allocates nothing. */
export function isUpToDate(
  arrangement: Arrangement,
  options: ImageOptions,
  parameters: SwarmParameters,
): boolean {
  const layout = options.layout ?? parameters.layout;
  const straight = covers(parameters);
  const weight = weightOf(options, parameters);
  return (
    arrangement.layout === layout &&
    arrangement.straight === straight &&
    arrangement.weight === (layout === 'grid' ? 'even' : weight) &&
    arrangement.keyed === (straight && weight === 'brightness')
  );
}

const covers = ({ blending }: SwarmParameters): boolean => blending !== 'additive';

function weightOf(options: ImageOptions, parameters: SwarmParameters): Weight {
  if (options.weight !== undefined) return options.weight;
  if (parameters.weight !== 'auto') return parameters.weight;
  return covers(parameters) ? 'alpha' : 'brightness';
}
