/** What can be set of a swarm and of the training that it shows. */
import type { GanTrainer } from '../../gan/index.ts';
import type { Parameter } from '../../particles/index.ts';
import type { OutOfView } from '../Absence.ts';
import type { GenesisParticles } from '../GenesisParticles.ts';
import type { Quality } from '../QualityKeeper.ts';
import type { Description } from './addEntry.ts';
import type { Settings } from './History.ts';
import { described } from './looks.ts';

/** What there is to set of a swarm beside its parameters: its place in the scene, and what a device is to afford. */
export const swarmSettings = {
  size: {
    kind: 'number',
    group: 'Form',
    label: 'Size',
    unit: 'world units',
    default: 1,
    min: 0.05,
    max: 10,
    step: 0.05,
    help: 'Height of the image in the scene.',
  },
  count: {
    kind: 'number',
    group: 'Quality',
    label: 'Particles',
    unit: '',
    default: 65_536,
    min: 1024,
    max: 262_144,
    step: 1024,
    help: 'Number of particles. Those that stay keep their place.',
    afterwards: true,
  },
  quality: {
    kind: 'choice',
    group: 'Quality',
    label: 'Quality',
    default: 'full',
    options: ['full', 'auto', '1 ms', '2 ms', '8 ms'],
    help: 'Draws all particles, or fewer and larger ones where a frame would cost too much: more than 4 ms, or than you say.',
  },
  reducedMotion: {
    kind: 'choice',
    group: 'Quality',
    label: 'Reduced motion',
    default: 'auto',
    options: ['auto', 'on', 'off'],
    help: 'Images fade in place instead of flying in. Auto: as the visitor has asked their system for.',
  },
  outOfView: {
    kind: 'choice',
    group: 'Quality',
    label: 'Out of view',
    default: 'simulate',
    options: ['simulate', 'pause', 'catch-up'],
    help: 'What happens while no camera sees the swarm.',
  },
} as const satisfies Record<string, Description & Pick<Parameter, 'group'>>;

export const trainingSettings = {
  learningRate: {
    kind: 'number',
    label: 'Learning rate',
    unit: '',
    default: 2e-4,
    min: 1e-5,
    max: 2e-3,
    step: 1e-5,
    help: 'How far one step moves the weights of both networks.',
  },
  batchSize: {
    kind: 'choice',
    label: 'Batch',
    default: '64',
    options: ['16', '32', '64', '128', '256'],
    help: 'Images a step, real and generated.',
  },
  objective: {
    kind: 'choice',
    label: 'Objective',
    default: 'non-saturating',
    options: ['non-saturating', 'minimax', 'relativistic'],
    help: 'The game’s rules: what the generator is rewarded for.',
  },
} as const satisfies Record<string, Description>;

/** Everything that the panel sets of a swarm, by name. */
export function settingsOf(swarm: GenesisParticles): Settings {
  const settings: Settings = {};
  for (const [name] of described) lend(settings, name, swarm.parameters as Settings, name);
  for (const name of ['size', 'count']) lend(settings, name, swarm as unknown as Settings, name);
  defineQuality(settings, swarm);
  define(settings, 'reducedMotion', {
    get: () => (swarm.reducedMotion === 'auto' ? 'auto' : swarm.reducedMotion ? 'on' : 'off'),
    set: (name: string) => {
      swarm.reducedMotion = name === 'auto' ? 'auto' : name === 'on';
    },
  });
  define(settings, 'outOfView', {
    get: () => swarm.outOfView,
    set: (name: string) => {
      swarm.outOfView = name as OutOfView;
    },
  });
  return settings;
}

/** A budget with a measure of the host's own has no other name than its milliseconds. */
function defineQuality(settings: Settings, swarm: GenesisParticles): void {
  let own = swarm.quality;
  const nameOf = (it: Quality) => (typeof it === 'string' ? it : `${it.milliseconds} ms`);
  define(settings, 'quality', {
    get() {
      if (typeof swarm.quality === 'object') own = swarm.quality;
      return nameOf(swarm.quality);
    },
    set(name: string) {
      const plain = name === 'full' || name === 'auto' ? name : { milliseconds: Number.parseFloat(name) };
      swarm.quality = nameOf(own) === name ? own : plain;
    },
  });
}

/** What it sets of a training. */
export function settingsOfTraining(trainer: GanTrainer): Settings {
  const settings: Settings = {};
  define(settings, 'learningRate', {
    get: () => trainer.settings.learningRate,
    set: (learningRate: number) => void trainer.configure({ learningRate }),
  });
  define(settings, 'batchSize', {
    get: () => String(trainer.settings.batchSize),
    set: (size: string) => void trainer.configure({ batchSize: Number(size) }),
  });
  define(settings, 'objective', {
    get: () => {
      const { objective } = trainer.settings;
      return typeof objective === 'string' ? objective : 'own';
    },
    set: (objective: string) => void trainer.configure({ objective: objective as 'minimax' }),
  });
  return settings;
}

function lend(settings: Settings, name: string, owner: Settings, property: string): void {
  define(settings, name, {
    get: () => owner[property] as number | string,
    set: (value: number | string) => {
      owner[property] = value;
    },
  });
}

function define<V extends number | string>(
  settings: Settings,
  name: string,
  accessors: { get(): V; set(value: V): void },
): void {
  Object.defineProperty(settings, name, { enumerable: true, ...accessors });
}
