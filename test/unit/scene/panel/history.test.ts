import { describe, expect, test } from 'vitest';
import { History } from '../../../../src/scene/panel/History.ts';

describe('a history', () => {
  test('takes a whole drag back at once, and does it again', () => {
    const target = { spring: 1, tint: 0, layout: 'flow' };
    const history = new History(target);
    for (const spring of [2, 3, 4]) history.settings.spring = spring;
    expect(target.spring).toBe(4);
    expect(history.undoable).toBe(null);
    expect(history.commit('Spring')).toBe(true);
    Object.assign(history.settings, { tint: 0.5, layout: 'grid' });
    history.commit('ember');

    expect([history.undoable, history.redoable]).toEqual(['ember', null]);
    expect(history.undo()).toBe('ember');
    expect(target).toEqual({ spring: 4, tint: 0, layout: 'flow' });
    expect(history.undo()).toBe('Spring');
    expect(target).toEqual({ spring: 1, tint: 0, layout: 'flow' });
    expect(history.undo()).toBe(null);
    expect([history.redo(), history.redo(), history.redo()]).toEqual(['Spring', 'ember', null]);
    expect(target).toEqual({ spring: 4, tint: 0.5, layout: 'grid' });
  });

  test('forgets what was taken back as soon as something else is done', () => {
    const target = { spring: 1 };
    const history = new History(target);
    history.settings.spring = 2;
    history.commit('Spring');
    history.undo();
    history.settings.spring = 3;
    history.commit('Spring');
    expect(history.redo()).toBe(null);
    expect(target.spring).toBe(3);
  });

  test('has no entry for what ends where it began', () => {
    const history = new History({ spring: 1 });
    history.settings.spring = 2;
    history.settings.spring = 1;
    expect(history.commit('Spring')).toBe(false);
    expect(history.undo()).toBe(null);
  });

  test('leaves alone what others have set meanwhile', () => {
    const target = { spring: 1, count: 1024 };
    const history = new History(target);
    history.settings.spring = 2;
    target.count = 2048;
    history.commit('Spring');
    target.count = 4096;
    history.undo();
    expect(target).toEqual({ spring: 1, count: 4096 });
    expect([history.knows('spring'), history.knows('count')]).toEqual([true, false]);
  });

  test('ends a change under way before it takes it back', () => {
    const target = { spring: 1 };
    const history = new History(target);
    history.settings.spring = 2;
    expect(history.undo()).not.toBe(null);
    expect(target.spring).toBe(1);
  });

  test('remembers what was made of a value that is refused or clamped', () => {
    let spring = 1;
    const target = {
      get spring() {
        return spring;
      },
      set spring(value: number) {
        if (Number.isNaN(value)) throw new TypeError('no number');
        spring = Math.min(5, value);
      },
    };
    const history = new History(target);
    expect(() => Object.assign(history.settings, { spring: Number.NaN })).toThrow('no number');
    expect(history.commit('Spring')).toBe(false);
    history.settings.spring = 9;
    history.commit('Spring');
    history.undo();
    history.redo();
    expect(spring).toBe(5);
  });

  test('forgets what was done to settings that are no more, and nothing else', () => {
    const swarm = { spring: 1 };
    const history = new History(swarm);
    history.add({ rate: 1 });
    history.settings.rate = 2;
    history.commit('Rate');
    Object.assign(history.settings, { spring: 2, rate: 3 });
    history.commit('both');
    history.remove(['rate']);
    const next = { rate: 7 };
    history.add(next);
    expect([history.settings.rate, history.knows('rate'), history.undoable]).toEqual([7, false, 'both']);
    expect([history.undo(), history.undo()]).toEqual(['both', null]);
    expect([swarm.spring, next.rate]).toEqual([1, 7]);
    history.settings.rate = 8;
    expect([history.undo(), next.rate]).toEqual(['the last change', 7]);
  });

  test('leads back to what others have set, where nothing else was set here', () => {
    const target = { spring: 1, tint: 0 };
    const history = new History(target);
    history.settings.spring = 2;
    Object.assign(target, { spring: 3, tint: 0.5 });
    expect(history.first).toEqual({ spring: 1, tint: 0 });
    history.settle();
    expect(history.first).toEqual({ spring: 1, tint: 0.5 });
  });

  test('keeps the last 200 changes', () => {
    const target = { spring: 0 };
    const history = new History(target);
    for (let change = 1; change <= 250; change++) {
      history.settings.spring = change;
      history.commit('Spring');
    }
    while (history.undo());
    expect(target.spring).toBe(50);
  });
});
