/**
 * A game made of particles: faces that a network imagines come through a portal, scatter where they are hit, heal when left
 * alone, and burst. Every effect comes from one pool, every face from a ring of images made ahead.
 */
import { GenesisPool } from 'genesis-particles';
import { ImageRing } from 'genesis-particles/gan';
import { icons } from '../pictures/icons.ts';
import { Banner } from '../play/Banner.ts';
import { Controls } from '../play/Controls.ts';
import { Menu } from '../play/Menu.ts';
import { Shots } from '../play/Shots.ts';
import { Sounds } from '../play/Sounds.ts';
import { count, quality } from '../stage/address.ts';
import { openGenerator } from '../stage/openGenerator.ts';
import { Readout } from '../stage/Readout.ts';
import { Stage } from '../stage/Stage.ts';
import { remember, remembered } from '../stage/storage.ts';
import { Game } from './Game.ts';
import { rules } from './rules.ts';
import { tones } from './tones.ts';

const BEST = 'genesis-particles arena best';
const stage = new Stage(document.querySelector('canvas') as HTMLCanvasElement, quality);
const { renderer, scene, software } = stage;
const readout = new Readout();
const sounds = new Sounds(tones);
const menu = new Menu(readout, sounds);
const banner = new Banner({ renderer, count: software ? 6144 : 49_152, parameters: { brightness: 0.8 } });
scene.add(banner.effect);

async function prepare(): Promise<Game> {
  const generator = await openGenerator('portraits', readout);
  readout.status('Imagining the first faces …');
  const images = await ImageRing.filled(generator, { length: 24, seed: Date.now() % 1e6 });
  const pool = new GenesisPool({
    renderer,
    capacity: 20,
    count: count ?? (software ? 1024 : 4096),
    images: [images.take(), icons.player],
    dissolves: ['burst', 'implode', 'fall'],
    parameters: {
      dissolveTime: 0.9,
      turbulence: 0.9,
      embers: 0.05,
      thickness: 0.04,
      brightness: 0.75,
      flightLight: 1.8,
    },
  });
  const shots = new Shots(rules.shot);
  scene.add(pool, shots);
  return new Game(pool, images, shots);
}

function play(game: Game): void {
  const best = () => Number(remembered(BEST) ?? 0);
  const finish = (words: string): void => {
    const isBest = game.score > best();
    if (isBest) remember(BEST, String(game.score));
    banner.show(words);
    menu.open(`${game.score} points${isBest ? ', the best so far' : ''}.`, 'Play again');
  };
  game.onMoment = moment => {
    sounds.play(moment);
    if (moment === 'wave') banner.show(`Wave ${game.wave}`);
    if (moment === 'portal') banner.clear();
    if (moment === 'won') finish('You won');
    if (moment === 'lost') finish('Game over');
    readout.set('score', game.score);
    readout.set('lives', '♥'.repeat(game.lives) || '–');
    readout.set('wave', `${game.wave} of ${rules.waves.length}`);
    readout.set('best', Math.max(best(), game.score));
  };
  menu.onPlay = () => game.start();
  menu.canPause = () => game.state === 'playing';
  menu.open('Do not let them touch you.', 'Play');
  readout.set('best', best());
  banner.write('Genesis\nArena');

  const controls = new Controls(stage);
  stage.start(deltaSeconds => {
    stage.measure(game.field);
    banner.place(game.field);
    banner.effect.update(deltaSeconds);
    if (!menu.paused) game.update(Math.min(deltaSeconds, 0.1), controls.read(game.place));
  });
  window.arena = game;
}

const ready = prepare().then(play);
ready.catch((error: Error) => {
  readout.progress(null);
  readout.status(`The game could not be made ready: ${error.message}`, 'alert');
});
window.genesis = { swarm: banner.effect, shown: null, ready };
