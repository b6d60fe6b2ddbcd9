"""Adversarial examples of a classifier: images changed by little that are taken for something else. The twin of
`src/gan/adversarial`.

Images are in [-1, 1], as networks see them; bounds are in pixels of [0, 1], as papers give them, so a change of
0.1 is one of 0.2 here.

FGSM: Goodfellow, Shlens and Szegedy 2015, "Explaining and harnessing adversarial examples"; PGD: Madry et al. 2018,
"Towards deep learning models resistant to adversarial attacks". Steps grow shorter on the way (as in Croce and Hein
2020, "Reliable evaluation of adversarial robustness"), for slopes near an image may lead nowhere: with steps of one
length, 2.5 bounds together, PGD left the hardened classifier 83 % of digits at an L2 bound of 3, and leaves 70 with
these."""

from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch import Tensor

from .chance import Chance

NORMS = ("linf", "l2")

Classify = Callable[[Tensor], Tensor]
"""Images to logits."""


@dataclass(frozen=True)
class Attack:
    """One step from the image itself is FGSM."""

    norm: str
    epsilon: float
    steps: int = 40
    restarts: int = 3
    """0: one run that begins at the image itself; above: so many that begin anywhere within the bound."""
    targeted: bool = False
    box: tuple[float, float] | None = (-1, 1)
    """Least and largest number of an image; None where there are no such, as in latent vectors."""

    def lengths(self, step: int) -> list[float]:
        """Of a step, as shares of the bound. The first crosses half of the ball, the last changes little. A single one
        has no later ones to correct it, so shorter ones are tried as well, along the same slope."""
        return [1, 1 / 2, 1 / 4, 1 / 8, 1 / 16] if self.steps == 1 else [1 - step / self.steps]


def perturb(classify: Classify, images: Tensor, labels: Tensor, attack: Attack, chance: Chance) -> Tensor:
    """The worst change found for each image. `labels` are the true classes, or for a targeted attack the wanted
    ones."""
    best, least = images.clone(), torch.full([len(images)], torch.inf, device=images.device)
    for _ in range(max(1, attack.restarts)):
        start = draw_start(images, attack, chance) if attack.restarts else images
        found, margins = descend(classify, images, labels, attack, start)
        better = margins < least
        best[better], least[better] = found[better], margins[better]
    return best


def descend(
    classify: Classify, images: Tensor, labels: Tensor, attack: Attack, start: Tensor
) -> tuple[Tensor, Tensor]:
    """One run: the worst image met on the way from `start`, and its margin: below 0 the attack has succeeded."""
    sign = -1 if attack.targeted else 1
    at, best, least = start, start, torch.full([len(images)], torch.inf, device=images.device)
    for step in range(attack.steps):
        at = at.detach().requires_grad_()
        logits = classify(at)
        (slope,) = torch.autograd.grad(rivalry(logits, labels).sum(), at)
        best, least = keep_worse(best, least, at.detach(), margins_of(logits.detach(), labels, attack.targeted))
        across = 2 * attack.epsilon * sign * direction(slope, attack.norm)
        ends = [project(at.detach() + length * across, images, attack) for length in attack.lengths(step)]
        at = ends[0]
    with torch.no_grad():
        for end in ends:
            best, least = keep_worse(best, least, end, margins_of(classify(end), labels, attack.targeted))
    return best, least


def keep_worse(best: Tensor, least: Tensor, found: Tensor, margins: Tensor) -> tuple[Tensor, Tensor]:
    worse = margins < least
    return torch.where(worse[:, None, None, None], found, best), torch.where(worse, margins, least)


def rivalry(logits: Tensor, labels: Tensor) -> Tensor:
    """log Σ exp(logits of the others) − own logit. The cross-entropy is the softplus of this, so both rise in the same
    direction; but where a classifier is sure of itself the slope of the cross-entropy drowns in rounding."""
    own = logits.gather(1, labels[:, None])[:, 0]
    return logits.scatter(1, labels[:, None], -torch.inf).logsumexp(1) - own


def margins_of(logits: Tensor, labels: Tensor, targeted: bool) -> Tensor:
    """By how much the true class leads; for a targeted attack, by how much the wanted one is behind."""
    own = logits.gather(1, labels[:, None])[:, 0]
    others = logits.scatter(1, labels[:, None], -torch.inf).amax(1)
    return others - own if targeted else own - others


def direction(slope: Tensor, norm: str) -> Tensor:
    """The steepest ascent of length 1."""
    if norm == "linf":
        return slope.sign()
    return slope / slope.flatten(1).norm(dim=1).clamp(min=1e-20)[:, None, None, None]


def project(images: Tensor, centre: Tensor, attack: Attack) -> Tensor:
    """The nearest images within the bound of `centre` and within [-1, 1]."""
    radius = 2 * attack.epsilon
    change = images - centre
    if attack.norm == "linf":
        change = change.clamp(-radius, radius)
    else:
        length = change.flatten(1).norm(dim=1)[:, None, None, None]
        change = change * (radius / length.clamp(min=radius))
    return within_box(centre + change, attack)


def draw_start(images: Tensor, attack: Attack, chance: Chance) -> Tensor:
    """Evenly from the cube; or from the ball in a random direction, at a random distance."""
    radius = 2 * attack.epsilon
    if attack.norm == "linf":
        change = radius * (2 * chance.shares(*images.shape) - 1)
    else:
        away = direction(chance.normals(*images.shape), "l2")
        change = radius * chance.shares(len(images), 1, 1, 1) * away
    return within_box(images + change, attack)


def within_box(images: Tensor, attack: Attack) -> Tensor:
    return images.clamp(*attack.box) if attack.box else images
