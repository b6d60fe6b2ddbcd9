/** How a parameter is described. */

/** What a parameter is about; a panel has a folder for each. */
export type ParameterGroup = 'Form' | 'Forces' | 'Look' | 'Quality';

/** A number that may be changed at any time; it acts from the next simulation step on. */
export interface NumberParameter {
  readonly kind: 'number';
  readonly group: ParameterGroup;
  /** What a panel calls it. */
  readonly label: string;
  /** What one unit of it means; empty for a plain factor. */
  readonly unit: string;
  readonly default: number;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  /** Between which numbers a random look has it; without them it is left alone. */
  readonly taste?: readonly [least: number, most: number];
  /** What it does, in a sentence. */
  readonly help: string;
}

/** An sRGB colour, written `#rrggbb`. */
export interface ColorParameter {
  readonly kind: 'color';
  readonly group: ParameterGroup;
  readonly label: string;
  readonly default: string;
  /** Within which colours a random look has it: degrees of hue, and shares from 0 to 1. */
  readonly taste?: Readonly<
    Record<'hue' | 'saturation' | 'lightness', readonly [least: number, most: number]>
  >;
  readonly help: string;
}

/** One of several names. */
export interface ChoiceParameter {
  readonly kind: 'choice';
  readonly group: ParameterGroup;
  readonly label: string;
  readonly default: string;
  readonly options: readonly string[];
  /** Which of them a random look may have. */
  readonly taste?: readonly string[];
  readonly help: string;
}

/** How a live parameter is described, for panels and checks. */
export type Parameter = NumberParameter | ColorParameter | ChoiceParameter;
