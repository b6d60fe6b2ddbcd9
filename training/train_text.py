"""Trains a generator that draws what it is told: a small encoder of texts learns together with the two networks, from
captions and from which attributes they name.

    npx tsx training/portraits.ts && npx tsx training/captions/portraits.ts
    python3 training/train_text.py --steps 8000 --batch 32 --out models/portraits-text.safetensors --checkpoint text.checkpoint

The discriminator sees an image and a text. It has to tell real images from made ones, and a real image's own caption
from one that does not fit (Reed et al. 2016, "Generative adversarial text to image synthesis"); the encoder learns with
it. The generator is given the encoder's vector beside its latent one. Two readers, linear and thrown away afterwards,
say which attributes a real image shows and which ones a text names; the generator has to make images of which the first
one reads what was named (Odena et al. 2017, "Conditional image synthesis with auxiliary classifier GANs"). Without them
whatever covers few pixels, mouth, eyes and beard, stays at chance."""

import argparse
import json
import math
import shlex
import sys
import time
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn.functional import cross_entropy, softplus

from genesis import files, processes, safetensors
from genesis.average import WeightAverage
from genesis.chance import BatchOrder, Chance
from genesis.data import open_packed
from genesis.models import conv
from genesis.network import Network, as_images
from genesis.objectives import OBJECTIVES
from genesis.penalties import judge
from genesis.recipes import PRESETS

TEXT_SIZE = 64
# How much it counts to tell the own caption from another, and to read attributes.
MATCHING = 1.0
READING = 1.0


def encoder_layers(words: int) -> list[dict]:
    return [
        {"type": "embedding", "words": words, "size": 32},
        {"type": "phrase", "filters": 96, "reach": 3, "activation": "leaky-relu"},
        {"type": "phrase", "filters": 96, "reach": 3, "activation": "leaky-relu"},
        {"type": "largest"},
        {"type": "dense", "units": TEXT_SIZE, "activation": "tanh"},
    ]


class Captioned:
    """Images with several captions each."""

    def __init__(self, path: str) -> None:
        tensors, words = safetensors.read(path)
        self.images = open_packed(Path(path))
        self.captions = torch.from_numpy(tensors["captions"].copy())
        self.twisted = torch.from_numpy(tensors["twisted"].copy())
        self.labels = torch.from_numpy(tensors["labels"].copy()).long()
        self.named = torch.from_numpy(tensors["named"].copy()).bool()
        self.sizes = [len(each["values"]) for each in json.loads(words["attributes"])]
        self.vocabulary = json.loads(words["vocabulary"])

    def take(self, indices: Tensor, chance: Chance) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
        """Images, a caption of each, the same caption but for one thing that is not so, what the images show, and which
        of it the captions name."""
        own = (chance.shares(len(indices)) * self.captions.shape[1]).long()
        texts, others = self.captions[indices, own], self.twisted[indices, own]
        return self.images.numbers(indices), texts, others, self.labels[indices], self.named[indices, own]

    def misread(self, logits: Tensor, labels: Tensor, counts: Tensor) -> Tensor:
        """The mean cross-entropy of the attributes that count, [images, attributes]."""
        groups = logits.split(self.sizes, 1)
        losses = [cross_entropy(each, labels[:, place], reduction="none") for place, each in enumerate(groups)]
        return (torch.stack(losses, 1) * counts).sum() / counts.sum()


class TextGame:
    def __init__(self, data: Captioned, options: argparse.Namespace) -> None:
        self.data = data
        self.recipe = replace(
            PRESETS["stable"], batch=options.batch, penalty=replace(PRESETS["stable"].penalty, gamma=options.gamma)
        )
        self.shape = data.images.image_shape
        model = conv(self.shape, TEXT_SIZE)
        self.latent_size = model["latentSize"]
        self.seed = options.seed
        self.step_count = 0
        torch.manual_seed(options.seed)
        places = data.captions.shape[2]
        self.networks = {
            "generator": Network(model["generator"], [self.latent_size], TEXT_SIZE),
            "discriminator": Network(model["discriminator"], self.shape, TEXT_SIZE),
            "encoder": Network(encoder_layers(len(data.vocabulary)), [places]),
        }
        attributes = [{"type": "dense", "units": sum(data.sizes), "activation": "linear"}]
        seen = self.networks["discriminator"].layers[-2].output_shape
        self.networks |= {"image reader": Network(attributes, seen), "text reader": Network(attributes, [TEXT_SIZE])}
        if options.start_from:
            files.begin_with(self.networks["generator"], options.start_from)
        self.averages = {name: WeightAverage(self.networks[name], self.recipe.ema) for name in ("generator", "encoder")}
        rates = {"lr": self.recipe.learning_rate, "betas": (self.recipe.beta1, self.recipe.beta2)}
        judges = [each for name, it in self.networks.items() if name != "generator" for each in it.parameters()]
        self.optimisers = {
            "generator": torch.optim.Adam(self.networks["generator"].parameters(), **rates, eps=self.recipe.epsilon),
            "judges": torch.optim.Adam(judges, **rates, eps=self.recipe.epsilon),
        }

    def step(self, indices: Tensor, learning_rate: float) -> dict[str, float]:
        chance = Chance(self.seed, f"step {self.step_count}")
        for optimiser in self.optimisers.values():
            optimiser.param_groups[0]["lr"] = learning_rate
        real, texts, others, labels, named = self.data.take(indices, chance)
        _, discriminator, encoder, image_reader, text_reader = self.networks.values()
        objective = OBJECTIVES[self.recipe.objective]

        both = encoder(torch.cat([texts, others]))
        condition, other = both.chunk(2)
        with torch.no_grad():
            fake = self._generate(chance, condition.detach())
        *trunk, head = discriminator.layers
        seen: list[Tensor] = []

        def discriminate(images: Tensor, conditions: Tensor) -> Tensor:
            for layer in trunk:
                images = layer(images, None)
            seen.append(images[: len(real)])
            return head(images, conditions)

        real_logits, fake_logits, penalty = judge(
            discriminate,
            real,
            fake,
            condition,
            self.recipe.penalty,
            lambda: chance.normals(2 * len(real), *real.shape[1:]),
            lambda: chance.shares(len(real)),
        )
        loss = objective.discriminator_loss(real_logits, fake_logits)
        # The same real images beside other texts: what was seen in them need not be worked out again.
        gap = head(seen[0], other) - real_logits
        matching = softplus(gap).mean()
        everything = torch.ones_like(named)
        reading = self.data.misread(image_reader(seen[0]), labels, everything)
        reading = reading + self.data.misread(text_reader(condition), labels, named)
        self._update("judges", loss + MATCHING * matching + READING * reading + penalty)

        condition = condition.detach()
        with torch.no_grad():
            real_logits = discriminator(real, condition)
        seen.clear()
        fake_logits = discriminate(self._generate(chance, condition), condition)
        generator_loss = objective.generator_loss(fake_logits, real_logits)
        shown = self.data.misread(image_reader(seen[0]), labels, named)
        self._update("generator", generator_loss + READING * shown)

        for average in self.averages.values():
            average.update()
        self.step_count += 1
        return {
            "discriminator": loss.item(),
            "generator": generator_loss.item(),
            "matching": matching.item(),
            "reading": reading.item(),
            "shown": shown.item(),
        }

    def tensors(self) -> dict:
        networks = {**self.networks, **{f"average {name}": each.network for name, each in self.averages.items()}}
        stored = {f"{name}.{key}": value for name, each in networks.items() for key, value in each.tensors().items()}
        for name, optimiser in self.optimisers.items():
            for index, state in optimiser.state_dict()["state"].items():
                for key, value in state.items():
                    stored[f"{name} Adam.{index}.{key}"] = torch.as_tensor(value).float().numpy()
        return stored

    def load_tensors(self, tensors: dict, step_count: int) -> None:
        def under(prefix: str) -> dict:
            return {name[len(prefix) + 1 :]: value for name, value in tensors.items() if name.startswith(f"{prefix}.")}

        self.step_count = step_count
        for name, network in self.networks.items():
            network.load_tensors(under(name))
        for name, average in self.averages.items():
            average.network.load_tensors(under(f"average {name}"))
            average.updates = step_count
        for name, optimiser in self.optimisers.items():
            state: dict[int, dict[str, Tensor]] = {}
            for key, tensor in under(f"{name} Adam").items():
                index, role = key.split(".")
                state.setdefault(int(index), {})[role] = torch.from_numpy(tensor.copy())
            groups = optimiser.state_dict()["param_groups"]
            optimiser.load_state_dict({"state": state, "param_groups": groups})

    def _generate(self, chance: Chance, condition: Tensor) -> Tensor:
        latents = chance.normals(len(condition), self.latent_size)
        return as_images(self.networks["generator"](latents, condition), self.shape)

    def _update(self, name: str, loss: Tensor) -> None:
        optimiser = self.optimisers[name]
        parameters = optimiser.param_groups[0]["params"]
        for parameter, gradient in zip(parameters, torch.autograd.grad(loss, parameters)):
            parameter.grad = gradient
        optimiser.step()


def main() -> None:
    options = parse_options()
    if options.threads:
        processes.use_threads(options.threads)
    torch.set_flush_denormal(True)
    data = Captioned(options.data)
    game = TextGame(data, options)
    settings = {"data": options.data, "batch": options.batch, "gamma": options.gamma, "seed": options.seed}
    if options.checkpoint and Path(options.checkpoint).exists():
        tensors, step, _ = files.load_training(options.checkpoint, settings)
        game.load_tensors(tensors, step)
        print(f"goes on after step {game.step_count}", flush=True)
    order = BatchOrder(len(data.images), game.recipe.batch, options.seed)
    since, since_step = time.perf_counter(), game.step_count
    while game.step_count < options.steps:
        fall = (1 + math.cos(math.pi * game.step_count / options.steps)) / 2
        measures = game.step(order.batches(game.step_count, 1)[0], game.recipe.learning_rate * (0.1 + 0.9 * fall))
        step = game.step_count
        if step % 100 == 0:
            seconds = (time.perf_counter() - since) / (step - since_step)
            since, since_step = time.perf_counter(), step
            told = ", ".join(f"{name} {value:.4f}" for name, value in measures.items())
            if not all(math.isfinite(value) for value in measures.values()):
                raise FloatingPointError(f"step {step}: {told}. The training broke down.")
            print(f"step {step}: {told}; {seconds:.3f} s a step", flush=True)
        if step % options.save_every == 0 or step == options.steps:
            save(options, game)
            if options.checkpoint:
                files.save_training(options.checkpoint, game.tensors(), step, settings)


def save(options: argparse.Namespace, game: TextGame) -> None:
    words = {
        "title": options.title,
        "command": shlex.join(["python3", *sys.argv]),
        "dataset": game.data.images.name,
        "seed": str(options.seed),
        "step": str(game.step_count),
        "recipe": json.dumps({"model": "conv", "preset": "stable", **game.recipe.as_data()}),
        "backend": f"PyTorch {torch.__version__}",
        "date": date.today().isoformat(),
    }
    generator, encoder = (game.averages[name].network for name in ("generator", "encoder"))
    files.save_text_generator(
        options.out, generator, encoder, game.latent_size, game.shape, game.data.vocabulary, words, options.precision
    )
    print(f"wrote {options.out} at step {game.step_count}", flush=True)


def parse_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    add = parser.add_argument
    add("--data", default="node_modules/.cache/genesis/portraits-captioned.safetensors")
    add("--steps", type=int, default=8000)
    add("--batch", type=int, default=32)
    add("--gamma", type=float, default=0.3)
    add("--seed", type=int, default=1)
    add("--title", default="Portraits, as they are told")
    add("--out", required=True)
    add("--precision", default="F16", choices=("F32", "F16"))
    add("--start-from", help="a generator's file to begin with: it has learnt to draw these images under labels")
    add("--checkpoint", help="a file that the training can go on from")
    add("--save-every", type=int, default=500)
    add("--threads", type=int)
    return parser.parse_args()


if __name__ == "__main__":
    main()
