/**
 * Captions for pixel portraits, in varied words, made from what a portrait shows. A caption names some of the attributes
 * and leaves the others open.
 *
 * Of the same words two kinds of captions are made: those a network is trained on, and those it is tested by, whose
 * sentences (FRAMES) it has never read.
 */

import type { Random } from '../../src/gan/Random.ts';

/** The value of each attribute, by its name: { mouth: 'sad', 'hair colour': 'blue', … }. */
export type Shown = Readonly<Record<string, string>>;

/** What a value may be called in each place of a sentence. A place where nothing is said of it is left out. */
interface Words {
  /** 'a … girl' */
  readonly before?: readonly string[];
  /** 'a girl with …' */
  readonly with?: readonly string[];
  /** 'a girl …' */
  readonly after?: readonly string[];
  /** 'She …' */
  readonly verb?: readonly string[];
}

const forEach = (values: readonly string[], words: (value: string) => Words): Record<string, Words> =>
  Object.fromEntries(values.map(value => [value, words(value)]));

/** By attribute, by value. Hair and its colour are told together, by `hairWords`. */
const WORDS: Readonly<Record<string, Readonly<Record<string, Words>>>> = {
  mouth: {
    happy: {
      before: ['happy', 'smiling', 'cheerful', 'glad', 'merry', 'joyful'],
      with: ['a smile', 'a happy face', 'a big smile'],
      after: ['who smiles', 'who looks happy', 'looking cheerful', 'in a good mood'],
      verb: ['is happy', 'smiles', 'looks glad'],
    },
    sad: {
      before: ['sad', 'unhappy', 'gloomy', 'frowning', 'sorrowful', 'miserable'],
      with: ['a frown', 'a sad face', 'a sad mouth'],
      after: ['who frowns', 'who looks sad', 'looking unhappy', 'in a bad mood'],
      verb: ['is sad', 'frowns', 'looks unhappy'],
    },
  },
  glasses: {
    none: {
      after: ['without glasses', 'not wearing glasses'],
      with: ['no glasses'],
      verb: ['wears no glasses', 'has no glasses'],
    },
    clear: {
      before: ['bespectacled'],
      with: ['glasses', 'spectacles', 'eyeglasses', 'clear glasses'],
      after: ['wearing glasses', 'in glasses', 'wearing spectacles'],
      verb: ['wears glasses', 'has glasses'],
    },
    dark: {
      with: ['sunglasses', 'dark glasses', 'shades', 'black sunglasses'],
      after: ['wearing sunglasses', 'in shades', 'wearing dark glasses'],
      verb: ['wears sunglasses', 'has dark glasses'],
    },
  },
  hat: {
    none: {
      before: ['bareheaded', 'hatless'],
      after: ['without a hat', 'not wearing a hat'],
      with: ['no hat'],
      verb: ['wears no hat', 'has no hat'],
    },
    hat: {
      with: ['a hat', 'a cap', 'a hat on'],
      after: ['wearing a hat', 'in a hat', 'wearing a cap'],
      verb: ['wears a hat', 'has a cap'],
    },
  },
  skin: forEach(['pale', 'tan', 'brown', 'dark'], name => {
    const names = {
      pale: ['pale', 'fair', 'light'],
      tan: ['tan', 'tanned'],
      brown: ['brown'],
      dark: ['dark'],
    }[name]!;
    return {
      before: names.map(each => `${each}-skinned`),
      with: names.map(each => `${each} skin`),
      after: names.map(each => `whose skin is ${each}`),
      verb: names.map(each => `has ${each} skin`),
    };
  }),
  eyes: forEach(['blue', 'brown', 'green'], name => ({
    before: [`${name}-eyed`],
    with: [`${name} eyes`],
    after: [`whose eyes are ${name}`],
    verb: [`has ${name} eyes`],
  })),
  beard: {
    none: {
      before: ['clean-shaven', 'beardless', 'shaven'],
      with: ['no beard'],
      after: ['without a beard'],
      verb: ['has no beard', 'is clean-shaven'],
    },
    beard: {
      before: ['bearded'],
      with: ['a beard', 'facial hair'],
      after: ['who wears a beard'],
      verb: ['has a beard', 'is bearded'],
    },
  },
  clothes: forEach(['blue', 'green', 'red', 'yellow'], name => ({
    with: [`a ${name} shirt`, `${name} clothes`],
    after: [
      `in ${name}`,
      `dressed in ${name}`,
      `wearing ${name}`,
      `wearing a ${name} shirt`,
      `in ${name} clothes`,
    ],
    verb: [`wears ${name}`, `wears a ${name} shirt`],
  })),
};

const STYLES: Readonly<Record<string, { adjectives: readonly string[]; nouns: readonly string[] }>> = {
  short: { adjectives: ['short', 'cropped'], nouns: [] },
  curly: { adjectives: ['curly', 'frizzy'], nouns: ['curls'] },
  bob: { adjectives: ['bobbed', 'medium'], nouns: ['a bob'] },
  braids: { adjectives: ['braided', 'plaited'], nouns: ['braids', 'pigtails', 'plaits'] },
  long: { adjectives: ['long', 'flowing'], nouns: [] },
};

const COLOURS: Readonly<Record<string, readonly string[]>> = {
  black: ['black'],
  brown: ['brown'],
  blond: ['blond', 'blonde', 'golden'],
  red: ['red', 'ginger'],
  grey: ['grey', 'gray', 'silver'],
  blue: ['blue'],
  green: ['green'],
  pink: ['pink'],
};

/** Hair: its style, its colour, or both. */
function hairWords(shown: Shown, named: readonly string[], random: Random): Words {
  const shape = named.includes('hair') ? STYLES[shown.hair!]! : null;
  const name = named.includes('hair colour') ? oneOf(COLOURS[shown['hair colour']!]!, random) : null;
  const adjective = shape && oneOf(shape.adjectives, random);
  const adjectives = [adjective, name].filter(each => each !== null).join(' ');
  const nouns = shape ? shape.nouns.map(noun => coloured(noun, name)) : [];
  const hair = `${adjectives} hair`;
  return {
    before: [`${adjectives.replace(' ', '-')}-haired`],
    with: [hair, hair, ...nouns],
    after: [`whose hair is ${[adjective, name].filter(each => each !== null).join(' and ')}`],
    verb: [`has ${hair}`, ...nouns.map(noun => `has ${noun}`)],
  };
}

/** 'a bob', 'blue' → 'a blue bob' */
function coloured(noun: string, name: string | null): string {
  if (name === null) return noun;
  return noun.startsWith('a ') ? `a ${name} ${noun.slice(2)}` : `${name} ${noun}`;
}

const ANYBODY = ['person', 'face', 'character', 'kid', 'portrait', 'man', 'boy', 'guy', 'fellow'];
const BEARDLESS = ['girl', 'woman', 'lady'];

type Place = keyof Words;

const list = (parts: readonly string[]): string =>
  parts.length < 2 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;

const joined = (...parts: readonly string[]): string => parts.filter(part => part !== '').join(' ');

const kindOf = (who: string, { before }: { readonly before: readonly string[] }): string =>
  joined(...before, who);

const article = (phrase: string): string => (/^[aeiou]/.test(phrase) ? `an ${phrase}` : `a ${phrase}`);

const withPart = (said: { readonly with: readonly string[] }): string =>
  said.with.length === 0 ? '' : `with ${list(said.with)}`;

interface Frame {
  readonly places: readonly Place[];
  readonly write: (subject: string, said: Readonly<Record<Place, readonly string[]>>) => string;
}

/** Sentences that networks are trained on. */
const FRAMES: readonly Frame[] = [
  { places: ['before', 'with'], write: (who, said) => joined(kindOf(who, said), withPart(said)) },
  { places: ['before', 'with'], write: (who, said) => joined(article(kindOf(who, said)), withPart(said)) },
  {
    places: ['before', 'with', 'after'],
    write: (who, said) => joined(article(kindOf(who, said)), withPart(said), said.after.join(', ')),
  },
  { places: ['before', 'after'], write: (who, said) => joined('the', kindOf(who, said), list(said.after)) },
  { places: ['with'], write: (who, said) => joined(`${who},`, said.with.join(', ')) },
  {
    places: ['before', 'with', 'after'],
    write: (who, said) =>
      joined('portrait of', article(kindOf(who, said)), said.after.join(', '), withPart(said)),
  },
  { places: ['verb'], write: (who, said) => joined(article(who), list(said.verb)) },
];

/** Sentences that no network has read before it is tested by them. */
const TEST_FRAMES: readonly Frame[] = [
  { places: ['verb'], write: (who, said) => joined('this', who, said.verb.join(', ')) },
  {
    places: ['with', 'before'],
    write: (who, said) => joined('please draw me', article(kindOf(who, said)), withPart(said)),
  },
  {
    places: ['with', 'after'],
    write: (who, said) => joined(said.with.join(' and '), 'for', article(who), said.after.join(' and ')),
  },
  {
    places: ['after', 'before'],
    write: (who, said) => joined('i want to see', article(kindOf(who, said)), said.after.join(' and ')),
  },
];

/** Said in front of some training captions: they mean nothing, and a network should know. */
const FILLERS = ['please', 'draw me', 'i want to see', 'show me', 'paint', 'this', 'for'];

/** How a caption is built: as in training, or in a way that no network has read. */
export type CaptionKind = 'training' | 'test';

/** A caption that names just these attributes of a portrait. */
export function describePortrait(
  shown: Shown,
  named: readonly string[],
  kind: CaptionKind,
  random: Random,
): string {
  const frame = oneOf(kind === 'training' ? FRAMES : TEST_FRAMES, random);
  const said: Record<Place, string[]> = { before: [], with: [], after: [], verb: [] };
  // Hair and its colour are one topic.
  const topics = new Set(named.map(name => (name === 'hair colour' ? 'hair' : name)));
  for (const topic of shuffled([...topics], random)) {
    const words = topic === 'hair' ? hairWords(shown, named, random) : WORDS[topic]![shown[topic]!]!;
    const place = oneOf(
      frame.places.filter(each => words[each]),
      random,
    );
    said[place].push(oneOf(words[place]!, random));
  }
  const subject = oneOf(shown.beard === 'beard' ? ANYBODY : [...ANYBODY, ...BEARDLESS], random);
  const text = frame.write(subject, said);
  return kind === 'training' && random.uniform() < 0.15 ? `${oneOf(FILLERS, random)} ${text}` : text;
}

function oneOf<T>(values: readonly T[], random: Random): T {
  return values[random.below(values.length)]!;
}

export function shuffled<T>(values: readonly T[], random: Random): T[] {
  const left = [...values];
  for (let i = left.length - 1; i > 0; i--) {
    const j = random.below(i + 1);
    [left[i], left[j]] = [left[j]!, left[i]!];
  }
  return left;
}
