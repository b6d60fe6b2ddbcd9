"""How far images move when latent vectors do, as in `src/gan/robustness`. Pixels count from 0 to 1. Everything is
measured at the latent vectors that are given; what is random about them is the caller's."""

from collections.abc import Callable

import torch
from torch import Tensor

PATH_STEP = 1e-2
"""How much further along a path the second image is, as a share of the whole path."""
REACH = 1e-2
"""Length, either way, of the finite differences that steer the power method."""
ROUNDS = 10
"""Of the power method."""

Generate = Callable[[Tensor], Tensor]
"""[count, latent size] to numbers in [-1, 1], [count, …]; conditions, if any, are those of the rows."""


@torch.no_grad()
def path_lengths(generate: Generate, see: Callable[[Tensor], Tensor], a: Tensor, b: Tensor, t: Tensor) -> Tensor:
    """|f(G(slerp(a, b, t))) - f(G(slerp(a, b, t + ε)))|² / ε² of each pair, ε = PATH_STEP (Karras et al. 2019, "A
    style-based generator architecture for generative adversarial networks", section 4.1). `see` is f: an image's features
    or its pixels."""
    first, second = (see(generate(interpolate(a, b, at))).flatten(1) for at in (t, t + PATH_STEP))
    return (second - first).square().sum(1) / PATH_STEP**2


def steepness(generate: Generate, latents: Tensor, directions: Tensor) -> Tensor:
    """At each latent vector |Jᵀu| for the unit vector u, over pixels, along which ROUNDS of the power method on J Jᵀ from
    J · direction have led, J = ∂G/∂z: never more than the largest singular value of J, and nearly as much. The largest of
    all is a lower bound of G's Lipschitz constant."""
    v = unit(directions)
    for _ in range(ROUNDS):
        with torch.no_grad():
            ahead, behind = generate(latents + REACH * v), generate(latents - REACH * v)
            u = unit((ahead - behind).flatten(1))
        at = latents.detach().requires_grad_()
        along = (pixels(generate(at)).flatten(1) * u).sum()
        (slope,) = torch.autograd.grad(along, at)
        v = unit(slope)
    return slope.norm(dim=1)


@torch.no_grad()
def shake(
    generate: Generate, classify: Callable[[Tensor], Tensor], latents: Tensor, noise: Tensor, size: float
) -> tuple[Tensor, Tensor]:
    """Of each latent vector z: whether the class of the image of sqrt(1 - s²) z + s · noise is that of z's, s = `size`, and
    the mean squared difference of the two images. What is normally distributed stays so, whatever s: longer vectors
    would be none that the generator has learnt from."""
    before, after = generate(latents), generate((1 - size**2) ** 0.5 * latents + size * noise)
    moved = (pixels(after) - pixels(before)).square().flatten(1).mean(1)
    return classify(before).argmax(1) == classify(after).argmax(1), moved


def interpolate(a: Tensor, b: Tensor, t: Tensor) -> Tensor:
    """Along the arc from a to b (Shoemake 1985), row by row."""
    cosine = (a * b).sum(1) / (a.norm(dim=1) * b.norm(dim=1))
    angle = cosine.clamp(-1, 1).acos()
    weights = ((1 - t) * angle).sin() / angle.sin(), (t * angle).sin() / angle.sin()
    return weights[0][:, None] * a + weights[1][:, None] * b


def pixels(numbers: Tensor) -> Tensor:
    return (numbers + 1) / 2


def unit(vectors: Tensor) -> Tensor:
    """Of length 1 each; zeros stay zeros."""
    return vectors / vectors.norm(dim=1, keepdim=True).clamp(min=1e-30)
