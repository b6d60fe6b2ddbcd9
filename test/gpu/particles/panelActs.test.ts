/** What is done in the panel besides moving its entries: see `panel.test.ts` for those. */
import { GenesisParticles, type Parameter, swarmParameters } from 'genesis-particles';
import { createPanel, readLook, readSize } from 'genesis-particles/gui';
import { presets } from 'genesis-particles/presets';
import { afterAll, afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { completeLook } from '../../../src/scene/panel/looks.ts';
import { createStage, paint, run } from './fixture.ts';

const stage = createStage(96, afterAll);
const swarm = new GenesisParticles({ renderer: stage.renderer, count: 1024, seed: 1 });
stage.scene.add(swarm);
afterAll(() => swarm.dispose());

beforeEach(() => {
  localStorage.clear();
  Object.assign(swarm, { count: 1024, size: 1, quality: 'full', reducedMotion: 'auto' });
  Object.assign(swarm.parameters, completeLook());
});
afterEach(() => vi.restoreAllMocks());

function open() {
  const panel = createPanel(swarm).open();
  onTestFinished(() => panel.destroy());
  const root = panel.domElement;
  /** By what a screen reader calls it. */
  const control = <E extends HTMLElement = HTMLElement>(name: string): E => {
    const found = [...root.querySelectorAll<E>('button, input, select, textarea, [role=slider]')].find(
      it => nameOf(it) === name,
    );
    if (!found) throw new Error(`the panel has no control "${name}"`);
    return found;
  };
  return {
    panel,
    root,
    control,
    press: (name: string) => control(name).click(),
    status: () => root.querySelector('[role=status]')?.textContent ?? '',
  };
}

function nameOf(control: HTMLElement): string {
  const { ariaLabel, textContent } = control;
  const by = control.getAttribute('aria-labelledby');
  const label = control.closest('label')?.firstChild?.textContent;
  return ariaLabel ?? (by && document.getElementById(by)?.textContent) ?? label ?? textContent ?? '';
}

const descriptionOf = (control: HTMLElement) =>
  document.getElementById(control.getAttribute('aria-describedby') ?? '')?.textContent ?? '';

function key(target: HTMLElement, name: string, options: KeyboardEventInit = {}): void {
  for (const type of ['keydown', 'keyup'])
    target.dispatchEvent(new KeyboardEvent(type, { key: name, bubbles: true, cancelable: true, ...options }));
}

const frame = () => new Promise(requestAnimationFrame);

/** One after the panel's own. */
const nextFrame = async () => {
  await frame();
  await frame();
};

/** The files that a visitor is given. */
function catchFiles() {
  const files: { name: string; file: Blob }[] = [];
  vi.spyOn(URL, 'createObjectURL').mockImplementation(file => {
    files.push({ name: '', file: file as Blob });
    return '';
  });
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    files.at(-1)!.name = this.download;
  });
  return files;
}

test('every parameter has an entry, made from its description, in the folder of its group', () => {
  const { root } = open();
  const rows = [...root.querySelectorAll<HTMLElement>('.genesis-entry')];
  for (const parameter of Object.values<Parameter>(swarmParameters)) {
    const row = rows.find(it => it.firstElementChild?.textContent === parameter.label);
    expect(row, parameter.label).toBeDefined();
    expect(row!.closest('.lil-gui')?.querySelector('button')?.textContent).toBe(parameter.group);
    expect(row!.title).toContain(parameter.help);
    const controls = [...row!.querySelectorAll<HTMLElement>('input, select, [role=slider]')];
    expect(controls.length).toBeGreaterThan(0);
    for (const control of controls) {
      expect(nameOf(control)).toContain(parameter.label);
      expect(descriptionOf(control)).toContain(parameter.help);
      if (parameter.kind === 'number' && parameter.unit)
        expect(descriptionOf(control)).toContain(parameter.unit);
    }
    if (parameter.kind === 'choice')
      expect([...row!.querySelectorAll('option')].map(it => it.textContent)).toEqual(parameter.options);
    if (parameter.kind !== 'number') continue;
    const slider = row!.querySelector('[role=slider]')!;
    const { ariaValueMin, ariaValueMax, ariaValueNow, ariaValueText } = slider;
    expect([ariaValueMin, ariaValueMax, ariaValueNow].map(Number)).toEqual([
      parameter.min,
      parameter.max,
      parameter.default,
    ]);
    expect(ariaValueText).toBe(`${parameter.default} ${parameter.unit}`.trim());
  }
  const shown = [...root.querySelectorAll<HTMLElement>('.lil-gui > button')].filter(it =>
    it.checkVisibility(),
  );
  const folders = shown.map(it => it.textContent);
  expect(folders).toEqual(['Genesis Particles', 'Presets', 'Form', 'Forces', 'Look', 'Quality']);
});

test('is closed at first where a page has no room for it, unless it has a place of its own', () => {
  // As wide as a phone.
  expect(innerWidth).toBeLessThan(700);
  const isOpen = (options: Parameters<typeof createPanel>[1]) => {
    const panel = createPanel(swarm, options);
    onTestFinished(() => panel.destroy());
    return panel.domElement.querySelector('button')?.ariaExpanded;
  };
  expect([isOpen({}), isOpen({ container: document.body })]).toEqual(['false', 'true']);
});

test('keys are for the page as soon as the panel is closed, but for those that open it', () => {
  const panel = createPanel(swarm, { container: document.body });
  onTestFinished(() => panel.destroy());
  const title = panel.domElement.querySelector('button')!;
  const heard: string[] = [];
  const listen = ({ type, key }: KeyboardEvent) => heard.push(`${type} ${key}`);
  for (const type of ['keydown', 'keyup'] as const) {
    addEventListener(type, listen);
    onTestFinished(() => removeEventListener(type, listen));
  }
  const strike = () => {
    heard.length = 0;
    for (const name of ['w', ' ', 'Enter']) {
      for (const type of ['keydown', 'keyup'])
        title.dispatchEvent(new KeyboardEvent(type, { key: name, bubbles: true }));
    }
    return heard;
  };
  expect(strike()).toEqual([]);
  panel.close();
  expect(strike()).toEqual(['keydown w', 'keyup w']);
});

test('keys move a slider; one way of it is undone and done again at once', () => {
  const { control, status, press } = open();
  const slider = control('Spring');
  const seen: number[] = [];
  const strokes: [string, KeyboardEventInit?][] = [
    ['ArrowRight'],
    ['ArrowDown'],
    ['ArrowUp', { shiftKey: true }],
    ['PageUp'],
    ['End'],
    ['ArrowUp'],
    ['Home'],
  ];
  for (const [name, options] of strokes) {
    key(slider, name, options);
    seen.push(swarm.parameters.spring);
    expect(Number(slider.ariaValueNow)).toBe(swarm.parameters.spring);
  }
  expect(seen).toEqual([131, 130, 140, 170, 600, 600, 5]);
  key(slider, 'z', { ctrlKey: true });
  expect(swarm.parameters.spring).toBe(600);
  expect(status()).toBe('Undone: Spring.');
  // Held down: one change.
  for (let i = 0; i < 5; i++) slider.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowLeft' }));
  slider.dispatchEvent(new KeyboardEvent('keyup', { key: 'ArrowLeft' }));
  expect(swarm.parameters.spring).toBe(595);
  press('Undo: Spring');
  expect(swarm.parameters.spring).toBe(600);
  key(slider, 'Z', { metaKey: true, shiftKey: true });
  expect(swarm.parameters.spring).toBe(595);
});

test('what is typed in the panel is not for the page', () => {
  const { control } = open();
  const heard = vi.fn();
  const listening = new AbortController();
  onTestFinished(() => listening.abort());
  for (const type of ['keydown', 'keyup', 'paste'])
    addEventListener(type, heard, { signal: listening.signal });
  key(control('Undo'), 'd');
  key(control('Spring'), 'z', { ctrlKey: true });
  const clipboardData = new DataTransfer();
  control('Undo').dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }));
  expect(heard).not.toHaveBeenCalled();
});

test('follows what others set, and resets one entry', async () => {
  const { control, press, status } = open();
  swarm.parameters.spring = 222;
  swarm.parameters = { layout: 'grid', cold: '#112233' };
  swarm.quality = { milliseconds: 3, measure: () => 1 };
  await nextFrame();
  expect(control('Spring').ariaValueNow).toBe('222');
  expect(control<HTMLSelectElement>('Layout').value).toBe('grid');
  expect(control<HTMLInputElement>('Cold').value).toBe('#112233');
  const { quality } = swarm;
  press('Reset Spring to 130');
  press('Reset Quality to full');
  expect([swarm.parameters.spring, swarm.parameters.layout, swarm.quality]).toEqual([130, 'grid', 'full']);
  expect(status()).toBe('Quality is full again.');
  expect(control('Reset Spring to 130').hidden).toBe(true);
  await nextFrame();
  press('Undo: reset of Quality');
  expect(swarm.quality).toBe(quality);
  press('Undo: reset of Spring');
  expect(swarm.parameters.spring).toBe(222);
});

test('resets everything to what it was, but for a count that others look after', () => {
  swarm.parameters = { tint: 0.5, spring: 200 };
  const { control, press } = open();
  press('Reset everything');
  expect(control('Reset everything').ariaDisabled).toBe('true');
  key(control('Spring'), 'End');
  press('ember');
  swarm.count = 2048;
  press('Reset everything');
  expect(swarm.parameters).toEqual(completeLook({ tint: 0.5, spring: 200 }));
  expect(swarm.count).toBe(2048);
  key(control('Particles'), 'ArrowRight');
  expect(swarm.count).toBe(3072);
  press('Reset everything');
  expect(swarm.count).toBe(1024);
  press('Undo: reset of everything');
  expect(swarm.count).toBe(3072);
});

test('shows each preset in a picture, takes it, and marks the one in force', async () => {
  const { root, control, press } = open();
  const pictures = () => [...root.querySelectorAll<HTMLImageElement>('.genesis-card img')];
  await vi.waitFor(() => expect(pictures().every(it => it.complete && it.naturalWidth === 96)).toBe(true));
  expect(new Set(pictures().map(it => it.src)).size).toBe(Object.keys(presets).length);
  swarm.parameters = { vortex: 20 };
  for (const [name, values] of Object.entries(presets)) {
    press(name);
    expect(swarm.parameters).toEqual(completeLook(values));
    expect(control(name).ariaPressed).toBe('true');
    expect(root.querySelectorAll('.genesis-card[aria-pressed=true]')).toHaveLength(1);
  }
  press('Undo: ghost');
  expect(control('pixel').ariaPressed).toBe('true');
  swarm.parameters.spring = 99;
  await nextFrame();
  expect(control('pixel').ariaPressed).toBe('false');
});

test('saves looks with a picture, removes them, and brings them back', async () => {
  void swarm.form(paint(8, 8, () => [255, 200, 100]));
  run(swarm, 200);
  let drawing = requestAnimationFrame(function draw() {
    stage.renderer.render(stage.scene, stage.camera);
    drawing = requestAnimationFrame(draw);
  });
  onTestFinished(() => cancelAnimationFrame(drawing));
  const first = open();
  swarm.parameters.spring = 333;
  first.control<HTMLInputElement>('Name of this look').value = 'mine';
  first.press('Save this look');
  await vi.waitFor(() => expect(first.status()).toBe('Saved as “mine”.'));

  const { control, press, status } = open();
  swarm.parameters.spring = 44;
  const image = control('mine').querySelector('img')!;
  await vi.waitFor(() => expect(image.naturalWidth).toBe(96));
  expect(image.src.length).toBeLessThan(8000);
  press('mine');
  expect(swarm.parameters.spring).toBe(333);
  press('Remove mine');
  expect(() => control('mine')).toThrow();
  expect(status()).toBe('Removed “mine”.');
  press('Bring it back');
  expect(control('mine').ariaPressed).toBe('true');
  press('Save this look');
  await vi.waitFor(() => expect(status()).toBe('Saved as “look 1”.'));
});

test('a random look is another, and can be undone', () => {
  const { press } = open();
  press('ember');
  swarm.parameters.blending = 'alpha';
  const before = { ...swarm.parameters };
  press('Random look');
  expect(swarm.parameters).not.toEqual(before);
  expect(swarm.parameters.blending).toBe('alpha');
  press('Undo: random look');
  expect(swarm.parameters).toEqual(before);
});

test('copies links, JSON and code, and pastes', async () => {
  const { control, press, status, root } = open();
  let clipboard = '';
  vi.spyOn(navigator.clipboard, 'writeText').mockImplementation(async text => {
    clipboard = text;
  });
  vi.spyOn(navigator.clipboard, 'readText').mockImplementation(async () => clipboard);
  const copy = async (label: string, said: string) => {
    press(label);
    await vi.waitFor(() => expect(status()).toBe(said));
    return clipboard;
  };
  press('frost');
  key(control('Size'), 'PageUp');
  const look = completeLook(presets.frost);
  const link = await copy('Copy a Link to this look', 'Copied as link.');
  expect([readLook(link), readSize(link)]).toEqual([look, 1.5]);
  const code = await copy('Copy the Code of this look', 'Copied as code.');
  expect(code).toContain('...presets.frost');
  expect(code).toContain('size: 1.5,');
  const json = await copy('Copy this effect as JSON', 'Copied as JSON.');
  const { parameters, size } = GenesisParticles.fromJSON(JSON.parse(json), stage);
  expect([parameters, size]).toEqual([look, 1.5]);

  press('Reset everything');
  expect(swarm.size).toBe(1);
  press('ember');
  swarm.count = 2048;
  press('Paste a look');
  await vi.waitFor(() => expect(status()).toBe('Pasted.'));
  expect([swarm.parameters, swarm.count, swarm.size]).toEqual([look, 1024, 1.5]);
  press('Undo: pasted look');
  expect([swarm.parameters, swarm.count, swarm.size]).toEqual([completeLook(presets.ember), 2048, 1]);

  const clipboardData = new DataTransfer();
  clipboardData.setData('text', 'hello');
  root.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  await vi.waitFor(() => expect(status()).toContain('There is no look in this text'));
  expect(swarm.parameters).toEqual(completeLook(presets.ember));
});

test('where the clipboard is refused, copies and pastes by hand', async () => {
  const { control, press, root, status } = open();
  const refuse = () => Promise.reject(new DOMException('no', 'NotAllowedError'));
  vi.spyOn(navigator.clipboard, 'writeText').mockImplementation(refuse);
  vi.spyOn(navigator.clipboard, 'readText').mockImplementation(refuse);
  const field = root.querySelector('textarea') as HTMLTextAreaElement;
  const hidden = () => field.closest<HTMLElement>('[hidden]') !== null;
  expect(hidden()).toBe(true);
  press('Copy a Link to this look');
  await vi.waitFor(() => expect(hidden()).toBe(false));
  expect(readLook(field.value)).toEqual(completeLook());
  expect(document.activeElement).toBe(field);
  expect(field.value.slice(field.selectionStart, field.selectionEnd)).toBe(field.value);
  press('Done');
  expect(hidden()).toBe(true);

  press('Paste a look');
  await vi.waitFor(() => expect(nameOf(field)).toContain('Paste here'));
  expect([field.value, control('Done').textContent]).toEqual(['', 'Done']);
  field.value = JSON.stringify(presets.ink);
  field.dispatchEvent(new Event('input', { bubbles: true }));
  await vi.waitFor(() => expect(status()).toBe('Pasted.'));
  expect(swarm.parameters).toEqual(completeLook(presets.ink));
  expect(hidden()).toBe(true);
});

test('says so where nothing is drawn, and where a browser cannot record', async () => {
  const empty = createStage(16);
  const other = new GenesisParticles({ renderer: empty.renderer, count: 16 });
  const panel = createPanel(other);
  onTestFinished(() => {
    panel.destroy();
    other.dispose();
  });
  const button = (label: string) =>
    [...panel.domElement.querySelectorAll('button')].find(it => it.ariaLabel === label)!;
  const status = panel.domElement.querySelector('[role=status]')!;
  button('Save a picture (PNG)').click();
  await vi.waitFor(() => expect(status.textContent).toContain('Nothing was drawn'), 10_000);
  vi.spyOn(MediaRecorder, 'isTypeSupported').mockReturnValue(false);
  button('Record a video').click();
  await vi.waitFor(() => expect(status.textContent).toContain('cannot record'));
  expect(button('Record a video').ariaPressed).toBe('false');
});

test('destroyed, it leaves nothing behind: no listener, no frame, no stream, no file', async () => {
  const files = catchFiles();
  const targets = [window, document, swarm, stage.renderer.domElement] as EventTarget[];
  const added = targets.map(it => vi.spyOn(it, 'addEventListener'));
  const removed = targets.map(it => vi.spyOn(it, 'removeEventListener'));
  const streams = vi.spyOn(stage.renderer.domElement, 'captureStream');
  const { panel, press } = open();
  press('Record a video');
  await nextFrame();
  const [track] = (streams.mock.results[0]!.value as MediaStream).getTracks();
  expect(track!.readyState).toBe('live');
  panel.destroy();
  expect(track!.readyState).toBe('ended');
  for (const [index, spy] of added.entries()) {
    const own = spy.mock.calls.map(([type, listener]) => [type, listener]);
    const gone = removed[index]!.mock.calls.map(([type, listener]) => [type, listener]);
    expect(gone).toEqual(own);
  }
  await nextFrame();
  const asked = vi.spyOn(window, 'requestAnimationFrame');
  const [read] = [vi.spyOn(swarm, 'parameters', 'get')];
  await new Promise(resolve => setTimeout(resolve, 50));
  expect(asked).not.toHaveBeenCalled();
  expect(read).not.toHaveBeenCalled();
  expect(files).toEqual([]);
  expect(document.querySelector('.genesis-panel')).toBe(null);
});
