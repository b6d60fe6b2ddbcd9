import { GanTrainer } from 'genesis-particles/gan';
import { progressInWords } from '../stage/progressInWords.ts';
import type { DemoDataset } from './datasets.ts';
import type { LessonParts } from './LessonParts.ts';
import { nameOf } from './resume.ts';

const EPOCHS = 50;
const EVALUATE_SECONDS = 120;

/** Starts a fresh network on a data set; how it fares is read out. */
export function startTraining(
  { title, images, heldOut, classifier }: DemoDataset,
  { readout, pad, seed, backend, model }: LessonParts,
): GanTrainer {
  const trainer = new GanTrainer({
    dataset: images,
    ...(heldOut && { heldOut }),
    classifier,
    evaluateSeconds: EVALUATE_SECONDS,
    autosave: nameOf(title),
    preset: 'stable',
    model,
    seed,
    backend,
  });

  /** What there is to say while it learns. */
  let learning = '';
  trainer.addEventListener('progress', ({ detail }) => {
    if (detail.unit === 'images' && detail.loaded === detail.total) {
      readout.progress(null);
      return readout.status(learning);
    }
    readout.status(progressInWords(detail));
    readout.progress(detail.total && detail.loaded ? detail.loaded / detail.total : Number.NaN);
  });
  trainer.addEventListener('step', ({ detail }) => {
    readout.set('images', detail.imagesSeen);
    // A saved training may have come further.
    readout.set('epoch', detail.epoch > EPOCHS ? detail.epoch : `${detail.epoch} of ${EPOCHS}`);
    readout.set('discriminatorLoss', detail.discriminatorLoss.toFixed(3));
    readout.set('generatorLoss', detail.generatorLoss.toFixed(3));
  });
  trainer.addEventListener('warning', ({ detail }) => readout.status(detail.message, 'alert'));
  trainer.addEventListener('error', ({ detail }) => {
    readout.progress(null);
    readout.status(detail.message, 'alert');
  });

  trainer.ready.then(
    ({ backend, reason, model, modelReason }) => {
      readout.progress(null);
      learning = `Learning. ${modelReason} ${reason}`;
      readout.set('backend', backend);
      readout.set('network', model === 'conv' ? 'convolutional' : model);
      pad.offer(trainer.generator.attributes);
      trainer.addEventListener('state', ({ detail: { state } }) => {
        if (state === 'paused') readout.status('Paused. Space goes on.');
        if (state === 'training') readout.status(learning);
      });
      const learn = () =>
        trainer.train({ epochs: EPOCHS }).then(
          () => readout.status('Training is done. R starts anew.'),
          () => {}, // an event has said it
        );
      void learn();
      // After the end, a restart or a saved training begins with a sample, and nobody trains.
      trainer.addEventListener('sample', () => {
        if (trainer.state === 'ready') void learn();
      });
    },
    () => {},
  );
  return trainer;
}
