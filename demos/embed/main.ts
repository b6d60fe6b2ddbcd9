/**
 * The embedding code of the README, and what it does: its own lines run, one after the other, and the one that runs is
 * lit. At the end what it made is freed, and it begins anew.
 */

import { run } from 'virtual:readme-effect';
import { GenesisParticles } from 'genesis-particles';
import { Timer } from 'three';
import { quality } from '../stage/address.ts';
import type { Exhibit } from '../stage/Exhibit.ts';
import { onGround } from '../stage/ground.ts';
import { inked } from '../stage/inks.ts';
import { keepClear } from '../stage/keepClear.ts';
import { addKeys } from '../stage/keys.ts';
import { addPointing } from '../stage/pointing.ts';
import { Readout } from '../stage/Readout.ts';
import { Stage } from '../stage/Stage.ts';
import { Listing } from './Listing.ts';

/** Milliseconds for which a line is lit at least, for which an image stands, and after which it all begins anew. */
const [LINE, HOLD, REST] = [350, 2500, 600];
const wait = (milliseconds: number) => new Promise(resolve => setTimeout(resolve, milliseconds));

// Its addresses are those of a page that stands beside the models.
for (const link of document.links) link.setAttribute('href', link.href);
const icon = document.querySelector<HTMLLinkElement>('link[rel="icon"]')!;
icon.setAttribute('href', icon.href); // stays where it is
document.head.append(Object.assign(document.createElement('base'), { href: '../' }));

const stage = new Stage(document.querySelector('canvas') as HTMLCanvasElement, quality);
const readout = new Readout();
const listing = new Listing(document.getElementById('code') as HTMLElement);
const timer = new Timer();
stage.scene.onBeforeRender = () => {
  timer.update();
  keepClear(stage);
  stage.breathe(timer.getDelta());
};

let swarm: GenesisParticles | undefined;
let shown: Exhibit | null = null;

/** Ink on a light ground, where the README's light would not be seen. */
function dress(): void {
  if (swarm && stage.ground === 'light') swarm.parameters = inked({ tint: 1, weight: 'brightness' }, 'light');
  else if (swarm) swarm.parameters = inked({ tint: 0, weight: 'auto' }, 'dark');
}
onGround(() => {
  dress();
  stage.draw();
});

/** Takes notice of a swarm that has been made. */
function meet(made: GenesisParticles): void {
  swarm = made;
  dress();
  const form = made.form.bind(made);
  made.form = async (image, options) => {
    const result = await form(image, options);
    if (result === 'formed') shown = { source: 'pretrained', image: image as Exhibit['image'] };
    return result;
  };
}

async function play(): Promise<void> {
  const running = run(stage);
  let turn = await running.next();
  for (; !turn.done; turn = await running.next()) {
    const made = stage.scene.children.find(child => child instanceof GenesisParticles);
    if (made && made !== swarm) meet(made);
    listing.light(turn.value);
    await wait(swarm?.state === 'formed' ? HOLD : LINE);
  }
  listing.light(null);
  await wait(REST);
  stage.renderer.setAnimationLoop(null);
  turn.value.swarm.removeFromParent();
  turn.value.swarm.dispose();
  turn.value.digits.dispose();
}

async function playOn(): Promise<void> {
  for (;;) await play();
}

addPointing(stage, { point: ray => swarm?.point(ray), impulse: (...blow) => swarm?.impulse(...blow) });
addKeys({ Space: () => void (swarm?.paused ? swarm.play() : swarm?.pause()) });
const ready = playOn().catch((error: Error) => readout.status(error.message, 'alert'));

window.genesis = {
  ready,
  get swarm() {
    return swarm as GenesisParticles;
  },
  get shown() {
    return shown;
  },
};
