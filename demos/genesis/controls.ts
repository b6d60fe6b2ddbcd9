import type { GenesisParticles } from 'genesis-particles';
import type { GanTrainer } from 'genesis-particles/gan';
import { createPanel } from 'genesis-particles/gui';
import { addShows } from '../lesson/addShows.ts';
import { DATASETS, type DatasetName, type DemoDataset } from '../lesson/datasets.ts';
import { chooseFiles } from '../lesson/givenFiles.ts';
import type { Lesson } from '../lesson/Lesson.ts';
import { options, reload } from '../lesson/options.ts';

interface Switches {
  /** Another data set is to be learnt. */
  readonly onDataset: (dataset: DemoDataset) => void;
  /** Files were dropped or chosen. */
  readonly onFiles: (files: readonly File[]) => void;
}

/** The panel for one lesson. @returns what takes it away again */
export function addPanel(
  swarm: GenesisParticles,
  trainer: GanTrainer,
  lesson: Lesson,
  dataset: DemoDataset,
  { onDataset, onFiles }: Switches,
): () => void {
  const panel = createPanel(swarm, { trainer });
  panel.close();
  const demo = panel.addFolder('Demo');
  const titles = Object.values(DATASETS).map(({ title }) => title);
  const show = { backend: options.backend, data: dataset.title };

  addShows(demo, lesson);
  demo
    .add(show, 'data', [...new Set([...titles, dataset.title, OWN])])
    .name('Learns')
    .onChange((title: string) => {
      const name = (Object.keys(DATASETS) as DatasetName[]).find(key => DATASETS[key].title === title);
      if (name) onDataset(DATASETS[name]);
      else chooseFiles(onFiles);
    });
  demo.add(show, 'backend', ['auto', 'webgl', 'wasm', 'cpu']).name('Backend').onChange(reload);
  return () => panel.destroy();
}

const OWN = 'Your pictures…';
