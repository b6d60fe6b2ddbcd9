import type { TrainerState } from 'genesis-particles/gan';
import { CritiqueView } from './CritiqueView.ts';
import type { Critic, Opinion } from './critic.ts';
import { make, makeButton } from './make.ts';

/** What each player's button says, and what is said when its turn is over. */
const TURNS = {
  discriminator: { offer: 'Let D learn', done: 'D has learned from one batch of real and generated images.' },
  generator: { offer: 'Let G learn', done: 'G has followed what D wants of its images.' },
} as const;

/** Training turn by turn, on the same latent vector: the discriminator learns from one batch, then the generator. */
export class StepMode {
  readonly #trainer: Critic;
  readonly #askD: () => Promise<Opinion>;
  readonly #toggle = makeButton('Step by step', () => void this.#switch());
  readonly #turn = makeButton(TURNS.discriminator.offer, () => void this.#play());
  readonly #says = make('p', { className: 'says', role: 'status' });
  readonly #before = new CritiqueView();
  readonly #now = new CritiqueView();
  readonly #stage: HTMLElement;
  #player: keyof typeof TURNS = 'discriminator';
  #newest: Opinion | null = null;
  #goesOn = false;

  constructor(container: HTMLElement, trainer: Critic, ask: () => Promise<Opinion>) {
    this.#trainer = trainer;
    this.#askD = ask;
    container.hidden = !trainer.critique || !trainer.turn;
    container.classList.add('step-mode');
    const titled = (title: string, view: CritiqueView) => [make('h3', { textContent: title }), view.element];
    this.#stage = make('div', {}, ...titled('before', this.#before), ...titled('now', this.#now), this.#says);
    // The buttons last: the panel grows upwards, and they stay under the finger.
    container.append(this.#stage, make('div', { className: 'buttons' }, this.#toggle, this.#turn));
    this.#setState(trainer.state);
    this.#show(false);
    trainer.addEventListener('state', ({ detail }) => this.#setState(detail.state));
    // Another network: restarted, or loaded.
    trainer.addEventListener('sample', () => this.#isOn && trainer.state === 'paused' && void this.#begin());
  }

  get #isOn(): boolean {
    return this.#toggle.ariaPressed === 'true';
  }

  #setState(state: TrainerState): void {
    this.#toggle.disabled = ['loading', 'failed', 'disposed'].includes(state);
    if (state !== 'paused') this.#show(false);
  }

  #show(on: boolean): void {
    this.#toggle.ariaPressed = String(on);
    this.#turn.hidden = this.#stage.hidden = !on;
  }

  async #switch(): Promise<void> {
    const leaves = this.#isOn;
    this.#show(!leaves);
    if (leaves) return this.#goesOn ? this.#trainer.resume() : undefined;
    this.#goesOn = this.#trainer.state === 'training';
    await this.#trainer.pause();
    await this.#begin();
    this.#turn.scrollIntoView({ block: 'nearest' });
  }

  /** What D says before anybody learns. */
  async #begin(): Promise<void> {
    [this.#newest, this.#player] = [null, 'discriminator'];
    await this.#oneAtATime(async () => {
      await this.#ask();
      this.#says.textContent = 'Training is paused. Each press is half a step.';
    });
  }

  async #play(): Promise<void> {
    await this.#oneAtATime(async () => {
      const player = this.#player;
      await this.#trainer.turn!(player);
      await this.#ask();
      this.#says.textContent = TURNS[player].done;
      this.#player = player === 'generator' ? 'discriminator' : 'generator';
    });
  }

  async #ask(): Promise<void> {
    const now = await this.#askD();
    this.#before.show(this.#newest ?? now);
    this.#now.show(now);
    this.#newest = now;
  }

  /** Meanwhile the button stays in its place, and keeps the focus. */
  async #oneAtATime(work: () => Promise<void>): Promise<void> {
    if (this.#turn.ariaDisabled === 'true') return;
    this.#turn.ariaDisabled = 'true';
    await work().catch((error: Error) => this.#says.replaceChildren(error.message));
    this.#turn.textContent = TURNS[this.#player].offer;
    this.#turn.ariaDisabled = 'false';
  }
}
