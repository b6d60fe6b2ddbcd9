import type { GenesisParticles } from 'genesis-particles';
import type { GanTrainer } from 'genesis-particles/gan';
import { createPanel } from 'genesis-particles/gui';
import { DATASETS, type DatasetName, type DemoDataset, ownPictures } from './datasets.ts';
import type { Lesson } from './Lesson.ts';
import { options } from './options.ts';

interface Switches {
  /** Another data set is to be learnt. */
  readonly onDataset: (dataset: DemoDataset) => void;
}

/** The panel for one lesson. @returns what takes it away again */
export function addPanel(
  swarm: GenesisParticles,
  trainer: GanTrainer,
  lesson: Lesson,
  dataset: DemoDataset,
  { onDataset }: Switches,
): () => void {
  const panel = createPanel(swarm, { trainer });
  panel.close();
  const demo = panel.addFolder('Demo');
  const titles = Object.values(DATASETS).map(({ title }) => title);
  const show = { network: 'in training', backend: options.backend, data: dataset.title };

  if (lesson.hasShipped) {
    demo
      .add(show, 'network', ['in training', 'shipped'])
      .name('Show')
      .onChange((network: 'in training' | 'shipped') => lesson.show(network));
  }
  demo
    .add(show, 'data', [...new Set([...titles, dataset.title, OWN])])
    .name('Learns')
    .onChange((title: string) => {
      const name = (Object.keys(DATASETS) as DatasetName[]).find(key => DATASETS[key].title === title);
      if (name) onDataset(DATASETS[name]);
      else choosePictures(files => onDataset(ownPictures(files)));
    });
  demo.add(show, 'backend', ['auto', 'webgl', 'wasm', 'cpu']).name('Backend').onChange(options.reload);
  return () => panel.destroy();
}

const OWN = 'Your pictures…';

/** Asks for files; nothing happens when the visitor changes their mind. */
function choosePictures(onChosen: (files: File[]) => void): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.multiple = true;
  input.accept = 'image/*,.zip,.gz,.idx3-ubyte,.idx1-ubyte,.safetensors';
  input.addEventListener('change', () => input.files?.length && onChosen([...input.files]));
  input.click();
}

/** Pictures dropped anywhere on the page are learnt. */
export function acceptDrops({ onDataset }: Switches): void {
  addEventListener('dragover', event => event.preventDefault());
  addEventListener('drop', event => {
    event.preventDefault();
    const files = [...(event.dataTransfer?.files ?? [])];
    if (files.length > 0) onDataset(ownPictures(files));
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
