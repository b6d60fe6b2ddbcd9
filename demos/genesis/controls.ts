import type { GenesisParticles } from 'genesis-particles';
import type { GanTrainer } from 'genesis-particles/gan';
import { createPanel, type Panel } from 'genesis-particles/gui';
import { DATASETS, type DatasetName, type DemoDataset } from './datasets.ts';
import { chooseFiles } from './givenFiles.ts';
import type { Lesson } from './Lesson.ts';
import { options } from './options.ts';
import type { ShowName } from './shows/Show.ts';

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
  demo.add(show, 'backend', ['auto', 'webgl', 'wasm', 'cpu']).name('Backend').onChange(options.reload);
  return () => panel.destroy();
}

const OWN = 'Your pictures…';

/** Who is on stage, and what there is to set about it. */
function addShows(demo: Panel, lesson: Lesson): void {
  const { programme } = lesson;
  if (!programme) return;
  const { live, walk, shipped } = programme;
  const names: ShowName[] = ['in training', 'live', ...(shipped ? (['shipped'] as const) : []), 'walk'];
  const choice = demo.add({ name: 'in training' }, 'name', names).name('Show');
  // Each change is followed anew.
  const mood = demo.add({ mood: live.mood }, 'mood', 0, 1, 0.05).name('Mood');
  mood.onFinishChange((strength: number) => {
    live.mood = strength;
  });
  mood.domElement.title = 'How strongly the verdicts of the critic and the losses move the swarm.';
  const truncation = demo.add(walk, 'truncation', 0.2, 1.2, 0.05).name('Truncation');
  truncation.domElement.title = 'Factor on the latent vectors: below 1 images are plainer and more alike.';
  const offer = (name: ShowName) => {
    mood.show(name === 'live');
    truncation.show(name === 'walk');
  };
  offer('in training');
  choice.onChange((name: ShowName) => {
    offer(name);
    lesson.show(name);
  });
}

/** Keys for whichever network is in training. */
export function addKeys(trainer: () => GanTrainer | null): void {
  addEventListener('keydown', event => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    if (
      event.target instanceof HTMLElement &&
      event.target.closest('.lil-gui, button, select, input, summary')
    )
      return;
    const present = trainer();
    if (event.code === 'Space') void (present?.state === 'paused' ? present.resume() : present?.pause());
    else if (event.code === 'KeyR') void present?.restart();
    else if (event.code === 'KeyH') document.body.classList.toggle('bare');
    else return;
    event.preventDefault();
  });
}
