/** The game, built and served from a sub-path: played by hand, and to its end by scripted players. */
import type { JSHandle, Page } from 'playwright';
import { expect, test } from 'vitest';
import type { Game, Moment } from '../../demos/arena/Game.ts';
import { rules } from '../../demos/arena/rules.ts';
import { thoroughly } from '../thorough.ts';
import { visit } from './demoSite.ts';

const FACES = rules.waves.reduce<number>((sum, faces) => sum + faces, 0);

/** Few particles: the test is about what happens. */
async function openGame() {
  const opened = await visit('arena/?count=256', { viewport: { width: 640, height: 400 } });
  await opened.page.waitForFunction(() => window.arena);
  const game = await opened.page.evaluateHandle(() => window.arena!);
  return { ...opened, game };
}

const textOf = (page: Page, id: string) => page.locator(`#${id}`).textContent();

/** A game to its end, in the game's own time and with no frame drawn, by who waits, shoots past them all, or aims. */
const playOut = ({ game }: Awaited<ReturnType<typeof openGame>>, player: 'waits' | 'misses' | 'aims') =>
  game.evaluate(async (game, player) => {
    game.start();
    const move = game.field.clone().set(0, 0);
    for (let step = 0; game.state === 'playing' && step < 6000; step++) {
      const face = game.nearest?.effect.position ?? null;
      const away = face && game.place.clone().multiplyScalar(2).sub(face);
      game.update(1 / 30, { move, aim: player === 'misses' ? away : face, fire: player !== 'waits' });
      // What was awaited of an effect comes about between two frames.
      await null;
    }
    const { state, score, lives } = game;
    return { state, score, lives };
  }, player);

/** Resolves when something of this kind has happened. */
const happens = (game: JSHandle<Game>, wanted: Moment) =>
  game.evaluate(
    (game, wanted) =>
      new Promise<void>(resolve => {
        const { onMoment } = game;
        game.onMoment = moment => {
          onMoment(moment);
          if (moment === wanted) resolve();
        };
      }),
    wanted,
  );

test('the title writes itself, a click plays, and what the player does is done', async () => {
  const { page, game, problems, close } = await openGame();
  await page.waitForFunction(() => window.genesis.swarm.state === 'formed');
  expect(await textOf(page, 'status')).toBe('Do not let them touch you.');
  await page.click('#play');
  expect(await game.evaluate(({ state }) => state)).toBe('playing');
  expect(await page.locator('#menu').isVisible()).toBe(false);

  await page.keyboard.down('KeyD');
  await page.waitForFunction(() => window.arena!.place.x > 0.1);
  await page.keyboard.up('KeyD');
  const shooting = happens(game, 'shot');
  await page.mouse.move(100, 200);
  await page.mouse.down();
  await shooting;
  await page.mouse.up();

  await page.keyboard.press('KeyP');
  expect(await textOf(page, 'status')).toBe('Paused.');
  const before = await game.evaluate(({ place }) => place.x);
  await page.keyboard.down('KeyA');
  await page.evaluate(
    () => new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve))),
  );
  expect(await game.evaluate(({ place }) => place.x)).toBe(before);
  await page.keyboard.up('KeyA');
  await page.click('#play');
  expect(await page.locator('#menu').isVisible()).toBe(false);
  expect(problems).toEqual([]);
  await close();
});

thoroughly(
  'a finger steers and shoots by itself, a gamepad goes and aims; silence is remembered',
  async () => {
    const { page, game, problems, close } = await openGame();
    await page.click('#play');
    const finger = (type: string, clientX: number) =>
      page.evaluate(
        ([type, clientX]) => {
          const about = { pointerId: 1, pointerType: 'touch', clientX, clientY: 200, bubbles: true };
          document.querySelector('canvas')!.dispatchEvent(new PointerEvent(type, about));
        },
        [type, clientX] as const,
      );
    await page.evaluate(() => {
      HTMLCanvasElement.prototype.setPointerCapture = () => {};
    });
    await finger('pointerdown', 300);
    await finger('pointermove', 360);
    await page.waitForFunction(() => window.arena!.place.x > 0.1);
    await happens(game, 'shot');
    await finger('pointerup', 360);

    await page.evaluate(() => {
      const pad = { connected: true, axes: [-1, 0, 0, 1], buttons: [] };
      navigator.getGamepads = () => [pad as unknown as Gamepad];
    });
    await page.waitForFunction(() => window.arena!.place.x < 0);
    await happens(game, 'shot');

    await page.keyboard.press('KeyM');
    expect(await page.locator('#mute').getAttribute('aria-pressed')).toBe('true');
    await page.reload();
    await page.waitForFunction(() => window.arena);
    expect(await page.locator('#mute').getAttribute('aria-pressed')).toBe('true');
    expect(problems).toEqual([]);
    await close();
  },
);

test('who never hits loses, who aims wins; the best score is kept; the pool and the GPU are as they were', async () => {
  const opened = await openGame();
  const { page, problems, close } = opened;
  const left = () =>
    page.evaluate(() => {
      const { info } = window.genesis.swarm['renderer'];
      return { ...info.memory, programs: info.programs?.length };
    });
  expect(await playOut(opened, 'waits')).toEqual({ state: 'lost', score: 0, lives: 0 });
  const before = await left();
  expect(await playOut(opened, 'misses')).toEqual({ state: 'lost', score: 0, lives: 0 });
  expect(await textOf(page, 'play')).toBe('Play again');
  const won = await playOut(opened, 'aims');
  expect(won).toMatchObject({ state: 'won' });
  expect(won.lives).toBeGreaterThan(0);
  expect(won.score).toBeGreaterThan((FACES / 2) * rules.face.points);
  expect(await left()).toEqual(before);
  await page.waitForFunction(
    score => document.getElementById('best')?.textContent === score,
    won.score.toLocaleString('en'),
  );

  await page.reload();
  await page.waitForFunction(() => window.arena);
  await page.waitForFunction(
    score => document.getElementById('best')?.textContent === score,
    won.score.toLocaleString('en'),
  );
  expect(problems).toEqual([]);
  await close();
});

test('a face that is left alone is whole again; one that is not bursts', async () => {
  const { game, close } = await openGame();
  const deaths = await game.evaluate(async (game, { hits, heals }) => {
    game.start();
    const rest = { move: game.field.clone().set(0, 0), aim: null, fire: false };
    const pass = async (seconds: number) => {
      for (let left = seconds; left > 0; left -= 1 / 30) {
        // Far from all of them.
        game.place.set(-game.field.x, -game.field.y, 0);
        game.update(1 / 30, rest);
        await null;
      }
    };
    while (game.faces.length === 0) await pass(0.1);
    await pass(1);
    const face = game.faces[0]!;
    const strike = () => face.strike(face.effect.position);
    const died = [];
    for (let hit = 1; hit < hits; hit++) died.push(strike());
    await pass(heals + 0.1);
    died.push(face.effect.state);
    for (let hit = 0; hit < hits; hit++) died.push(strike());
    return died;
  }, rules.face);
  const alive = Array(rules.face.hits - 1).fill(false);
  expect(deaths).toEqual([...alive, 'forming', ...alive, true]);
  await close();
});
