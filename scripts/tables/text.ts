/**
 * Generators that are told in words. The whole table is the twin's (`training/tables/text.py`); the slice tells some of its
 * prompts, which no training has read, to the weights that ship, by the browser's own code.
 */
import { readFileSync } from 'node:fs';
import '@tensorflow/tfjs-backend-wasm';
import { loadClassifier, loadGenerator } from '../../src/gan/index.ts';
import type { Table } from './Table.ts';

type Shares = Readonly<Record<string, number>>;

/** In `docs/tables/text.json`. */
interface Measured {
  readonly portraits: { readonly met: Shares; readonly 'without words': Shares };
}

/** In `docs/tables/text-prompts.json`. */
interface Prompt {
  readonly text: string;
  readonly asked: Readonly<Record<string, string>>;
}

/** What each digit is called. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  numerals: [...'0123456789'],
  English: ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'],
  Chinese: [...'零一二三四五六七八九'],
};
const [PROMPTS, LATENTS, DIGIT_LATENTS] = [60, 2, 4];
const OPTIONS = { worker: false, backend: 'wasm' } as const;

const open = (name: string) => new Uint8Array(readFileSync(`models/${name}.safetensors`));
const percent = (share: number) => `${(100 * share).toFixed(1).padStart(6)} %`;

export const text: Table = {
  script: ['training/tables/text.py', '--out', 'docs/tables/text.json'],
  async quick() {
    const { told, untold } = await measurePrompts(PROMPTS);
    console.log(
      `Named attributes that are met: ${PROMPTS} prompts that no training has read, ${LATENTS} latents each.`,
    );
    console.log(`${''.padEnd(14)}    told  untold`);
    for (const name of Object.keys(told))
      console.log(`${name.padEnd(14)}${percent(told[name]!)}${percent(untold[name]!)}`);
    const { met, agree } = await measureDigits();
    console.log(`Digits, ${DIGIT_LATENTS} latents each:`);
    for (const [language, share] of Object.entries(met))
      console.log(`${language.padEnd(14)}${percent(share)}`);
    console.log(`${'all three agree'.padEnd(14)}${percent(agree)}`);
  },
  chart({ portraits }: Measured) {
    const { met, 'without words': blank } = portraits;
    return {
      title: 'Portraits that show what 200 unread prompts name, %',
      bars: ['without the words', 'told'],
      groups: Object.keys(met).map(name => ({ name, shares: [blank[name]!, met[name]!] })),
    };
  },
};

/** The share of named attributes that portraits show, of all and by attribute: told, and with the words left out. */
export async function measurePrompts(count: number): Promise<{ told: Shares; untold: Shares }> {
  const { prompts } = JSON.parse(readFileSync('docs/tables/text-prompts.json', 'utf8')) as {
    prompts: readonly Prompt[];
  };
  const generator = await loadGenerator(open('portraits-text'), OPTIONS);
  const classifier = await loadClassifier(open('portraits-classifier'), OPTIONS);
  const hits: Record<'told' | 'untold', Record<string, boolean[]>> = { told: {}, untold: {} };
  try {
    for (const [index, { text, asked }] of prompts.slice(0, count).entries()) {
      for (const [kind, prompt] of [
        ['told', text],
        ['untold', ''],
      ] as const) {
        const images = await generator.sample({ prompt, seed: LATENTS * index, count: LATENTS });
        for (const { values } of await classifier.classify(images)) {
          for (const [name, value] of Object.entries(asked)) {
            for (const place of ['all', name]) {
              hits[kind][place] = [...(hits[kind][place] ?? []), values[name] === value];
            }
          }
        }
      }
    }
  } finally {
    generator.dispose();
    classifier.dispose();
  }
  return { told: sharesOf(hits.told), untold: sharesOf(hits.untold) };
}

/** How often a digit is drawn as it was called, and how often all three names draw the same of one latent vector. */
export async function measureDigits(): Promise<{ met: Shares; agree: number }> {
  const generator = await loadGenerator(open('digits-text'), OPTIONS);
  const classifier = await loadClassifier(open('digits-classifier'), OPTIONS);
  try {
    const shown: Record<string, string[]> = {};
    for (const [language, names] of Object.entries(NAMES)) {
      shown[language] = [];
      for (const prompt of names) {
        const images = await generator.sample({ prompt, seed: 1, count: DIGIT_LATENTS });
        shown[language].push(...(await classifier.classify(images)).map(({ label }) => label!));
      }
    }
    const [first, second, third] = Object.values(shown) as [string[], string[], string[]];
    const asked = first.map((_, place) => String(Math.floor(place / DIGIT_LATENTS)));
    const met = Object.entries(shown).map(
      ([language, seen]) => [language, share(seen.map((label, place) => label === asked[place]))] as const,
    );
    const agree = first.map((label, place) => label === second[place] && label === third[place]);
    return { met: Object.fromEntries(met), agree: share(agree) };
  } finally {
    generator.dispose();
    classifier.dispose();
  }
}

const share = (hits: readonly boolean[]): number => hits.filter(hit => hit).length / hits.length;
const sharesOf = (hits: Readonly<Record<string, readonly boolean[]>>): Shares =>
  Object.fromEntries(Object.entries(hits).map(([name, each]) => [name, share(each)]));
