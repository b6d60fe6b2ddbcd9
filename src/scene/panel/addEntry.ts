/** An entry of the panel, made from a setting's own description. */
import type { ColorController, Controller, GUI, NumberController } from 'lil-gui';
import type { Parameter } from '../../particles/index.ts';
import { iconButton, relabel } from './buttons.ts';
import { element } from './element.ts';
import type { History } from './History.ts';
import type { Notice } from './Notice.ts';
import { makeSlider } from './slider.ts';

type Ungrouped<P> = P extends Parameter ? Omit<P, 'group'> : never;

/** A parameter's, or that of another setting. */
export type Description = Ungrouped<Parameter> & {
  /** Too much work for every pixel of a drag: it is done when the visitor lets go. */
  readonly afterwards?: true;
};

let entries = 0;

/** @returns shows the value in force, and whether that is another than before; to be called once a frame */
export function addEntry(
  folder: GUI,
  name: string,
  description: Description,
  history: History,
  notice: Notice,
): () => boolean {
  const { settings, first } = history;
  const { label, afterwards = false } = description;
  const bound = afterwards ? { [name]: settings[name] } : settings;
  let moving = false;
  let shown: unknown;
  let shownFirst: unknown;

  const controller = addController(folder, bound, name, description).name(label);
  const finish = () => {
    if (afterwards && moving) settings[name] = bound[name] as number;
    moving = false;
    history.commit(label);
  };
  controller.onChange(() => {
    moving = true;
  });
  controller.onFinishChange(finish);
  const showSlider =
    description.kind === 'number' ? makeSlider(controller as NumberController, description, finish) : null;

  const reset = iconButton('reset', '', () => {
    settings[name] = first[name] as number | string;
    history.commit(`reset of ${label}`);
    notice.say(`${label} is ${first[name]} again.`);
    refresh();
  });
  reset.classList.add('genesis-reset');
  controller.domElement.append(reset);
  describe(controller, description, notice);

  const refresh = (): boolean => {
    const value = settings[name] as number | string;
    if (afterwards && !moving) bound[name] = value;
    const present = bound[name];
    if (present === shown && first[name] === shownFirst) return false;
    shown = present;
    shownFirst = first[name];
    relabel(reset, `Reset ${label} to ${shownFirst}`);
    controller.updateDisplay();
    showSlider?.(present as number);
    if (value === shownFirst && reset === document.activeElement) focusable(controller)[0]?.focus();
    reset.hidden = value === shownFirst;
    return true;
  };
  refresh();
  return refresh;
}

function addController(
  folder: GUI,
  bound: Record<string, unknown>,
  name: string,
  description: Description,
): Controller {
  if (description.kind === 'color') return folder.addColor(bound, name);
  if (description.kind === 'choice') return folder.add(bound, name, [...description.options]);
  return folder.add(bound, name, description.min, description.max, description.step);
}

/** Says to everyone what it does: on hover, with the focus, and to screen readers. */
function describe(controller: Controller, description: Description, notice: Notice): void {
  const { domElement } = controller;
  const help = helpOf(description);
  const explanation = element('span', { id: `genesis-help-${++entries}`, hidden: '' }, help);
  domElement.classList.add('genesis-entry', `genesis-${description.kind}`);
  domElement.title = help;
  domElement.append(explanation);
  for (const control of focusable(controller)) {
    control.removeAttribute('aria-labelledby');
    control.setAttribute('aria-label', description.label);
    control.setAttribute('aria-describedby', explanation.id);
  }
  domElement.addEventListener('focusin', () => {
    notice.explain(`${description.label}: ${help}`);
    // The explanation takes the place of what was lowest.
    domElement.scrollIntoView({ block: 'nearest' });
  });
  domElement.addEventListener('focusout', () => notice.explain(''));
  if (description.kind !== 'color') return;
  // lil-gui leaves the picker to the mouse, and calls both of them the same.
  const { $input, $text } = controller as ColorController;
  $input.removeAttribute('tabindex');
  $text.setAttribute('aria-label', `${description.label}, red, green and blue in hexadecimal`);
}

function helpOf(description: Description): string {
  if (description.kind !== 'number') return description.help;
  const { help, min, max, unit } = description;
  return `${help} From ${min} to ${max}${unit && ` (${unit})`}.`;
}

function focusable({ domElement }: Controller): HTMLElement[] {
  return [...domElement.querySelectorAll<HTMLElement>('[role=slider], input, select')];
}
