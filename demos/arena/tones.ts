import type { Tone } from '../play/Sounds.ts';
import type { Moment } from './Game.ts';

const chord = (...notes: number[]): Tone[] =>
  notes.map(from => ({ from, to: from, seconds: 0.9, wave: 'triangle', gain: 0.08 }));

export const tones: Record<Moment, readonly Tone[]> = {
  shot: [{ from: 880, to: 330, seconds: 0.07, wave: 'triangle', gain: 0.03 }],
  hit: [{ from: 240, to: 120, seconds: 0.09, wave: 'square', gain: 0.03 }],
  burst: [{ from: 420, to: 50, seconds: 0.5, wave: 'sawtooth', gain: 0.06 }],
  hurt: [{ from: 130, to: 40, seconds: 0.6, wave: 'square', gain: 0.09 }],
  taken: chord(659, 880),
  portal: [{ from: 70, to: 210, seconds: 0.5 }],
  wave: chord(220, 330),
  won: chord(440, 554, 659, 880),
  lost: chord(220, 208, 165),
};
