"""How bold a handwritten digit is and how far it leans, as `training/measureStrokes.ts` measures it; the formulas and
their sources are there."""

import math

import torch
from torch import Tensor
from torch.nn import functional


def measure_strokes(ink: Tensor) -> Tensor:
    """[count, height, width] of at least 0 to [count, 2]: thickness in pixels, slant in degrees."""
    ink = ink.double()
    a, b, c, d = (
        functional.pad(ink, sides)
        for sides in ((1, 0, 1, 0), (0, 1, 1, 0), (1, 0, 0, 1), (0, 1, 0, 1))
    )
    border = torch.hypot(b - a + d - c, c - a + d - b).sum((1, 2)) / 2
    mass = ink.sum((1, 2))
    y, x = torch.meshgrid(*(torch.arange(side, dtype=torch.double) for side in ink.shape[1:]), indexing="ij")
    mean_x, mean_y = ((ink * at).sum((1, 2)) / mass for at in (x, y))
    aside, below = x - mean_x[:, None, None], y - mean_y[:, None, None]
    covariance = (ink * aside * below).sum((1, 2))
    height = (ink * below * below).sum((1, 2))
    return torch.stack([2 * mass / border, torch.atan2(-covariance, height) * 180 / math.pi], 1)
