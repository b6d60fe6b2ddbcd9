import type { Recipe } from 'genesis-particles/gan';

type Rules = Recipe['objective'];

/**
 * How far D takes an image for real, from 0 to 1, by what its logits mean under the objective that it learns by; null
 * where they mean no such thing. `other` is its logit of the image beside it, a real one beside a generated one.
 */
export function credence(objective: Rules, logit: number, other: number): number | null {
  switch (objective) {
    case 'relativistic': // only the difference is ever trained
      return sigmoid(logit - other);
    case 'least-squares': // drawn to 1 and 0, and where both are as likely, to ½ (Mao et al. 2017)
      return clamp(logit);
    case 'hinge': // sure from a margin of 1 on
      return clamp((logit + 1) / 2);
    case 'wasserstein': // a height on a scale of its own
      return null;
    default:
      return sigmoid(logit);
  }
}

/** D's verdict: "real, 83 %". */
export function inWords(objective: Rules, logit: number, other: number): string {
  const real = credence(objective, logit, other);
  if (real === null) return `score ${logit.toFixed(1).replace('-', '−')}`;
  if (Number.isNaN(real)) return 'no verdict';
  const percent = Math.round(Math.max(real, 1 - real) * 100);
  if (percent === 50) return 'undecided';
  return `${real > 0.5 ? 'real' : 'fake'}, ${percent > 99 ? '> 99' : percent} %`;
}

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));
const clamp = (x: number) => Math.min(1, Math.max(0, x));
