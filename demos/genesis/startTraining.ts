import { type BackendName, GanTrainer } from 'genesis-particles/gan';
import { LossChart } from '../stage/LossChart.ts';
import type { Readout } from '../stage/Readout.ts';
import type { Exhibition } from './Exhibition.ts';
import type { ShippedGenerator } from './ShippedGenerator.ts';

const EPOCHS = 50;
const MEBIBYTE = 1024 ** 2;

/** Starts a fresh network on all of MNIST; what it makes is offered to the exhibition, how it fares is read out. */
export function startTraining(parts: {
  exhibition: Exhibition;
  shipped: ShippedGenerator;
  readout: Readout;
  seed: number;
  backend: BackendName | 'auto';
}): GanTrainer {
  const { exhibition, shipped, readout, seed, backend } = parts;
  const chart = new LossChart(document.getElementById('chart') as HTMLElement);
  const dataset = new URL('../data/mnist/train-images.idx3.gz.bin', location.href);
  const trainer = new GanTrainer({ dataset, preset: 'article', seed, backend });

  trainer.addEventListener('progress', ({ detail: { loaded, total, what } }) => {
    const of = total ? ` of ${(total / MEBIBYTE).toFixed(1)}` : '';
    readout.status(`Loading ${what}: ${(loaded / MEBIBYTE).toFixed(1)}${of} MB`);
    readout.progress(total ? loaded / total : Number.NaN);
  });
  trainer.addEventListener('step', ({ detail }) => {
    readout.set('images', detail.imagesSeen);
    readout.set('epoch', `${detail.epoch} of ${EPOCHS}`);
    readout.set('discriminatorLoss', detail.discriminatorLoss.toFixed(3));
    readout.set('generatorLoss', detail.generatorLoss.toFixed(3));
    chart.add(detail.step, detail.discriminatorLoss, detail.generatorLoss);
  });
  trainer.addEventListener('sample', ({ detail }) => {
    if (detail.step === 0) chart.clear();
    if (shipped.silent) exhibition.offer({ source: 'training', ...detail });
  });
  trainer.addEventListener('warning', ({ detail }) => readout.status(detail.message, 'alert'));
  trainer.addEventListener('error', ({ detail }) => {
    readout.progress(null);
    readout.status(detail.message, 'alert');
  });

  trainer.ready.then(
    ({ backend, reason }) => {
      readout.progress(null);
      readout.set('backend', backend);
      trainer.addEventListener('state', ({ detail: { state } }) => {
        if (state === 'paused') readout.status('Paused. Space goes on.');
        if (state === 'training') readout.status(`Learning. ${reason}`);
      });
      const learn = () =>
        trainer.train({ epochs: EPOCHS }).then(
          () => readout.status('Training is done. R starts anew.'),
          () => {}, // an event has said it
        );
      void learn();
      // A restart after the end begins with the sample of step 0, and nobody trains.
      trainer.addEventListener('sample', ({ detail }) => {
        if (detail.step === 0 && trainer.state === 'ready') void learn();
      });
    },
    () => {},
  );
  return trainer;
}
