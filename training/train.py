"""Trains a GAN with PyTorch and writes its generator as a file that the browser loads:

    python3 training/train.py --data mnist --model conv --preset stable --steps 6000 --out digits.safetensors

Images with labels train a conditional generator, unless --unconditional. The file is written anew every
--save-every steps; with --checkpoint the training can be stopped at any time and goes on when the same
command is given again. --processes trains in several processes; across machines torchrun's variables are
understood, see training/README.md."""

import argparse
import copy
import dataclasses
import json
import math
import shlex
import sys
import time
from datetime import date
from pathlib import Path

import torch
from torch import Tensor

from genesis import files, processes
from genesis.chance import BatchOrder
from genesis.data import ImageSet, open_data
from genesis.game import Game
from genesis.models import MODELS
from genesis.network import Dense, Network
from genesis.objectives import OBJECTIVES
from genesis.penalties import KINDS, METHODS, Penalty
from genesis.recipes import PRESETS, Recipe

REPORT_EVERY = 100


def main() -> int:
    options = parse_options()
    if options.processes > 1:
        return processes.start(options.processes)
    if options.threads:
        processes.use_threads(options.threads)
    # Numbers too small to matter that processors take a hundred times as long for.
    torch.set_flush_denormal(True)
    team = processes.Team(options.device)
    try:
        train(options, team)
    finally:
        team.leave()
    return 0


def train(options: argparse.Namespace, team: processes.Team) -> None:
    recipe = make_recipe(options)
    data = open_data(options.data)
    conditional = bool(data.attributes) and not options.unconditional and options.model != "article"
    condition_size = data.condition_size if conditional else 0
    model = MODELS[options.model](data.image_shape, condition_size)
    game = Game(model, data.image_shape, condition_size, recipe, options.seed, team)
    settings = describe_settings(options, recipe, model)
    stored = team.from_first(lambda: load_checkpoint(options, settings))
    if not stored and options.generator_from:
        game.begin_with(options.generator_from, data.attributes if conditional else ())
    if stored:
        tensors, step, _ = stored
        game.load_tensors(tensors, step)
        if team.is_first:
            print(f"goes on after step {game.step_count}", flush=True)
    if team.is_first and game.step_count >= options.steps:
        # Nothing is left to train, but the file may be wanted otherwise than before.
        save(options, game, data, model, recipe, conditional)
    data = data.to(team.device)
    order = BatchOrder(len(data), recipe.batch, options.seed)
    since, since_step = time.perf_counter(), game.step_count
    while game.step_count < options.steps:
        shown = order.batches(game.step_count, recipe.discriminator_steps)
        batches = [take(data, team.share(indices), conditional) for indices in shown]
        measures = game.step(batches, learning_rate(options, recipe, game.step_count))
        step = game.step_count
        if step % REPORT_EVERY == 0:
            measures = dict(zip(measures, team.average(list(measures.values()))))
            seconds = (time.perf_counter() - since) / (step - since_step)
            since, since_step = time.perf_counter(), step
            if team.is_first:
                report(step, measures, seconds)
        if team.is_first and (step % options.save_every == 0 or step == options.steps):
            save(options, game, data, model, recipe, conditional)
            if options.checkpoint:
                files.save_training(options.checkpoint, game.tensors(), step, settings)


def load_checkpoint(options: argparse.Namespace, settings: dict) -> tuple[dict, int, dict] | None:
    """Tensors, the step they stand at and their settings, or None where nothing was begun."""
    if options.checkpoint and Path(options.checkpoint).exists():
        return files.load_training(options.checkpoint, settings)
    return files.load_training(options.start_from, None) if options.start_from else None


def take(data: ImageSet, indices: Tensor, conditional: bool) -> tuple[Tensor, Tensor | None]:
    """Images, and their conditions where there are any."""
    indices = indices.to(data.images.device)
    return data.numbers(indices), data.conditions(indices) if conditional else None


def learning_rate(options: argparse.Namespace, recipe: Recipe, step: int) -> float:
    """Constant, or along half a cosine down to a tenth."""
    if not options.decay_learning_rate:
        return recipe.learning_rate
    high = (1 + math.cos(math.pi * min(step / options.steps, 1))) / 2
    return recipe.learning_rate * (0.1 + 0.9 * high)


def report(step: int, measures: dict[str, Tensor], seconds: float) -> None:
    losses = ", ".join(f"{name} {measures[name].item():.4f}" for name in ("discriminator", "generator"))
    logits = ", ".join(f"{name} {measures[name].item():.3f}" for name in ("real", "fake"))
    line = f"step {step}: losses {losses}; logits {logits}; {seconds:.3f} s a step"
    if not all(math.isfinite(value.item()) for value in measures.values()):
        raise FloatingPointError(f"{line}. The training broke down: try a smaller rate or a larger gamma.")
    print(line, flush=True)


def save(
    options: argparse.Namespace, game: Game, data: ImageSet, model: dict, recipe: Recipe, conditional: bool
) -> None:
    words = {
        "command": shlex.join(["python3", *sys.argv]),
        "dataset": data.name,
        "seed": str(options.seed),
        "step": str(game.step_count),
        "recipe": json.dumps({"model": options.model, "preset": options.preset, **recipe.as_data()}),
        "backend": f"PyTorch {torch.__version__}",
        "date": date.today().isoformat(),
        **({"title": options.title} if options.title else {}),
        **({"started from": start_of(options)} if options.start_from else {}),
        **({"generator from": options.generator_from} if options.generator_from else {}),
    }
    attributes = data.attributes if conditional else None
    generator = spread(game.shown_generator, model["latentSize"], options.spread)
    precision = options.precision
    files.save_generator(
        options.out, generator, model["latentSize"], data.image_shape, attributes, words, precision
    )
    print(f"wrote {options.out} at step {game.step_count}", flush=True)


def start_of(options: argparse.Namespace) -> str:
    """What was done before this command."""
    _, step, settings = files.load_training(options.start_from, None)
    return json.dumps({"step": step, **{key: value for key, value in settings.items() if key != "model"}})


def spread(generator: Network, latent_size: int, factor: float) -> Network:
    """The same generator, to which every latent counts `factor` times: its first weights are scaled."""
    if factor == 1:
        return generator
    generator = copy.deepcopy(generator)
    first = next(layer for layer in generator.layers if isinstance(layer, Dense))
    with torch.no_grad():
        first.linear.weight[:, :latent_size] *= factor
    return generator


def describe_settings(options: argparse.Namespace, recipe: Recipe, model: dict) -> dict:
    """What has to be the same for a training to go on."""
    decay = options.steps if options.decay_learning_rate else None
    return {
        "data": options.data,
        "model": model,
        "recipe": recipe.as_data(),
        "seed": options.seed,
        "steps to decay over": decay,
    }


def make_recipe(options: argparse.Namespace) -> Recipe:
    """The preset, with what was given replaced."""
    recipe = PRESETS[options.preset]
    given = {
        "objective": options.objective,
        "learning_rate": options.learning_rate,
        "beta1": options.beta1,
        "beta2": options.beta2,
        "batch": options.batch,
        "discriminator_steps": options.discriminator_steps,
        "ema": options.ema,
        "smoothness": options.smoothness,
    }
    recipe = dataclasses.replace(
        recipe, **{name: value for name, value in given.items() if value is not None}
    )
    return dataclasses.replace(recipe, penalty=make_penalty(options, recipe.penalty))


def make_penalty(options: argparse.Namespace, preset: Penalty | None) -> Penalty | None:
    if options.penalty == "none" or (options.penalty is None and preset is None):
        return None
    kind = options.penalty or preset.kind
    gamma = options.gamma if options.gamma is not None else preset and preset.gamma
    if gamma is None:
        raise SystemExit("A penalty takes its weight: give --gamma.")
    method = options.method or ("exact" if kind == "gradient-penalty" else "finite-difference")
    if kind == "gradient-penalty" and method != "exact":
        raise SystemExit("A gradient-penalty takes the length of each gradient: its method is exact.")
    return Penalty(kind, gamma, method, options.sigma)


def whole(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"is {text}; give a whole number of at least 1")
    return number


def positive(text: str) -> float:
    number = float(text)
    if not 0 < number < math.inf:
        raise argparse.ArgumentTypeError(f"is {text}; give a number above 0")
    return number


def parse_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    add = parser.add_argument
    add(
        "--data",
        default="mnist",
        help="mnist, a folder of files named like MNIST's, or a packed set (default: mnist)",
    )
    add("--model", default="conv", choices=MODELS, help="the networks (default: conv)")
    add("--preset", default="stable", choices=PRESETS, help="a recipe, which the options up to --smoothness change (default: stable)")
    add("--objective", choices=OBJECTIVES)
    add("--penalty", choices=(*KINDS, "none"))
    add("--gamma", type=positive, help="weight of the penalty")
    add("--method", choices=METHODS, help="how the penalty finds slopes")
    add("--sigma", type=positive, default=0.01, help="noise of finite differences (default: 0.01)")
    add("--learning-rate", type=positive)
    add("--beta1", type=float)
    add("--beta2", type=float)
    add("--batch", type=whole, help="images a step, of all processes together")
    add("--discriminator-steps", type=whole, help="updates of the discriminator for one of the generator")
    add("--ema", type=float, help="half-life of the weights' average in steps; 0: none")
    add("--smoothness", type=float, help="weight of the generator's mean squared slope; 0: none")
    add("--decay-learning-rate", action="store_true", help="to a tenth, along a cosine over the steps")
    add(
        "--spread",
        type=float,
        default=1,
        help="what latents count in the saved generator: above 1 its images differ more than those it was "
        "trained on, for averaged weights make them differ less (default: 1)",
    )
    add("--unconditional", action="store_true", help="leave labels aside")
    add("--steps", type=whole, default=6000, help="how many in all (default: 6000)")
    add("--seed", type=int, default=1)
    add("--out", default="generator.safetensors", help="the generator's file")
    add("--precision", default="F16", choices=("F32", "F16"), help="of that file (default: F16)")
    add("--title", help="a name to keep in that file")
    add("--checkpoint", help="a file to go on from later")
    add("--start-from", help="a checkpoint of other settings to begin with, while --checkpoint is not there")
    add("--generator-from", help="a generator's file to begin with, of the same layers; what it cannot be asked for is new")
    add("--save-every", type=whole, default=500, help="steps from one file to the next (default: 500)")
    add("--processes", type=whole, default=1, help="start so many on this machine")
    add("--threads", type=whole, help="of each process (default: PyTorch's choice)")
    add("--device", help="cpu or cuda (default: a GPU where there is one)")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
