/**
 * Adversarial examples and defences. The whole table is the twin's (`training/tables/adversarial.py`); the slice attacks the
 * classifiers that ship with the browser's own code, on fewer images and by fewer steps.
 */
import { readFileSync } from 'node:fs';
import '@tensorflow/tfjs-backend-wasm';
import { attackLatents } from '../../src/gan/adversarial/attackLatents.ts';
import { type AttackNorm, Ball } from '../../src/gan/adversarial/Ball.ts';
import { activateBackend } from '../../src/gan/backends/activate.ts';
import { ClassifierNetwork } from '../../src/gan/evaluation/ClassifierNetwork.ts';
import { Network } from '../../src/gan/networks/Network.ts';
import { projector } from '../../src/gan/projection/projector.ts';
import { Random } from '../../src/gan/Random.ts';
import type { GeneratorShape } from '../../src/gan/sampling/SampleRequest.ts';
import * as tf from '../../src/gan/tf.ts';
import { planGenerator, readGeneratorFile } from '../../src/gan/weights/generatorFile.ts';
import { accuracyOf, attacked } from './accuracyUnder.ts';
import { readTestDigits } from './digits.ts';
import type { Table } from './Table.ts';

/** In `docs/tables/adversarial.json`: shares of images that are still taken for what they are, by what was done. */
interface Measured {
  readonly cells: Readonly<Record<string, { readonly share: number; readonly images: number }>>;
}

const BOUNDS = [
  ['linf', 0.1],
  ['linf', 0.2],
  ['linf', 0.3],
  ['l2', 1],
  ['l2', 2],
  ['l2', 3],
] as const satisfies readonly (readonly [AttackNorm, number])[];
const [SOME, FEW, MADE] = [100, 20, 32];
const PLAN = { steps: 10, restarts: 1, targeted: false };
const SEARCH = { restarts: 4, steps: 25 };

const LATENT_BOUNDS = [1, 2];

const read = (name: string) => new Uint8Array(readFileSync(`models/${name}.safetensors`));

export const adversarial: Table = {
  script: ['training/tables/adversarial.py', '--out', 'docs/tables/adversarial.json'],
  async quick() {
    await activateBackend('wasm');
    const plain = ClassifierNetwork.fromBytes(read('digits-classifier'));
    const robust = ClassifierNetwork.fromBytes(read('digits-classifier-robust'));
    const file = readGeneratorFile(read('digits'));
    const generator = Network.fromWeights(planGenerator(file), file.weights);
    const conditions = tf.eye(10) as tf.Tensor2D;
    const project = projector(
      {
        latentSize: file.latentSize,
        conditions,
        generate: (latents, condition) =>
          tf.reshape(generator.apply(latents, condition), [-1, ...file.imageShape]) as tf.Tensor4D,
      },
      SEARCH,
      1,
    );
    const { images, labels } = readTestDigits(SOME);
    const line = (name: string, shares: readonly number[]) =>
      console.log(
        `${name.padEnd(14)}${shares.map(share => `${(100 * share).toFixed(0)} %`.padStart(12)).join('')}`,
      );
    console.log(
      `Share of ${SOME} test digits read right under ${PLAN.steps} steps of PGD; projection: ${FEW} digits.`,
    );
    console.log(
      `${''.padEnd(14)}${['undefended', 'hardened', 'projection'].map(each => each.padStart(12)).join('')}`,
    );
    line('nothing', [accuracyOf(plain, images, labels), accuracyOf(robust, images, labels)]);
    for (const [norm, epsilon] of BOUNDS) {
      const ball = new Ball(norm, 2 * epsilon, [-1, 1]);
      const changed = await attacked(plain, images, labels, ball, PLAN);
      const hardened = await attacked(robust, images, labels, ball, PLAN);
      const few = tf.slice(changed, 0, FEW);
      const projected = await project(few);
      const truth = tf.slice(labels, 0, FEW);
      line(`${norm} ${epsilon}`, [
        accuracyOf(plain, changed, labels),
        accuracyOf(robust, hardened, labels),
        accuracyOf(plain, projected, truth),
      ]);
      tf.dispose([changed, hardened, few, projected, truth]);
    }
    await slanderDiscriminator(generator, file.latentSize);
    const judges = { undefended: plain, hardened: robust, discriminator: openDiscriminator() };
    await moveLatents(generator, file, judges);
    for (const each of [plain, robust, generator, judges.discriminator]) each.dispose();
    tf.dispose([images, labels, conditions]);
  },
  chart({ cells }: Measured) {
    const kinds = {
      undefended: (bound: string) => `undefended, ${bound}, pgd`,
      hardened: (bound: string) => `hardened, ${bound}, worst`,
      'projection, transferred': (bound: string) => `projection, ${bound}, transferred`,
      'projection, through': (bound: string) => `projection, ${bound}, through`,
    };
    const bounds = BOUNDS.filter(([norm]) => norm === 'linf').map(
      ([norm, epsilon]) => [`${norm} ${epsilon}`, epsilon] as const,
    );
    return {
      title: 'Digits that are still read right under attack',
      x: 'bound of the change of each pixel, in [0, 1]',
      y: 'accuracy, %',
      lines: Object.entries(kinds).map(([name, cellOf]) => ({
        name,
        points: [
          { x: 0, y: 100 * cells[`${name.split(',')[0]}, clean`]!.share },
          ...bounds.map(([bound, x]) => ({ x, y: 100 * cells[cellOf(bound)]!.share })),
        ],
      })),
    };
  },
};

/** Digits of the generator that are made to pass for real ones, and real ones that are made to pass for made. */
async function slanderDiscriminator(generator: Network, latentSize: number): Promise<void> {
  const discriminator = openDiscriminator();
  const digits = readTestDigits(SOME);
  const made = tf.tidy(() => {
    const latents = new Random(1, 'made digits').normals(SOME * latentSize);
    const classes = tf.oneHot(tf.range(0, SOME, 1, 'int32').mod(10).cast('int32'), 10) as tf.Tensor2D;
    const images = generator.apply(tf.tensor2d(latents, [SOME, latentSize]), tf.cast(classes, 'float32'));
    return tf.reshape(images, [SOME, 28, 28, 1]) as tf.Tensor4D;
  });
  // As the file names them: made, real.
  const truths = [tf.zeros([SOME], 'int32'), tf.ones([SOME], 'int32')] as tf.Tensor1D[];
  console.log('Share of digits of which a discriminator tells whether they were made or are real.');
  console.log(`${''.padEnd(14)}${['made', 'real'].map(each => each.padStart(12)).join('')}`);
  for (const [name, ball] of [
    ['nothing', null],
    ...BOUNDS.map(([norm, epsilon]) => [`${norm} ${epsilon}`, new Ball(norm, 2 * epsilon, [-1, 1])] as const),
  ] as const) {
    const shares: string[] = [];
    for (const [index, images] of [made, digits.images].entries()) {
      const truth = truths[index]!;
      const changed = ball ? await attacked(discriminator, images, truth, ball, PLAN) : tf.clone(images);
      shares.push(`${(100 * accuracyOf(discriminator, changed, truth)).toFixed(0)} %`.padStart(12));
      changed.dispose();
    }
    console.log(`${name.padEnd(14)}${shares.join('')}`);
  }
  discriminator.dispose();
  tf.dispose([made, digits.images, digits.labels, ...truths]);
}

/** Images of the generator of which a classifier does not change its mind, however latent vectors move within a bound. */
async function moveLatents(
  generator: Network,
  shape: GeneratorShape,
  judges: Readonly<Record<string, ClassifierNetwork>>,
): Promise<void> {
  console.log(
    `Share of ${MADE} made digits that stay what they are taken for, latent vectors moved by that much.`,
  );
  console.log(
    `${''.padEnd(14)}${Object.keys(judges)
      .map(each => each.padStart(14))
      .join('')}`,
  );
  const request = { seed: 1, count: MADE, truncation: 1, labels: [null] };
  for (const epsilon of LATENT_BOUNDS) {
    const shares: string[] = [];
    for (const judge of Object.values(judges)) {
      const attack = { epsilon, plan: { ...PLAN, steps: 15 }, seed: 1, target: null };
      const found = await attackLatents(generator, shape, judge, request, attack);
      const kept = found.filter(({ before, after }) => before === after).length / MADE;
      shares.push(`${(100 * kept).toFixed(0)} %`.padStart(14));
    }
    console.log(`latent l2 ${epsilon}`.padEnd(14) + shares.join(''));
  }
}

const openDiscriminator = () => ClassifierNetwork.fromBytes(read('digits-discriminator'));
