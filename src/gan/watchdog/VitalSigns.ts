/** Takes the {@link Vitals} of a training: a few hundred images through generator, discriminator and classifier. */

import type { ValueAttribute } from '../data/Attribute.ts';
import { drawBatch } from '../data/drawBatch.ts';
import type { Seen } from '../evaluation/ClassifierNetwork.ts';
import type { Examiner } from '../evaluation/Examiner.ts';
import { classHistogram, entropyRatio } from '../metrics/classScores.ts';
import { featureDiversity } from '../metrics/featureDiversity.ts';
import { splitAttributes } from '../metrics/SeenImages.ts';
import { Random } from '../Random.ts';
import * as tf from '../tf.ts';
import type { AdversarialGame } from '../training/AdversarialGame.ts';
import type { Vitals } from './Vitals.ts';

const IMAGES = 256;

export class VitalSigns {
  readonly #examiner: Examiner;
  /** How far apart real images are, to compare with. */
  #realDiversity: number | null = null;

  constructor(examiner: Examiner) {
    this.#examiner = examiner;
  }

  async measure(game: AdversarialGame, step: number): Promise<Vitals> {
    const { training, heldOut, classifier } = await this.#examiner.open();
    const age = game.counters.generatorUpdates;
    const random = new Random(step, 'vital signs');
    const conditional = game.isConditional;
    const real = drawBatch(training, IMAGES, random, conditional);
    const unseen = heldOut && drawBatch(heldOut, IMAGES, random, conditional);
    const generated = tf.tidy(() => game.generate(game.drawLatents(IMAGES, random), real.condition));
    try {
      const logits = await Promise.all([
        meanLogit(game, real.images, real.condition),
        unseen && meanLogit(game, unseen.images, unseen.condition),
        meanLogit(game, generated, real.condition),
      ]);
      const [trainingLogit, heldOutLogit, generatedLogit] = logits;
      let classEntropy: number | null = null;
      let diversity: number | null = null;
      if (classifier) {
        const { featureSize } = classifier;
        this.#realDiversity ??= featureDiversity((await classifier.see(real.images)).features, featureSize);
        const seen = await classifier.see(generated);
        classEntropy = classEntropyOf(seen, classifier.attributes);
        diversity = featureDiversity(seen.features, featureSize) / this.#realDiversity;
      }
      return { step, age, classEntropy, diversity, trainingLogit, heldOutLogit, generatedLogit };
    } finally {
      tf.dispose([real, unseen, generated] as unknown as tf.TensorContainer);
    }
  }
}

async function meanLogit(
  game: AdversarialGame,
  images: tf.Tensor4D,
  condition: tf.Tensor2D | null,
): Promise<number> {
  const mean = tf.tidy(() => tf.mean(game.discriminator.apply(images, condition)));
  return (await mean.data().finally(() => mean.dispose()))[0]!;
}

/** Entropy of the classes seen as a share of the most possible, the mean over the attributes. */
function classEntropyOf(seen: Seen, attributes: readonly ValueAttribute[]): number {
  const shares = splitAttributes(seen, attributes).map(({ probabilities, values }) =>
    entropyRatio(classHistogram(probabilities, values.length)),
  );
  return shares.reduce((sum, share) => sum + share, 0) / shares.length;
}
