import type { Critique, CritiqueOptions, GanTrainer, Recipe } from 'genesis-particles/gan';

/** A trainer whose discriminator may be asked for its opinion, and whose players may be watched turn by turn. */
export type Critic = Omit<GanTrainer, 'critique' | 'turn'> & Partial<Pick<GanTrainer, 'critique' | 'turn'>>;

/** A critique, and the objective by which its logits have their meaning. */
export type Opinion = Critique & Pick<Recipe, 'objective'>;

/** Asks always of the same latent vector, the one whose image the trainer shows. @param wish what else it shall be */
export function asker(trainer: Critic, wish: () => CritiqueOptions): () => Promise<Opinion> {
  return async () => {
    const { seed, objective } = trainer.settings;
    return { ...(await trainer.critique!({ seed, ...wish() })), objective };
  };
}
