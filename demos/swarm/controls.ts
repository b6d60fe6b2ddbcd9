import { type GenesisParticles, swarmParameters } from 'genesis-particles';
import { createPanel } from 'genesis-particles/gui';
import { type PresetName, presets } from 'genesis-particles/presets';
import type { Show } from './Show.ts';

/** The chips, the panel and the keys. @returns marks what is chosen; to be called now and then */
export function addControls(
  swarm: GenesisParticles,
  show: Show,
  say: (sentence: string) => void,
): () => void {
  const { parameters } = swarm;
  const { layout, origin, dissolve } = swarmParameters;
  // From where it is, a swarm goes nowhere.
  const origins = origin.options.filter(name => name !== 'previous');
  /** What a preset changes: the look that the page opens with. */
  const plain = { ...parameters };
  let preset: PresetName | '' = '';

  const marks = [
    addChips(
      'layouts',
      layout.options,
      () => parameters.layout,
      name => {
        parameters.layout = name;
        show.again();
      },
    ),
    addChips(
      'origins',
      origins,
      () => parameters.origin,
      name => {
        parameters.origin = name;
        show.again({ origin: name });
      },
    ),
    addChips(
      'dissolves',
      dissolve.options,
      () => parameters.dissolve,
      name => {
        parameters.dissolve = name;
        void show.dissolve(name);
      },
    ),
    addChips(
      'presets',
      Object.keys(presets) as PresetName[],
      () => preset,
      name => {
        preset = name;
        Object.assign(parameters, plain, presets[name]);
        show.again({ origin: parameters.origin });
      },
    ),
  ];

  createPanel(swarm).close();

  const pause = () => {
    if (swarm.paused) swarm.play();
    else swarm.pause();
    say(swarm.paused ? 'Paused. Space goes on.' : '');
  };
  addEventListener('keydown', event => {
    const { code, target } = event;
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || !(target instanceof Element))
      return;
    if (code === 'Escape' && target instanceof HTMLElement) target.blur();
    if (target.closest('textarea, input, select, .lil-gui')) return;
    if (code === 'Space' && !target.closest('button')) pause();
    else if (code === 'KeyD') void show.dissolve(parameters.dissolve);
    else if (code === 'KeyN') show.next();
    else if (code === 'KeyH') document.body.classList.toggle('bare');
    else return;
    event.preventDefault();
  });

  return () => {
    for (const mark of marks) mark();
  };
}

/** A row of buttons, one of which may be chosen. A row without any hides. @returns marks the chosen one */
function addChips<Name extends string>(
  id: string,
  names: readonly Name[],
  chosen: () => string,
  choose: (name: Name) => void,
): () => void {
  const row = document.getElementById(id) as HTMLElement;
  row.hidden = names.length === 0;
  const chips = names.map(name => {
    const chip = document.createElement('button');
    chip.type = 'button';
    chip.textContent = name;
    chip.addEventListener('click', () => {
      choose(name);
      mark();
    });
    // Keeps the focus where it is, so that space still pauses after a click.
    chip.addEventListener('mousedown', event => event.preventDefault());
    return chip;
  });
  row.append(...chips);
  const mark = () => {
    for (const chip of chips) chip.setAttribute('aria-pressed', String(chip.textContent === chosen()));
  };
  mark();
  return mark;
}
