import GUI from 'lil-gui';
import type { GanTrainer } from '../../gan/index.ts';
import type { GenesisParticles } from '../GenesisParticles.ts';
import { addEntry } from './addEntry.ts';
import { addKeys } from './addKeys.ts';
import { addStyle } from './addStyle.ts';
import { Capture } from './Capture.ts';
import { History } from './History.ts';
import { described } from './looks.ts';
import { Notice } from './Notice.ts';
import { PresetShelf } from './PresetShelf.ts';
import { Sharing } from './Sharing.ts';
import { settingsOf, swarmSettings } from './settings.ts';
import { Toolbar } from './Toolbar.ts';
import { TrainingFolder } from './TrainingFolder.ts';

/** What a panel is about beside the swarm, and where it goes. */
export interface PanelOptions {
  /** Adds a folder with the settings of a trainer. */
  trainer?: GanTrainer;
  /** Where the panel goes. @default the top right corner of the page; on phones its lower edge, and closed at first */
  container?: HTMLElement;
}

/** What `createPanel` gives back: lil-gui's panel, to add to, `close()` and `destroy()`. */
export interface Panel extends GUI {
  /**
   * Whose settings stand in the folder Training; null: there is no such folder. Assign another one when it takes over: what
   * was done to the swarm can still be undone, and what was not set in the panel is from then on reset to what it is by now.
   */
  trainer: GanTrainer | null;
}

const TITLE = 'Genesis Particles';
/** A page that has no room for a panel beside its subject. */
const PHONE = '(max-width: 700px)';

/**
 * A lil-gui panel made from the parameters' own metadata. Every entry acts at once, and follows what others set. Whatever
 * is set in the panel can be undone; resetting leads back to the values at the time of the call.
 */
export function createPanel(swarm: GenesisParticles, { trainer, container }: PanelOptions = {}): Panel {
  if (!swarm?.parameters) {
    throw new TypeError(`createPanel was given ${String(swarm)} as its swarm. Give a GenesisParticles.`);
  }
  if (container && !container.appendChild) {
    throw new TypeError(`The panel's container is ${String(container)}. Give an element of the page.`);
  }
  const panel = new GUI({ title: TITLE, ...(container && { container }) }) as Panel;
  addStyle();
  const { domElement } = panel;
  domElement.classList.add('genesis-panel');
  domElement.classList.toggle('genesis-placed', !container);
  domElement.setAttribute('role', 'region');
  domElement.setAttribute('aria-label', TITLE);

  const history = new History(settingsOf(swarm));
  const notice = new Notice();
  const canvas = swarm.renderer.domElement;
  const capture = new Capture(canvas, notice);
  const toolbar = new Toolbar({ history, notice, show: () => show() }, capture.buttons);
  const take = (what: string, values: object) => {
    Object.assign(history.settings, values);
    history.commit(what);
    show();
  };
  const shelf = new PresetShelf({ canvas, notice, present: () => swarm.parameters, take });
  const sharing = new Sharing(swarm, notice, ({ look, ...others }) =>
    take('pasted look', { ...look, ...others }),
  );
  panel.$children.before(toolbar.element);
  domElement.append(notice.element);
  panel.addFolder('Presets').$children.append(shelf.element, sharing.element);

  const entries: (() => boolean)[] = [];
  const folders = ['Form', 'Forces', 'Look', 'Quality', 'Training'];
  const folder = Object.fromEntries(folders.map(title => [title, panel.addFolder(title).close()]));
  for (const [name, description] of [...Object.entries(swarmSettings), ...described])
    entries.push(addEntry(folder[description.group] as GUI, name, description, history, notice));
  const training = new TrainingFolder(folder.Training as GUI, history, notice);

  const show = () => {
    let changed = false;
    for (const refresh of entries) changed = refresh() || changed;
    if (changed) shelf.mark();
    training.show();
    toolbar.show();
  };
  Object.defineProperty(panel, 'trainer', {
    get: () => training.trainer,
    set: (trainer: GanTrainer | null) => {
      training.trainer = trainer;
      history.settle();
      show();
    },
  });
  panel.trainer = trainer ?? null;
  addKeys(domElement, {
    isOpen: () => !panel._closed,
    undo: () => toolbar.undo(),
    redo: () => toolbar.redo(),
    paste: text => void notice.attempt(() => sharing.read(text)),
  });
  if (!container && matchMedia(PHONE).matches) panel.close();
  swarm.addEventListener('countchange', show);
  let frame = requestAnimationFrame(function follow() {
    if (!panel._closed) {
      shelf.showPictures();
      show();
    }
    frame = requestAnimationFrame(follow);
  });
  const destroy = panel.destroy.bind(panel);
  panel.destroy = () => {
    cancelAnimationFrame(frame);
    swarm.removeEventListener('countchange', show);
    capture.dispose();
    destroy();
  };
  return panel;
}
