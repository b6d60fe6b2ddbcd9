"""The objectives known by name, as in `src/gan/objectives`: the losses of both players as functions of the
discriminator's logits, [batch, 1] each. Image k of either side has the same label, if there are labels."""

from collections.abc import Callable
from typing import NamedTuple

from torch import Tensor
from torch.nn.functional import relu, softplus


class Objective(NamedTuple):
    discriminator_loss: Callable[[Tensor, Tensor], Tensor]
    """Of the logits of real and of generated images."""
    generator_loss: Callable[[Tensor, Tensor | None], Tensor]
    """Of the logits of generated images, and of real ones, which are None unless the generator sees them."""
    generator_sees_real: bool = False


def _tell_apart(real: Tensor, fake: Tensor) -> Tensor:
    return softplus(-real).mean() + softplus(fake).mean()


OBJECTIVES = {
    # Goodfellow et al. 2014, equation 1, and its generator's loss that does not saturate (end of section 3).
    "minimax": Objective(_tell_apart, lambda fake, _: -softplus(fake).mean()),
    "non-saturating": Objective(_tell_apart, lambda fake, _: softplus(-fake).mean()),
    # Mao et al. 2017.
    "least-squares": Objective(
        lambda real, fake: ((real - 1).square().mean() + fake.square().mean()) / 2,
        lambda fake, _: (fake - 1).square().mean() / 2,
    ),
    # Lim and Ye 2017.
    "hinge": Objective(
        lambda real, fake: relu(1 - real).mean() + relu(1 + fake).mean(),
        lambda fake, _: -fake.mean(),
    ),
    # Arjovsky et al. 2017.
    "wasserstein": Objective(lambda real, fake: fake.mean() - real.mean(), lambda fake, _: -fake.mean()),
    # Jolicoeur-Martineau 2018; Huang et al. 2024.
    "relativistic": Objective(
        lambda real, fake: softplus(fake - real).mean(),
        lambda fake, real: softplus(real - fake).mean(),
        generator_sees_real=True,
    ),
}
