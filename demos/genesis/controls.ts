import type { GenesisParticles } from 'genesis-particles';
import type { GanTrainer } from 'genesis-particles/gan';
import { createPanel } from 'genesis-particles/gui';
import type { Exhibition } from './Exhibition.ts';
import { options } from './options.ts';
import type { ShippedGenerator } from './ShippedGenerator.ts';

/** The panel and the keys. */
export function addControls(
  swarm: GenesisParticles,
  trainer: GanTrainer,
  shipped: ShippedGenerator,
  exhibition: Exhibition,
): void {
  const panel = createPanel(swarm, { trainer });
  if (innerWidth < 700) panel.close();
  const demo = panel.addFolder('Demo');
  const show = { network: 'in training', backend: options.backend };

  let step = 0;
  trainer.addEventListener('step', ({ detail }) => {
    step = detail.step;
  });
  trainer.addEventListener('sample', ({ detail }) => {
    step = detail.step;
  });
  /** A network that does not train raises no samples of its own. */
  const showPresent = () =>
    void trainer.sample({ seed: options.seed }).then(
      image => shipped.silent && exhibition.offer({ source: 'training', step, image }),
      () => {}, // the error event has said it
    );

  demo
    .add(show, 'network', ['in training', 'shipped'])
    .name('Show')
    .onChange((network: string) => {
      shipped.silent = network === 'in training';
      exhibition.clear();
      if (!shipped.silent) void shipped.show();
      else if (trainer.state !== 'training') showPresent();
    });
  demo.add(show, 'backend', ['auto', 'webgl', 'wasm', 'cpu']).name('Backend').onChange(options.reload);

  addEventListener('keydown', event => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    if (event.target instanceof HTMLElement && event.target.closest('.lil-gui')) return;
    if (event.code === 'Space') void (trainer.state === 'paused' ? trainer.resume() : trainer.pause());
    else if (event.code === 'KeyR') void trainer.restart();
    else if (event.code === 'KeyH') document.body.classList.toggle('bare');
    else return;
    event.preventDefault();
  });
}
