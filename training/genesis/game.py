"""The two networks, their optimisers, and one turn of the game."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from .average import WeightAverage
from .chance import Chance
from .data import Attributes
from .files import begin_with
from .network import Network, as_images
from .objectives import OBJECTIVES
from .penalties import judge
from .processes import Team
from .recipes import Recipe

SHAKE = 0.1
"""Standard deviation of the noise on latent vectors by which the generator's slopes are found."""


class Game:
    """`condition_size` is 0 in the unconditional game. All chance comes from `seed` and the number of the
    step, so that a training that goes on after a break is the one that was never broken."""

    def __init__(
        self,
        model: dict,
        image_shape: Sequence[int],
        condition_size: int,
        recipe: Recipe,
        seed: int,
        team: Team,
    ) -> None:
        self.recipe = recipe
        self.step_count = 0
        self._seed = seed
        self._team = team
        self._image_shape = list(image_shape)
        self._latent_size = model["latentSize"]
        torch.manual_seed(seed)
        self.generator = Network(model["generator"], [self._latent_size], condition_size).to(team.device)
        self.discriminator = Network(model["discriminator"], image_shape, condition_size).to(team.device)
        self._average = WeightAverage(self.generator, recipe.ema) if recipe.ema > 0 else None
        self._optimisers = {
            "generator": self._adam(self.generator),
            "discriminator": self._adam(self.discriminator),
        }

    @property
    def shown_generator(self) -> Network:
        """The one to make samples with: with averaged weights where the recipe averages."""
        return self._average.network if self._average else self.generator

    def step(
        self, batches: Sequence[tuple[Tensor, Tensor | None]], learning_rate: float
    ) -> dict[str, Tensor]:
        """One update of the discriminator for each of the batches, which are this process's shares of them,
        then one of the generator. Returns what was measured before the updates."""
        chance = Chance(self._seed, f"step {self.step_count}", self._team.device)
        for optimiser in self._optimisers.values():
            optimiser.param_groups[0]["lr"] = learning_rate
        for images, condition in batches:
            measures = self._discriminator_turn(images, condition, chance)
        measures |= self._generator_turn(*batches[-1], chance)
        if self._average:
            self._average.update()
        self.step_count += 1
        return measures

    def discriminator_loss(
        self, real: Tensor, condition: Tensor | None, chance: Chance
    ) -> tuple[Tensor, dict[str, Tensor]]:
        total = len(real) * self._team.size
        latents = self._team.share(chance.normals(total, self._latent_size))
        with torch.no_grad():
            fake = self._generate(latents, condition)
        shape = real.shape[1:]

        def normals() -> Tensor:
            both = chance.normals(2, total, *shape)
            return torch.cat([self._team.share(both[0]), self._team.share(both[1])])

        real_logits, fake_logits, penalty = judge(
            self.discriminator,
            real,
            fake,
            condition,
            self.recipe.penalty,
            normals,
            lambda: self._team.share(chance.shares(total)),
        )
        loss = OBJECTIVES[self.recipe.objective].discriminator_loss(real_logits, fake_logits)
        measures = {
            "discriminator": loss.detach(),
            "real": real_logits.detach().mean(),
            "fake": fake_logits.detach().mean(),
        }
        return loss + penalty, measures

    def generator_loss(self, real: Tensor, condition: Tensor | None, chance: Chance) -> Tensor:
        """With the recipe's `smoothness` s it has s · E mean((G(z + n) - G(z))²) / SHAKE², n ~ N(0, SHAKE²), more: to
        first order s / d · E|∂G/∂z|² (Frobenius), d the numbers of an image (after Odena et al. 2018)."""
        total = len(real) * self._team.size
        latents = self._team.share(chance.normals(total, self._latent_size))
        objective = OBJECTIVES[self.recipe.objective]
        real_logits = None
        if objective.generator_sees_real:
            with torch.no_grad():
                real_logits = self.discriminator(real, condition)
        smoothness = self.recipe.smoothness
        if smoothness == 0:
            fake_logits = self.discriminator(self._generate(latents, condition), condition)
            return objective.generator_loss(fake_logits, real_logits)
        shaken = latents + SHAKE * self._team.share(chance.normals(total, self._latent_size))
        conditions = None if condition is None else torch.cat([condition, condition])
        fake, moved = self._generate(torch.cat([latents, shaken]), conditions).chunk(2)
        loss = objective.generator_loss(self.discriminator(fake, condition), real_logits)
        return loss + smoothness / SHAKE**2 * (moved - fake).square().mean()

    def begin_with(self, path: str | Path, attributes: Attributes) -> None:
        """Takes over what another generator knows, see `files.begin_with`."""
        begin_with(self.generator, path, attributes)
        if self._average:
            self._average = WeightAverage(self.generator, self.recipe.ema)

    def tensors(self) -> dict[str, np.ndarray]:
        """All that changes with the steps, by name."""
        networks = {"generator": self.generator, "discriminator": self.discriminator}
        if self._average:
            networks["average"] = self._average.network
        stored = {
            f"{name}.{key}": tensor
            for name, network in networks.items()
            for key, tensor in network.tensors().items()
        }
        for name, optimiser in self._optimisers.items():
            for index, state in optimiser.state_dict()["state"].items():
                for key, value in state.items():
                    stored[f"{name}Adam.{index}.{key}"] = torch.as_tensor(value).float().cpu().numpy()
        return stored

    def load_tensors(self, tensors: dict[str, np.ndarray], step_count: int) -> None:
        """Goes on where the game stood that gave these."""
        self.step_count = step_count
        self.generator.load_tensors(_under("generator", tensors))
        self.discriminator.load_tensors(_under("discriminator", tensors))
        if self._average:
            self._average.network.load_tensors(_under("average", tensors))
            self._average.updates = step_count
        for name, optimiser in self._optimisers.items():
            state: dict[int, dict[str, Tensor]] = {}
            for key, tensor in _under(f"{name}Adam", tensors).items():
                index, role = key.split(".")
                state.setdefault(int(index), {})[role] = torch.from_numpy(tensor)
            groups = optimiser.state_dict()["param_groups"]
            optimiser.load_state_dict({"state": state, "param_groups": groups})

    def _discriminator_turn(
        self, real: Tensor, condition: Tensor | None, chance: Chance
    ) -> dict[str, Tensor]:
        loss, measures = self.discriminator_loss(real, condition, chance)
        self._update("discriminator", self.discriminator, loss)
        return measures

    def _generator_turn(self, real: Tensor, condition: Tensor | None, chance: Chance) -> dict[str, Tensor]:
        loss = self.generator_loss(real, condition, chance)
        self._update("generator", self.generator, loss)
        return {"generator": loss.detach()}

    def _update(self, name: str, network: Network, loss: Tensor) -> None:
        parameters = list(network.parameters())
        gradients = self._team.average(torch.autograd.grad(loss, parameters))
        for parameter, gradient in zip(parameters, gradients):
            parameter.grad = gradient
        self._optimisers[name].step()

    def _generate(self, latents: Tensor, condition: Tensor | None) -> Tensor:
        return as_images(self.generator(latents, condition), self._image_shape)

    def _adam(self, network: Network) -> torch.optim.Adam:
        recipe = self.recipe
        return torch.optim.Adam(
            network.parameters(), recipe.learning_rate, (recipe.beta1, recipe.beta2), recipe.epsilon
        )


def _under(prefix: str, tensors: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    start = f"{prefix}."
    return {name[len(start) :]: tensor for name, tensor in tensors.items() if name.startswith(start)}
