"""Projection of images onto what a generator can make: the latent vector whose image is nearest. The twin of
`src/gan/projection`, where the method is described."""

from collections.abc import Callable

import torch
from torch import Tensor

from .chance import Chance

CANDIDATES = 64
PRIOR = 1e-3
LEARNING_RATE = 0.05

Generate = Callable[[Tensor, Tensor | None], Tensor]
"""Latent vectors and conditions to images, [images, channels, height, width]."""


@torch.enable_grad()
def search_latent(
    generate: Generate,
    conditions: Tensor | None,
    images: Tensor,
    restarts: int,
    steps: int,
    candidates: Tensor,
) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Of each image the nearest in the generator's range, its latent vector, its class and the mean squared
    difference. `conditions` are those of each class, [classes, …], or None; `candidates` are latent vectors to begin
    with, as many for each class, one class after the other."""
    count, classes = len(images), 1 if conditions is None else len(conditions)
    starts = restarts if conditions is None else min(restarts, classes)
    latents, class_of = find_starts(generate, conditions, images, candidates, starts)
    chosen = None if conditions is None else conditions[class_of]
    wanted = images.detach().repeat(starts, 1, 1, 1)
    latents = latents.clone().requires_grad_()
    adam = torch.optim.Adam([latents], LEARNING_RATE)

    def errors_of() -> Tensor:
        return (generate(latents, chosen) - wanted).square().flatten(1).mean(1)

    for _ in range(steps):
        loss = errors_of().sum() + PRIOR * latents.square().mean(1).sum()
        (latents.grad,) = torch.autograd.grad(loss, latents)
        adam.step()
    with torch.no_grad():
        errors = errors_of().view(starts, count)
        rows = errors.argmin(0) * count + torch.arange(count, device=images.device)
        found = latents[rows].detach()
        made = generate(found, None if chosen is None else chosen[rows])
        return made, found, class_of[rows], errors.amin(0)


@torch.no_grad()
def find_starts(
    generate: Generate, conditions: Tensor | None, images: Tensor, candidates: Tensor, starts: int
) -> tuple[Tensor, Tensor]:
    classes = 1 if conditions is None else len(conditions)
    each = len(candidates) // classes
    class_of = torch.arange(classes, device=images.device).repeat_interleave(each)
    made = generate(candidates, None if conditions is None else conditions[class_of])
    a, b = images.permute(0, 2, 3, 1).flatten(1), made.permute(0, 2, 3, 1).flatten(1)
    distances = a.square().sum(1)[:, None] - 2 * a @ b.T + b.square().sum(1)[None]
    # Without classes every candidate may be a start, as if it were a class of its own.
    rivals = (each, 1) if conditions is None else (classes, each)
    least, nearest = distances.view(len(images), *rivals).min(2)
    best = least.topk(starts, 1, largest=False).indices
    rows = (best * rivals[1] + nearest.gather(1, best)).T.flatten()
    return candidates[rows], class_of[rows]


def draw_candidates(latent_size: int, classes: int, chance: Chance) -> Tensor:
    return chance.normals(CANDIDATES * classes, latent_size)
