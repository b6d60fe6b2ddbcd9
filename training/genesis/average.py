"""An exponential moving average of a network's weights, which makes calmer images than the weights
themselves."""

import copy

import torch
from torch import nn

RAMP = 1 / 20


class WeightAverage:
    """average ← decay · average + (1 - decay) · weight, decay = 0.5^(1 / h), where the half-life h grows as a
    twentieth of the steps done, up to its full length (the ramp of Karras et al. 2020)."""

    def __init__(self, source: nn.Module, half_life: float) -> None:
        self.network = copy.deepcopy(source).requires_grad_(False)
        self.updates = 0
        self._source = source
        self._half_life = half_life

    @torch.no_grad()
    def update(self) -> None:
        self.updates += 1
        half_life = min(self._half_life, self.updates * RAMP)
        share = 1 - 0.5 ** (1 / half_life)
        for average, weight in zip(self.network.parameters(), self._source.parameters()):
            average.lerp_(weight, share)
