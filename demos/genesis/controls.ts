import type { GenesisParticles } from 'genesis-particles';
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

const OWN = 'Your pictures…';

/** The panel, for as long as the page lives. @returns shows another lesson in it, until what it returns is called */
export function addPanel(
  swarm: GenesisParticles,
  { onDataset, onFiles }: Switches,
): (lesson: Lesson, dataset: DemoDataset) => () => void {
  const panel = createPanel(swarm);
  panel.close();
  const demo = panel.addFolder('Demo');
  const titles = Object.values(DATASETS).map(({ title }) => title);
  let learnt = DATASETS[options.data].title;
  const show = { backend: options.backend, data: learnt };
  const data = demo.add(show, 'data', [...titles, OWN]).name('Learns');
  const offer = (title: string) => {
    learnt = title;
    show.data = title;
    data.options([...new Set([...titles, title, OWN])]);
  };
  data.onChange((title: string) => {
    const name = (Object.keys(DATASETS) as DatasetName[]).find(key => DATASETS[key].title === title);
    if (name) return onDataset(DATASETS[name]);
    // The visitor may change their mind.
    offer(learnt);
    if (title === OWN) chooseFiles(onFiles);
  });
  demo.add(show, 'backend', ['auto', 'webgl', 'wasm', 'cpu']).name('Backend').onChange(reload);
  return (lesson, dataset) => {
    panel.trainer = lesson.trainer;
    offer(dataset.title);
    const takeAway = addShows(demo, lesson);
    return () => {
      panel.trainer = null;
      takeAway();
    };
  };
}
