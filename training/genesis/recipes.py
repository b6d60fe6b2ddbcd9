"""Recipes: how a model is trained, apart from the model, the data and the seed. Those known by name are the
presets of `src/gan/recipes/presets.ts`."""

from dataclasses import asdict, dataclass

from .penalties import Penalty


@dataclass(frozen=True)
class Recipe:
    objective: str
    penalty: Penalty | None
    learning_rate: float
    beta1: float
    beta2: float
    batch: int = 128
    discriminator_steps: int = 1
    """Updates of the discriminator before each one of the generator. Wasserstein critics want about 5."""
    ema: float = 0
    """Half-life, in steps, of the average of the generator's weights that samples are made from; 0: no
    average."""
    epsilon: float = 1e-8
    smoothness: float = 0
    """Weight of the mean squared slope of the generator, see `Game.generator_loss`; 0: none."""

    def as_data(self) -> dict:
        """In the browser's words."""
        return {
            "objective": self.objective,
            "penalty": self.penalty and asdict(self.penalty),
            "learningRate": self.learning_rate,
            "beta1": self.beta1,
            "beta2": self.beta2,
            "epsilon": self.epsilon,
            "batchSize": self.batch,
            "discriminatorSteps": self.discriminator_steps,
            "ema": self.ema,
            # Left out where it is off: checkpoints from before there was any go on.
            **({"smoothness": self.smoothness} if self.smoothness > 0 else {}),
        }


PRESETS = {
    # The article's: binary cross-entropy, generator in the non-saturating form.
    "article": Recipe("non-saturating", None, learning_rate=2e-4, beta1=0.5, beta2=0.999),
    # Relativistic pairing with R1 + R2, no momentum, averaged weights: keeps all ten digits alive.
    "stable": Recipe(
        "relativistic", Penalty("r1+r2", gamma=0.1), learning_rate=5e-4, beta1=0, beta2=0.99, ema=500
    ),
}
