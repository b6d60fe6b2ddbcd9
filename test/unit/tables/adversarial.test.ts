/** What the table of attacks and defences says: the defences hold what is promised, and no stronger attack helps them. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const { cells } = JSON.parse(readFileSync('docs/tables/adversarial.json', 'utf8')) as {
  cells: Record<string, { share: number; images: number }>;
};
const share = (name: string): number => {
  expect(cells, name).toHaveProperty([name]);
  return cells[name]!.share;
};
const NORMS = { linf: [0.1, 0.2, 0.3], l2: [1, 2, 3] };

test('undefended next to nothing is left; hardened most are, and few are lost where nobody attacks', () => {
  expect(share('undefended, linf 0.3, pgd')).toBeLessThanOrEqual(0.05);
  expect(share('hardened, clean')).toBeGreaterThanOrEqual(0.97);
  expect(share('hardened, linf 0.2, worst')).toBeGreaterThanOrEqual(0.8);
});

test('both numbers of the projection are there, of 200 images', () => {
  for (const [norm, sizes] of Object.entries(NORMS)) {
    for (const size of sizes) {
      for (const attack of ['transferred', 'through']) {
        expect(cells[`projection, ${norm} ${size}, ${attack}`]?.images).toBe(200);
      }
    }
  }
});

/** From the weakest attack to the strongest: each further, for longer, from more places, or knowing more than the last. */
const LADDERS: Record<string, string[]> = {};
for (const [norm, sizes] of Object.entries(NORMS)) {
  const over = (kind: string, attack: string) =>
    [`${kind}, clean`, ...sizes.map(size => `${kind}, ${norm} ${size}, ${attack}`)] as const;
  for (const kind of ['undefended', 'hardened', 'discriminator, made', 'discriminator, real']) {
    for (const attack of ['fgsm', 'pgd']) LADDERS[`${kind}, ${norm}, ${attack}`] = [...over(kind, attack)];
    for (const size of sizes) {
      const bound = `${kind}, ${norm} ${size}`;
      LADDERS[bound] = [`${bound}, fgsm`, `${bound}, pgd`];
    }
  }
  for (const [kind, attacks] of [
    ['hardened', ['transferred', 'pgd', 'worst']],
    ['projection', ['transferred', 'through']],
  ] as const) {
    for (const attack of attacks) LADDERS[`${kind}, ${norm}, ${attack}`] = [...over(kind, attack)];
    for (const size of sizes) {
      LADDERS[`${kind}, ${norm} ${size}, who knows more`] = attacks.map(
        attack => `${kind}, ${norm} ${size}, ${attack}`,
      );
    }
  }
}
for (const kind of ['undefended', 'hardened']) {
  const steps = [1, 5, 10, 20].map(count => `${kind}, linf 0.2, ${count} steps`);
  LADDERS[`${kind}, steps`] = [...steps, `${kind}, linf 0.2, pgd`];
}
for (const kind of ['undefended', 'hardened', 'discriminator']) {
  const bounds = [1, 2, 4].map(size => `${kind}, latent l2 ${size}`);
  for (const attack of ['fgsm', 'pgd']) {
    LADDERS[`${kind}, latent, ${attack}`] = [
      `${kind}, latent, clean`,
      ...bounds.map(bound => `${bound}, ${attack}`),
    ];
  }
  for (const bound of bounds) LADDERS[bound] = [`${bound}, fgsm`, `${bound}, pgd`];
}

test.each(Object.entries(LADDERS))('%s: the stronger attack never leaves a point more', (_, ladder) => {
  for (const [index, stronger] of ladder.entries()) {
    if (index === 0) continue;
    expect(share(stronger), stronger).toBeLessThanOrEqual(share(ladder[index - 1]!) + 0.01);
  }
});

const AIMED = ['undefended', 'hardened'].flatMap(kind => [
  ...Object.entries(NORMS).map(([norm, sizes]) => sizes.map(size => `${kind}, ${norm} ${size}`)),
  [1, 2, 4].map(size => `${kind}, latent l2 ${size}`),
]);
test.each(AIMED.map(bounds => [bounds[0]!, bounds] as const))(
  '%s and on: an aimed attack never meets a point less where it may go further',
  (_, bounds) => {
    const met = bounds.map(bound => share(`${bound}, pgd targeted, met`));
    for (const [index, further] of met.entries()) {
      expect(further).toBeGreaterThanOrEqual((met[index - 1] ?? 0) - 0.01);
    }
  },
);

test('every cell is on a ladder, or is how often an aimed attack met', () => {
  const compared = new Set(Object.values(LADDERS).flat());
  const left = Object.keys(cells).filter(name => !compared.has(name) && !name.endsWith('targeted, met'));
  expect(left).toEqual([]);
});

test('the guide tells the same numbers', () => {
  const guide = readFileSync('docs/guide/classifiers.md', 'utf8');
  const rows: readonly (readonly [row: string, kind: string, attack: string])[] = [
    ['undefended', 'undefended', 'pgd'],
    ['trained against attacks', 'hardened', 'worst'],
    ['projection, attack does not know of it', 'projection', 'transferred'],
    ['projection, attacked through', 'projection', 'through'],
  ];
  for (const [norm, sizes] of Object.entries(NORMS)) {
    for (const [row, kind, attack] of rows) {
      const shares = [`${kind}, clean`, ...sizes.map(size => `${kind}, ${norm} ${size}, ${attack}`)].map(
        name => `${Number((100 * share(name)).toFixed(1))} %`,
      );
      expect(guide).toContain(`| ${[row, ...shares].join(' | ')} |`);
    }
  }
});
