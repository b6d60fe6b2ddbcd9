"""What keeps a discriminator smooth, as in `src/gan/penalties`:

- `r1`: gamma/2 E|∇D(x)|², on real images (Mescheder et al. 2018); `r2`: the same on generated ones; `r1+r2`:
  both. Exact by differentiating twice, or by finite differences: E over n ~ N(0, sigma²) of ((D(x + n) -
  D(x)) / sigma)² is |∇D(x)|² to first order in sigma (Lin et al. 2025).
- `gradient-penalty`: gamma E(|∇D(x̂)| - 1)², on images between a real and a generated one (Gulrajani et al.
  2017)."""

from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch import Tensor

KINDS = ("r1", "r2", "r1+r2", "gradient-penalty")
METHODS = ("finite-difference", "exact")

Discriminate = Callable[[Tensor, Tensor | None], Tensor]
"""Images and their conditions to logits."""


@dataclass(frozen=True)
class Penalty:
    kind: str
    gamma: float
    method: str = "finite-difference"
    sigma: float = 0.01


def judge(
    discriminate: Discriminate,
    real: Tensor,
    fake: Tensor,
    condition: Tensor | None,
    penalty: Penalty | None,
    normals: Callable[[], Tensor],
    shares: Callable[[], Tensor],
) -> tuple[Tensor, Tensor, Tensor | float]:
    """Logits of the real and the generated images, whose conditions are the same, and the penalty. `normals`
    draws noise for all images, real and generated; `shares` draws from [0, 1) for each pair. As many images
    as possible go through the discriminator at once, for nothing in it mixes the images of a batch."""
    count = len(real)
    images = torch.cat([real, fake])
    conditions = None if condition is None else torch.cat([condition, condition])
    if penalty is None:
        return *discriminate(images, conditions).split(count), 0.0
    if penalty.kind == "gradient-penalty":
        between = torch.lerp(fake, real, shares().view(-1, 1, 1, 1))
        # The root is not differentiable at 0, where a dead discriminator has its slope.
        lengths = (exact_slopes(discriminate, between, condition) + 1e-12).sqrt()
        excess = penalty.gamma * (lengths - 1).square().mean()
        return *discriminate(images, conditions).split(count), excess
    rows = {"r1": slice(0, count), "r2": slice(count, None), "r1+r2": slice(None)}[penalty.kind]
    subject, its_condition = images[rows], None if conditions is None else conditions[rows]
    if penalty.method == "exact":
        logits = discriminate(images, conditions)
        slopes = exact_slopes(discriminate, subject, its_condition)
    else:
        noisy = subject + penalty.sigma * normals()[rows]
        all_conditions = None if conditions is None else torch.cat([conditions, its_condition])
        everything = discriminate(torch.cat([images, noisy]), all_conditions)
        logits, noisy_logits = everything[: 2 * count], everything[2 * count :]
        slopes = ((noisy_logits - logits[rows]) / penalty.sigma).square()
    return *logits.split(count), penalty.gamma / 2 / count * slopes.sum()


def exact_slopes(discriminate: Discriminate, images: Tensor, condition: Tensor | None) -> Tensor:
    """|∇D(x)|² of each image, [batch], which can be differentiated once more."""
    images = images.detach().requires_grad_()
    (gradient,) = torch.autograd.grad(discriminate(images, condition).sum(), images, create_graph=True)
    return gradient.square().flatten(1).sum(1)
