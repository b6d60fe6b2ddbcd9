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
  expect(share('hardened, linf 0.2, either')).toBeGreaterThanOrEqual(0.8);
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

/**
 * From the weakest attack to the strongest. Two comparisons are not among them, for there it is not so: at L2 3 transferred
 * attacks leave the hardened classifier less than those on itself (77.6 and 83.0 %, why `either` is what counts), and one step
 * out of latent space leaves the discriminator a little more the longer it is (72.0, 73.8, 73.9 %).
 */
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
  for (const attack of ['transferred', 'either']) {
    LADDERS[`hardened, ${norm}, ${attack}`] = [...over('hardened', attack)];
  }
  for (const attack of ['transferred', 'through']) {
    LADDERS[`projection, ${norm}, ${attack}`] = [...over('projection', attack)];
  }
}
for (const kind of ['undefended', 'hardened']) {
  const steps = [1, 5, 10, 20].map(count => `${kind}, linf 0.2, ${count} steps`);
  LADDERS[`${kind}, steps`] = [...steps, `${kind}, linf 0.2, pgd`];
}
for (const kind of ['undefended', 'hardened', 'discriminator']) {
  LADDERS[`${kind}, latent`] = [
    `${kind}, latent, clean`,
    ...[1, 2, 4].map(size => `${kind}, latent l2 ${size}, pgd`),
  ];
}

test.each(Object.entries(LADDERS))('%s: the stronger attack never leaves a point more', (_, ladder) => {
  for (const [index, stronger] of ladder.entries()) {
    if (index === 0) continue;
    expect(share(stronger), stronger).toBeLessThanOrEqual(share(ladder[index - 1]!) + 0.01);
  }
});
