import GUI from 'lil-gui';
import type { GanTrainer } from '../gan/index.ts';
import {
  type NumberParameter,
  type Parameter,
  type SwarmParameterName,
  type SwarmParameters,
  swarmParameters,
} from '../particles/index.ts';
import type { GenesisParticles } from './GenesisParticles.ts';

export interface PanelOptions {
  /** Adds a folder with the settings of a trainer. */
  trainer?: GanTrainer;
  /** Where the panel goes. @default the top right corner of the page */
  container?: HTMLElement;
}

/** What `createPanel` gives back: lil-gui's panel, to add to, `close()` and `destroy()`. */
export type Panel = GUI;

const COUNT: Omit<NumberParameter, 'group'> = {
  kind: 'number',
  label: 'Particles',
  unit: '',
  default: 65_536,
  min: 1024,
  max: 262_144,
  step: 1024,
  help: 'Number of particles. Those that stay keep their place.',
};

const LEARNING_RATE: Omit<NumberParameter, 'group'> = {
  kind: 'number',
  label: 'Learning rate',
  unit: '',
  default: 2e-4,
  min: 1e-5,
  max: 2e-3,
  step: 1e-5,
  help: 'How far one step moves the weights of both networks.',
};

/** A lil-gui panel made from the parameters' own metadata. Every entry acts at once. */
export function createPanel(swarm: GenesisParticles, options: PanelOptions = {}): Panel {
  const { trainer, container } = options;
  const panel = new GUI({ title: 'Genesis Particles', ...(container ? { container } : {}) });
  addSwarm(panel.addFolder('Swarm'), swarm);
  if (trainer) addTraining(panel.addFolder('Training'), trainer);
  return panel;
}

function addSwarm(folder: GUI, swarm: GenesisParticles): void {
  // Structural: applied when the visitor lets go, not at every pixel of the drag.
  const shown = { count: swarm.count };
  const count = describe(folder.add(shown, 'count', COUNT.min, COUNT.max, COUNT.step), COUNT);
  count.onFinishChange((value: number) => {
    swarm.count = value;
  });
  const follow = () => count.setValue(swarm.count);
  swarm.addEventListener('countchange', follow);
  const destroy = count.destroy.bind(count);
  count.destroy = () => {
    swarm.removeEventListener('countchange', follow);
    destroy();
  };
  for (const name of Object.keys(swarmParameters) as SwarmParameterName[]) {
    addParameter(folderOf(folder, swarmParameters[name].group), swarm.parameters, name);
  }
}

/** The folder of that title, made when it is first asked for; closed, for there are many entries. */
function folderOf(parent: GUI, title: string): GUI {
  const known = parent.folders.find(folder => folder._title === title);
  return known ?? parent.addFolder(title).close();
}

function addParameter(folder: GUI, parameters: SwarmParameters, name: SwarmParameterName): void {
  const parameter: Parameter = swarmParameters[name];
  if (parameter.kind === 'color') describe(folder.addColor(parameters, name), parameter);
  else if (parameter.kind === 'choice')
    describe(folder.add(parameters, name, [...parameter.options]), parameter);
  else describe(folder.add(parameters, name, parameter.min, parameter.max, parameter.step), parameter);
}

function addTraining(folder: GUI, trainer: GanTrainer): void {
  const { learningRate, batchSize, objective } = trainer.settings;
  const settings = {
    learningRate,
    batchSize,
    objective,
    pause: () => trainer.pause(),
    resume: () => trainer.resume(),
    restart: () => trainer.restart(),
  };
  const { min, max, step } = LEARNING_RATE;
  describe(folder.add(settings, 'learningRate', min, max, step), LEARNING_RATE).onChange((value: number) => {
    trainer.configure({ learningRate: value });
  });
  titled(
    folder.add(settings, 'batchSize', [16, 32, 64, 128, 256]),
    'Batch',
    'Images a step, real and generated.',
  ).onChange((value: number) => trainer.configure({ batchSize: value }));
  titled(
    folder.add(settings, 'objective', ['non-saturating', 'minimax', 'relativistic']),
    'Objective',
    'The game’s rules: what the generator is rewarded for.',
  ).onChange((value: typeof objective) => trainer.configure({ objective: value }));
  titled(folder.add(settings, 'pause'), 'Pause', 'Stops after the current step.');
  titled(folder.add(settings, 'resume'), 'Resume', 'Goes on where it stopped.');
  titled(folder.add(settings, 'restart'), 'Restart', 'Forgets everything and learns anew from step 0.');
}

function describe<C extends Controller>(controller: C, parameter: Omit<Parameter, 'group'>): C {
  const unit = 'unit' in parameter && parameter.unit ? ` (${parameter.unit})` : '';
  return titled(controller, parameter.label, parameter.help + unit);
}

type Controller = ReturnType<GUI['add']>;

function titled<C extends Controller>(controller: C, label: string, help: string): C {
  controller.name(label);
  controller.domElement.title = help;
  return controller;
}
