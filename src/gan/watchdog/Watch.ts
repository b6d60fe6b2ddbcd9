/** The watchdog at work on one training: looks, keeps the last good states, and mends what it can. */

import type { WarningDetail } from '../GanTrainerTypes.ts';
import type { Recipe } from '../recipes/Recipe.ts';
import type { StepMeasures } from '../training/StepMeasures.ts';
import type { RunState, TrainingRun } from '../training/TrainingRun.ts';
import { chooseRemedy } from './chooseRemedy.ts';
import type { Trouble } from './Trouble.ts';
import type { VitalSigns } from './VitalSigns.ts';
import type { Vitals } from './Vitals.ts';
import { Watchdog } from './Watchdog.ts';
import type { WatchMode } from './WatchMode.ts';

export interface WatchDuties {
  onWarning(detail: WarningDetail): void;
  onVitals(vitals: Vitals): void;
  /** The run was rolled back and goes on with this recipe. */
  onMended(recipe: Recipe): void;
}

/** Steps between two looks at fresh samples. */
const STEPS_BETWEEN_LOOKS = 50;
/** Trouble within so many steps after a remedy shows that it did not help. */
const STEPS_OF_CONVALESCENCE = 300;
/** Said once, trouble that is not acted on is said again only after so many steps. */
const STEPS_BETWEEN_WARNINGS = 500;
/** The trouble may already be in the newest state, so the one before is kept too. */
const STATES_KEPT = 2;

export class Watch {
  readonly #mode: WatchMode;
  readonly #vitalSigns: VitalSigns;
  readonly #duties: WatchDuties;
  readonly #watchdog = new Watchdog();
  #trouble: Trouble | null = null;
  #states: RunState[] = [];
  #lastLook = Number.NEGATIVE_INFINITY;
  #lastRemedy = Number.NEGATIVE_INFINITY;
  #lastWarning = Number.NEGATIVE_INFINITY;
  #repeat = 0;

  constructor(mode: WatchMode, vitalSigns: VitalSigns, duties: WatchDuties) {
    this.#mode = mode;
    this.#vitalSigns = vitalSigns;
    this.#duties = duties;
  }

  /** To be told of every step, in order. */
  observe(step: number, measures: StepMeasures): void {
    if (this.#mode !== 'off') this.#trouble ??= this.#watchdog.observeStep(step, measures);
  }

  /**
   * Between steps: looks at the training when it is time, and mends it when something was found. Until it resolves, the
   * run must not go on.
   */
  async attend(run: TrainingRun, recipe: Recipe): Promise<void> {
    if (this.#mode === 'off') return;
    if (this.#states.length === 0 && !this.#trouble) this.#states = [await run.readState()];
    if (!this.#trouble && run.step - this.#lastLook >= STEPS_BETWEEN_LOOKS) await this.#look(run);
    if (this.#trouble) this.#treat(this.#trouble, run, recipe);
  }

  /** Another training begins. */
  startAnew(): void {
    this.#watchdog.reset();
    this.#trouble = null;
    this.#states = [];
    this.#repeat = 0;
    this.#lastLook = this.#lastRemedy = this.#lastWarning = Number.NEGATIVE_INFINITY;
  }

  async #look(run: TrainingRun): Promise<void> {
    this.#lastLook = run.step;
    const vitals = await this.#vitalSigns.measure(run.game, run.step);
    this.#duties.onVitals(vitals);
    this.#trouble = this.#watchdog.observeVitals(vitals);
    if (this.#trouble || !this.#watchdog.isCalm || this.#mode !== 'act') return;
    this.#states = [...this.#states, await run.readState()].slice(-STATES_KEPT);
  }

  #treat(trouble: Trouble, run: TrainingRun, recipe: Recipe): void {
    this.#trouble = null;
    this.#watchdog.reset();
    const { kind, step, numbers, message } = trouble;
    if (this.#mode === 'warn') {
      if (step - this.#lastWarning < STEPS_BETWEEN_WARNINGS) return;
      this.#lastWarning = step;
      this.#duties.onWarning({ kind, step, numbers, message, actions: [] });
      return;
    }
    this.#repeat = step - this.#lastRemedy < STEPS_OF_CONVALESCENCE ? this.#repeat + 1 : 0;
    this.#lastRemedy = run.step;
    const [state] = this.#states;
    const remedy = chooseRemedy(trouble, recipe, this.#repeat);
    // There is none when trouble came by single steps, before anything was looked at.
    if (state) run.rollBack(state);
    this.#states = state ? [state] : [];
    this.#lastLook = run.step;
    const back = state ? [`went back to the networks of step ${state.step}`] : [];
    const actions = [...back, ...remedy.actions];
    this.#duties.onMended(remedy.recipe);
    this.#duties.onWarning({
      kind,
      step,
      numbers,
      actions,
      message: `${message} The watchdog ${listed(actions)}.`,
    });
  }
}

function listed(actions: readonly string[]): string {
  return actions.length < 2 ? actions.join() : `${actions.slice(0, -1).join(', ')} and ${actions.at(-1)}`;
}
