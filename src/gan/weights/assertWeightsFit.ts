import type { LayerPlan } from '../networks/layers/planLayers.ts';
import type { Weights } from '../networks/Network.ts';

/** Throws unless a file holds every tensor that its own layers need, in the right shape. */
export function assertWeightsFit(plans: readonly LayerPlan[], weights: Weights): void {
  for (const [index, plan] of plans.entries()) {
    for (const [role, { shape }] of Object.entries(plan.weights)) {
      const name = `${index}.${role}`;
      const found = Object.hasOwn(weights, name) ? weights[name] : undefined;
      if (found?.shape.join() === shape.join()) continue;
      throw new Error(
        `The weights file does not fit its own architecture: the tensor ${name} should be [${shape}], but is ` +
          `${found ? `[${found.shape}]` : 'missing'}.`,
      );
    }
  }
}
