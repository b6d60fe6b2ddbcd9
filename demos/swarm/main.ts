/**
 * A swarm to play with: it forms pictures of its own until the visitor writes, drops, pastes or chooses something, or
 * looks into the camera.
 */
import { GenesisParticles } from 'genesis-particles';
import { readLook } from 'genesis-particles/gui';
import { AdaptiveCount } from '../stage/AdaptiveCount.ts';
import { count, quality, whole } from '../stage/address.ts';
import { FrameRate } from '../stage/FrameRate.ts';
import { Readout } from '../stage/Readout.ts';
import { Stage } from '../stage/Stage.ts';
import { acts } from './acts.ts';
import { Camera } from './Camera.ts';
import { addControls } from './controls.ts';
import { keepClear } from './keepClear.ts';
import { takePictures } from './pictures.ts';
import { addPointing } from './pointing.ts';
import { Show } from './Show.ts';
import { takeWords } from './words.ts';

const stage = new Stage(document.querySelector('canvas') as HTMLCanvasElement, quality);
const swarm = new GenesisParticles({
  renderer: stage.renderer,
  count: count ?? (stage.software ? 8192 : 65_536),
  seed: whole('seed') ?? 1,
  // Pictures of visitors are often bright all over; only their lights are to glow.
  parameters: { brightness: 0.6 },
});
stage.scene.add(swarm);

const readout = new Readout();
const show = new Show(swarm, stage, acts);
const frameRate = new FrameRate();
const adaptiveCount = count ? null : new AdaptiveCount(swarm, { slowest: 1 / 26, spare: 1 / 40 });

const hint = document.getElementById('status')?.textContent ?? '';
const say = (sentence: string) => (sentence ? readout.status(sentence, 'alert') : readout.status(hint));
show.onRefused = say;
show.onSubject = ({ caption }) => {
  readout.caption(caption);
  say('');
};

addPointing(stage, swarm, show);
const mark = addControls(swarm, show, say);
// After the controls: what they reset leads back to the page's own look.
Object.assign(swarm.parameters, readLook(location));
keepClear(stage, () => show.refit());
const write = takeWords(show);
takePictures({ show, say, write });
new Camera(show, say);

stage.start(deltaSeconds => {
  swarm.update(deltaSeconds);
  show.frame(deltaSeconds);
  adaptiveCount?.frame(deltaSeconds);
  if (!frameRate.frame(deltaSeconds)) return;
  readout.set('framesPerSecond', frameRate.perSecond);
  readout.set('particles', swarm.count);
  readout.set('layout', swarm.parameters.layout);
  mark();
});
show.next();

window.genesis = {
  swarm,
  ready: Promise.resolve(),
  get shown() {
    return show.shown;
  },
};
