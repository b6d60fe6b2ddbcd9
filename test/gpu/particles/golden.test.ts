/**
 * A few pictures as a whole, against those in `golden/`, where the same software GL draws them. What they show was looked
 * at; after a change of looks that was meant, delete them, run this until it passes, and look again. Steps are counted and
 * not waited for, so that every picture is of the same moment.
 */
import { presets } from 'genesis-particles/presets';
import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { answered, createSwarm, paint, ring, run, runUntil } from './fixture.ts';

const COUNT = 8192;

/** Colours, transparency, fine lines. */
const sign = paint(24, 24, (x, y) => {
  const [dx, dy] = [x - 0.5, y - 0.5];
  if (Math.abs(Math.hypot(dx, dy) - 0.38) < 0.07) return [255, 150, 40];
  return Math.abs(dx - dy) < 0.08 && Math.hypot(dx, dy) < 0.38 ? [70, 190, 255] : [12, 16, 40];
});

type Preset = keyof typeof presets;

function open(parameters: object) {
  const stage = createSwarm({ count: COUNT, seed: 1, parameters });
  const { renderer, scene, camera } = stage;
  renderer.setSize(192, 192);
  const gl = renderer.getContext();
  const software = /SwiftShader/.test(
    String(
      gl.getParameter(gl.getExtension('WEBGL_debug_renderer_info')?.UNMASKED_RENDERER_WEBGL ?? gl.RENDERER),
    ),
  );
  const look = async (name: string) => {
    document.body.append(renderer.domElement);
    renderer.render(scene, camera);
    if (software) await expect(page.elementLocator(renderer.domElement)).toMatchScreenshot(name);
    renderer.domElement.remove();
  };
  return { ...stage, look };
}

test.each(['stardust', 'pixel', 'ink'] satisfies Preset[])('the preset %s, formed', async name => {
  const { swarm, look } = open(presets[name]);
  void swarm.form(sign);
  await answered(swarm);
  run(swarm, 240);
  await look(`${name}-formed`);
});

test.each(Object.keys(presets) as Preset[])(
  'the preset %s comes to form a picture of many pixels',
  async name => {
    const { swarm } = createSwarm({ count: 1024, parameters: presets[name] });
    const picture = paint(240, 300, (x, y) => [255 * x, 255 * y, 128]);
    expect(await runUntil(swarm, swarm.form(picture))).toBe('formed');
  },
);

test('the default look, in flight, formed and coming apart', async () => {
  const { swarm, look } = open({});
  void swarm.form(ring);
  run(swarm, 60);
  await look('default-flying');
  run(swarm, 180);
  await look('default-formed');
  void swarm.dissolve({ style: 'burst' });
  run(swarm, 24);
  await look('default-burst');
});
