/** The kinds of random change that `drawAugment` knows. */
export type Augmentation = 'color' | 'translation' | 'cutout';

export const AUGMENTATIONS: readonly Augmentation[] = ['color', 'translation', 'cutout'];
