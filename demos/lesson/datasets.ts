import type { SwarmParameters } from 'genesis-particles';
import type { DatasetSource } from 'genesis-particles/gan';

/** What the network may learn, with what belongs to it. */
export interface DemoDataset {
  /** For the switch. */
  readonly title: string;
  readonly images: DatasetSource;
  /** Images that no step sees. */
  readonly heldOut?: DatasetSource;
  /** The network that judges what is generated, if there is one for these images. */
  readonly classifier: URL | null;
  /** Of the swarm: grey images have no colours of their own, and are light on nothing. */
  readonly look: Partial<SwarmParameters>;
  /** Weights of a generator that was trained on them beforehand, if there are any. */
  readonly shipped: URL | null;
}

const at = (path: string) => new URL(`../${path}`, location.href);
const mnist = (set: 'train' | 't10k') => ({
  images: at(`data/mnist/${set}-images.idx3.gz.bin`),
  labels: at(`data/mnist/${set}-labels.idx1.gz.bin`),
});

export const DATASETS = {
  digits: {
    title: 'Digits',
    images: mnist('train'),
    heldOut: mnist('t10k'),
    classifier: at('models/digits-classifier.safetensors'),
    shipped: at('models/digits.safetensors'),
    look: { tint: 1, weight: 'brightness' },
  },
  portraits: {
    title: 'Portraits',
    images: at('data/portraits.safetensors.gz.bin'),
    classifier: at('models/portraits-classifier.safetensors'),
    shipped: at('models/portraits.safetensors'),
    look: { tint: 0.1 },
  },
} satisfies Record<string, DemoDataset>;

export type DatasetName = keyof typeof DATASETS;

/** A visitor's own pictures: nothing was trained on them beforehand. */
export function ownPictures(files: readonly File[]): DemoDataset {
  return { title: 'Your pictures', images: files, classifier: null, shipped: null, look: { tint: 0.1 } };
}
