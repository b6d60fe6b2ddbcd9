import { describe, expect, test, vi } from 'vitest';
import { createParameters, swarmParameters } from '../../../../src/particles/index.ts';
import { readLook, readSize, writeLook } from '../../../../src/scene/panel/lookAddress.ts';
import { completeLook } from '../../../../src/scene/panel/looks.ts';
import { randomLook } from '../../../../src/scene/panel/randomLook.ts';
import { presets } from '../../../../src/scene/presets/index.ts';

const PAGE = 'https://example.org/swarm/?seed=3&count=2048#top';

describe('a look in an address', () => {
  const looks = {
    defaults: completeLook(),
    ...Object.fromEntries(Object.entries(presets).map(([name, values]) => [name, completeLook(values)])),
    'a random one': completeLook(randomLook(5)),
    'odd numbers': completeLook({ gravity: -1 / 3, shimmer: 1e-7, tint: 0.1 + 0.2 }),
  };

  test.each(Object.entries(looks))('%s comes out as it went in', (_, look) => {
    const address = writeLook(look, PAGE);
    expect(readLook(address)).toEqual(look);
    expect(readLook({ href: address })).toEqual(look);
    expect(createParameters(readLook(address)!)).toEqual(look);
  });

  test('is short, can be read, and leaves the rest of the address alone', () => {
    const look = completeLook({ layout: 'grid', tint: 0.85, cold: '#a3260f' });
    expect(writeLook(look, PAGE)).toBe(
      'https://example.org/swarm/?seed=3&count=2048&look=layout:grid,tint:0.85,cold:a3260f#top',
    );
    expect(writeLook(completeLook(), 'https://example.org/')).toBe('https://example.org/?look=defaults');
  });

  test('has the size of the image beside it, where that is not 1', () => {
    const look = completeLook({ tint: 0.85 });
    const address = writeLook(look, PAGE, 2.5);
    expect(address).toContain('&look=size:2.5,tint:0.85#');
    expect([readSize(address), readLook(address)]).toEqual([2.5, look]);
    const alone = writeLook(completeLook(), PAGE, 0.3);
    expect([readSize(alone), readLook(alone)]).toEqual([0.3, completeLook()]);
    expect(readSize(writeLook(look, address, 1))).toBe(null);
  });

  test.each(['0', '-1', 'large', '1e999', ''])('that has a size of "%s" has none', size => {
    const address = `https://example.org/?look=size:${size}`;
    expect([readSize(address), readLook(address)]).toEqual([null, null]);
    expect(readLook(`${address},tint:0.5`)).toEqual(completeLook({ tint: 0.5 }));
  });

  test('takes the place of the one that was there', () => {
    const address = writeLook(completeLook(presets.ember), writeLook(completeLook(presets.ink), PAGE));
    expect(address.match(/look=/g)).toHaveLength(1);
    expect(readLook(address)).toEqual(completeLook(presets.ember));
  });

  test('may have been escaped on its way', () => {
    expect(readLook(`${PAGE.replace('#top', '')}&look=tint%3A0.5%2Clayout%3Agrid`)).toEqual(
      completeLook({ tint: 0.5, layout: 'grid' }),
    );
  });

  test.each([
    ['an unknown parameter', 'tint:0.5,sparkle:9'],
    ['the name of a property of all objects', 'tint:0.5,__proto__:1,constructor:2,toString:x'],
    ['a number that is none', 'tint:0.5,spring:strong'],
    ['no number', 'tint:0.5,spring:,damping'],
    ['more than any number', 'tint:0.5,spring:1e999'],
    ['a choice of a later version', 'tint:0.5,layout:hexagonal'],
    ['half a colour', 'tint:0.5,warm:ff'],
    ['stray signs', ',,:,tint:0.5,=&'],
  ])('that has %s keeps what can be used', (_, text) => {
    expect(readLook(`https://example.org/?look=${text}`)).toEqual(completeLook({ tint: 0.5 }));
  });

  test('is kept within the ranges, without a warning', () => {
    const warn = vi.spyOn(console, 'warn');
    const look = readLook('https://example.org/?look=tint:7,gravity:-99');
    expect(look).toEqual(completeLook({ tint: 1, gravity: swarmParameters.gravity.min }));
    expect(warn).not.toHaveBeenCalled();
    warn.mockRestore();
  });

  test.each([
    'https://example.org/',
    'https://example.org/?look=',
    'https://example.org/?look=sunny',
    'https://example.org/?look=%E0%A4%A',
    'no address',
    '',
  ])('%j asks for none', address => {
    expect(readLook(address)).toBe(null);
  });
});
