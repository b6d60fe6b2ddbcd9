"""Random numbers that depend on a seed and on what they are for, and on nothing drawn before."""

import hashlib

import torch
from torch import Tensor


class Chance:
    def __init__(self, seed: int, purpose: str, device: torch.device | None = None) -> None:
        self._device = device or torch.device("cpu")
        digest = hashlib.sha256(f"{seed} {purpose}".encode()).digest()
        self._generator = torch.Generator(self._device).manual_seed(int.from_bytes(digest[:7], "little"))

    def normals(self, *shape: int) -> Tensor:
        """From N(0, 1)."""
        return torch.randn(shape, generator=self._generator, device=self._device)

    def shares(self, *shape: int) -> Tensor:
        """Uniform in [0, 1)."""
        return torch.rand(shape, generator=self._generator, device=self._device)

    def order(self, count: int) -> Tensor:
        """The numbers from 0 to below `count`, shuffled."""
        return torch.randperm(count, generator=self._generator, device=self._device)


class BatchOrder:
    """In which order images are shown: shuffled anew for every pass over the data. A remainder smaller than a
    batch is left out."""

    def __init__(self, count: int, batch: int, seed: int) -> None:
        if batch > count:
            raise ValueError(f"A batch of {batch} is more than there are images: {count}.")
        self._count = count
        self._batch = batch
        self._seed = seed
        self._epoch = -1
        self._order = torch.empty(0)

    def batches(self, step: int, updates: int) -> list[Tensor]:
        """The indices of the images of this step, which takes a batch for each of its `updates`."""
        return [self._batch_of(step * updates + update) for update in range(updates)]

    def _batch_of(self, number: int) -> Tensor:
        epoch, place = divmod(number, self._count // self._batch)
        if epoch != self._epoch:
            self._epoch = epoch
            self._order = Chance(self._seed, f"order of the images in epoch {epoch}").order(self._count)
        return self._order[place * self._batch : (place + 1) * self._batch]
