/** Makes a slider of lil-gui one that keyboards and screen readers know. */
import type { NumberController } from 'lil-gui';

interface Range {
  readonly unit: string;
  readonly min: number;
  readonly max: number;
  readonly step: number;
}

/**
 * Arrow keys go a step, with shift ten; page keys go a twentieth of the way; Home and End to its ends.
 *
 * @param finish - called when the key is let go
 * @returns shows a value
 */
export function makeSlider(
  controller: NumberController,
  { unit, min, max, step }: Range,
  finish: () => void,
): (value: number) => void {
  const slider = controller.$slider as HTMLElement;
  const large = Math.max(step, Math.round((max - min) / 20 / step) * step);
  const far: Record<string, (value: number, factor: number) => number> = {
    ArrowRight: (value, factor) => value + step * factor,
    ArrowUp: (value, factor) => value + step * factor,
    ArrowLeft: (value, factor) => value - step * factor,
    ArrowDown: (value, factor) => value - step * factor,
    PageUp: value => value + large,
    PageDown: value => value - large,
    Home: () => min,
    End: () => max,
  };
  const given = { role: 'slider', tabindex: '0', 'aria-orientation': 'horizontal' };
  const range = { 'aria-valuemin': String(min), 'aria-valuemax': String(max) };
  for (const [name, value] of Object.entries({ ...given, ...range })) slider.setAttribute(name, value);
  slider.addEventListener('keydown', event => {
    const move = far[event.key];
    if (!move || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const moved = move(controller.getValue(), event.shiftKey ? 10 : 1);
    const steps = Math.round((Math.min(max, Math.max(min, moved)) - min) / step);
    controller.setValue(Math.min(max, Number((min + steps * step).toPrecision(12))));
    show(controller.getValue());
  });
  slider.addEventListener('keyup', finish);
  slider.addEventListener('blur', finish);

  const share = (value: number) =>
    `${(100 * Math.min(1, Math.max(0, (value - min) / (max - min)))).toFixed(2)}%`;
  // Filled from 0, where that is within: what draws and what pushes away are told apart.
  const origin = Math.min(max, Math.max(min, 0));
  const show = (value: number) => {
    slider.setAttribute('aria-valuenow', String(value));
    slider.setAttribute('aria-valuetext', unit ? `${value} ${unit}` : String(value));
    slider.style.setProperty('--at', share(value));
    slider.style.setProperty('--from', share(Math.min(value, origin)));
    slider.style.setProperty('--to', share(Math.max(value, origin)));
  };
  return show;
}
