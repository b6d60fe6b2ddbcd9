"""The table of data augmentation: what a classifier that is shown few real digits gains from additions to them.

    python3 training/tables/augmentation.py              an hour and a half on two cores, into docs/tables/augmentation.json
    python3 training/tables/augmentation.py --quick      one small cell, printed: that it runs

Of every size and seed all arms see the same real examples, begin with the same weights and take the same number of
steps. The generator learns from those few examples alone, and so does the classifier that says which of its images
are let through. Finished cells are kept; stopped, the table goes on when the same command is given again."""

import argparse
import json
import math
import os
import platform
import shlex
import statistics
import sys
import time
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import torch
from torch import Tensor

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "training"))

from genesis import processes  # noqa: E402
from genesis.average import WeightAverage  # noqa: E402
from genesis.chance import Chance  # noqa: E402
from genesis.data import ImageSet, encode_conditions, open_data  # noqa: E402
from genesis.game import Game  # noqa: E402
from genesis.models import LATENT_SIZE, MODELS  # noqa: E402
from genesis.network import Network, as_images  # noqa: E402
from genesis.recipes import PRESETS  # noqa: E402
from train_classifier import MODELS as CLASSIFIERS  # noqa: E402
from train_classifier import change, examine, harden, loss_of  # noqa: E402

CLASSES = 10
# What the rows of the table are held against.
OTHERS = {"overNothing": "to nothing", "overClassical": "to classical"}
# Degrees, pixels and a share of the size, at most: what `change` draws from, without noise.
CLASSICAL = argparse.Namespace(shift=2, turn=12, resize=0.12, noise=0, whole_shifts=False)


@dataclass(frozen=True)
class Arm:
    """What half of a batch is, or all of it for `classical`; the rest are real examples as they are."""

    classical: bool = False
    generated: bool = False
    hard: bool = False


ARMS = {
    "nothing": Arm(),
    "classical": Arm(classical=True),
    "generated": Arm(generated=True),
    "classical + generated": Arm(classical=True, generated=True),
    "hard": Arm(hard=True),
}


@dataclass(frozen=True)
class Settings:
    examples: tuple[int, ...] = (10, 20, 50)
    """Real ones a class."""
    seeds: tuple[int, ...] = (1, 2, 3, 4, 5)
    classifier: str = "strided"
    classifier_steps: int = 1000
    classifier_batch: int = 64
    learning_rate: float = 2e-3
    """Falls along half a cosine to 0."""
    ema: int = 100
    gan_steps: int = 1500
    gan_batch: int = 64
    drawn: int = 500
    """Generated images a class, before the filter."""
    confidence: float = 0.9
    """A generated image is let through from this probability of its label on."""
    epsilon: float = 0.1
    """L-infinity bound of hard examples, pixels in [0, 1]."""
    test: int = 10_000


QUICK = Settings(examples=(10,), seeds=(1,), classifier_steps=60, gan_steps=10, drawn=20, test=1000)


def main() -> None:
    options = parse_options()
    # Two processes of one thread each get more done than one of two.
    processes.use_threads(1)
    settings = QUICK if options.quick else Settings()
    cache = Path(options.cache) if not options.quick else None
    cells = read_cells(cache, settings)
    wanted = [(examples, seed) for seed in settings.seeds for examples in settings.examples]
    missing = [cell for cell in wanted if key_of(*cell) not in cells]
    if options.cells is not None:
        missing = missing[: options.cells]
    with ProcessPoolExecutor(options.processes) as pool:
        running = {pool.submit(measure, settings, *cell): cell for cell in missing}
        for done in as_completed(running):
            cell = running[done]
            cells[key_of(*cell)] = done.result()
            write_cells(cache, settings, cells)
            print(describe_cell(*cell, cells[key_of(*cell)]), flush=True)
    if any(key_of(*cell) not in cells for cell in wanted):
        print(f"{len(cells)} of {len(wanted)} cells are done; give the command again for the others.")
        return
    table = make_table(settings, cells)
    print(describe_table(table))
    if not options.quick:
        write_json(Path(options.out), table)
        print(f"wrote {options.out}; its plot: npm run table -- augmentation --plot")


def measure(settings: Settings, examples: int, seed: int) -> dict:
    """One cell: the accuracy of every arm with these examples, how many generated images were let through, and the
    seconds of a core that it took."""
    torch.set_flush_denormal(True)
    torch.set_num_threads(1)
    since = time.process_time()
    test = first(open_data("mnist", "test"), settings.test)
    real = choose(open_data("mnist"), examples, seed)
    generator = train_generator(settings, real, seed)
    seconds = {"generator": time.process_time() - since}
    accuracies, kept, trained = {}, {}, {}
    for name, arm in ARMS.items():
        since = time.process_time()
        additions = None
        if arm.generated:
            # It may have been shown no more than the arm itself.
            judge = trained["classical" if arm.classical else "nothing"]
            additions, kept[name] = generate(settings, generator, judge, seed)
        trained[name] = train_classifier(settings, real, arm, additions, seed)
        accuracies[name] = examine(trained[name], test)["label"]
        seconds[name] = time.process_time() - since
    return {"accuracies": accuracies, "kept": kept, "seconds": seconds}


def choose(data: ImageSet, examples: int, seed: int) -> ImageSet:
    """So many of each class; those of a smaller set are among those of a larger one."""
    order = Chance(seed, "which examples are real").order(len(data))
    labels = data.labels[order, 0]
    indices = torch.cat([order[labels == label][:examples] for label in range(CLASSES)])
    return ImageSet(data.images[indices], data.labels[indices], data.attributes, data.name)


def first(data: ImageSet, count: int) -> ImageSet:
    return ImageSet(data.images[:count], data.labels[:count], data.attributes, data.name)


def train_generator(settings: Settings, real: ImageSet, seed: int) -> Network:
    """A conditional GAN on the few examples, shifted, turned and resized: without that its discriminator knows them
    by heart."""
    recipe = replace(PRESETS["stable"], batch=settings.gan_batch)
    model = MODELS["conv"](real.image_shape, CLASSES)
    game = Game(model, real.image_shape, CLASSES, recipe, seed, processes.Team("cpu"))
    for step in range(settings.gan_steps):
        chance = Chance(seed, f"images of the GAN's step {step}")
        indices = (chance.shares(recipe.batch) * len(real)).long()
        images = change(real.numbers(indices), CLASSICAL, chance)
        measures = game.step([(images, real.conditions(indices))], recipe.learning_rate)
    if not all(math.isfinite(value.item()) for value in measures.values()):
        raise FloatingPointError(f"The GAN of seed {seed} broke down.")
    return game.shown_generator


@torch.no_grad()
def generate(settings: Settings, generator: Network, judge: Network, seed: int) -> tuple[list[Tensor], float]:
    """For each class the images that the judge is sure of, and the share of all that they are."""
    chance = Chance(seed, "latents of additions")
    attributes = [{"name": "label", "values": [str(label) for label in range(CLASSES)]}]
    additions = []
    for label in range(CLASSES):
        latents = chance.normals(settings.drawn, LATENT_SIZE)
        labels = torch.full([settings.drawn, 1], label)
        images = as_images(generator(latents, encode_conditions(attributes, labels)), [28, 28, 1])
        additions.append(images[judge(images).softmax(1)[:, label] >= settings.confidence])
    return additions, sum(map(len, additions)) / (CLASSES * settings.drawn)


def train_classifier(
    settings: Settings, real: ImageSet, arm: Arm, additions: list[Tensor] | None, seed: int
) -> Network:
    torch.manual_seed(seed)
    network = Network(
        [*CLASSIFIERS[settings.classifier], {"type": "dense", "units": CLASSES}], real.image_shape
    )
    average = WeightAverage(network, settings.ema)
    optimiser = torch.optim.Adam(network.parameters())
    for step in range(settings.classifier_steps):
        done = step / settings.classifier_steps
        chance = Chance(seed, f"images of the classifier's step {step}")
        indices = (chance.shares(settings.classifier_batch) * len(real)).long()
        images, labels = real.numbers(indices), real.labels[indices]
        if additions:
            images, labels = replace_half(images, labels, additions, chance)
        if arm.classical:
            images = change(images, CLASSICAL, chance)
        if arm.hard:
            # Bounds grow over the first quarter, as in `train_classifier.py`.
            images = harden(network, images, labels, settings.epsilon * min(1, 4 * done), chance)
        loss = loss_of(network(images), labels, real.attributes)
        optimiser.param_groups[0]["lr"] = settings.learning_rate * (1 + math.cos(math.pi * done)) / 2
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        optimiser.step()
        average.update()
    return average.network


def replace_half(
    images: Tensor, labels: Tensor, additions: list[Tensor], chance: Chance
) -> tuple[Tensor, Tensor]:
    """The second half gives way to additions of the same labels; a label that has none keeps its real ones."""
    images, shares = images.clone(), chance.shares(len(images))
    for place in range(len(images) // 2, len(images)):
        of_label = additions[int(labels[place, 0])]
        if len(of_label) > 0:
            images[place] = of_label[int(shares[place] * len(of_label))]
    return images, labels


def make_table(settings: Settings, cells: dict) -> dict:
    rows = []
    for examples in settings.examples:
        mine = [cells[key_of(examples, seed)] for seed in settings.seeds]
        found = {arm: [cell["accuracies"][arm] for cell in mine] for arm in ARMS}
        for name, arm in ARMS.items():
            row = {"examples": examples, "arm": name, **mean_and_spread(found[name])}
            row["accuracies"] = [round(accuracy, 4) for accuracy in found[name]]
            if name != "nothing":
                row["overNothing"] = compare(found[name], found["nothing"])
            if arm.classical and arm.generated:
                row["overClassical"] = compare(found[name], found["classical"])
            if arm.generated:
                row["kept"] = round(statistics.mean(cell["kept"][name] for cell in mine), 4)
            rows.append(row)
    seconds = sum(sum(cell["seconds"].values()) for cell in cells.values())
    return {
        "command": shlex.join(["python3", *sys.argv]),
        "date": date.today().isoformat(),
        "what": f"Share of the {settings.test} MNIST test images that a classifier gets right after "
        f"{settings.classifier_steps} steps with few real examples a class and additions: mean and standard deviation over "
        "seeds, each with other examples. `overNothing` and `overClassical` are the differences to these arms, seed by seed. "
        "The generator was trained on the same few examples alone, shifted, turned and resized; `kept` is the share of its "
        "images that the classifier of the same arm without them was sure of. Hard examples are made by an attack on the "
        "classifier as it learns.",
        "environment": f"PyTorch {torch.__version__}, Python {platform.python_version()}, {os.cpu_count()} cores",
        "cpuMinutes": round(seconds / 60),
        "settings": as_data(settings),
        "classical": {"shift": CLASSICAL.shift, "rotate": CLASSICAL.turn, "scale": CLASSICAL.resize},
        "rows": rows,
    }


def compare(after: list[float], before: list[float]) -> dict:
    """The differences, and what can be said of them: with fewer than two standard errors, nothing."""
    differences = mean_and_spread([one - other for one, other in zip(after, before)])
    error = differences["spread"] / math.sqrt(len(after))
    points = abs(100 * differences["mean"])
    if abs(differences["mean"]) <= 2 * error or len(after) < 2:
        verdict = "no difference that these seeds can tell"
    else:
        verdict = f"{'helps' if differences['mean'] > 0 else 'harms'} by {points:.1f} points"
    return {**differences, "verdict": verdict}


def mean_and_spread(values: list[float]) -> dict[str, float]:
    spread = statistics.stdev(values) if len(values) > 1 else 0
    return {"mean": round(statistics.mean(values), 4), "spread": round(spread, 4)}


def describe_cell(examples: int, seed: int, cell: dict) -> str:
    found = ", ".join(f"{arm} {accuracy:.2%}" for arm, accuracy in cell["accuracies"].items())
    kept = " and ".join(f"{share:.0%}" for share in cell["kept"].values())
    seconds = ", ".join(f"{part} {spent:.0f}" for part, spent in cell["seconds"].items())
    return f"{examples} examples a class, seed {seed}: {found}; let through {kept}; seconds: {seconds}"


def describe_table(table: dict) -> str:
    return "\n".join(
        f"{row['examples']:3} {row['arm']:22} {row['mean']:.2%} ± {row['spread']:.2%}"
        + "".join(f"   {row[other]['verdict']} ({words})" for other, words in OTHERS.items() if other in row)
        for row in table["rows"]
    )


def key_of(examples: int, seed: int) -> str:
    return f"{examples} examples, seed {seed}"


def as_data(settings: Settings) -> dict:
    return {name: list(value) if isinstance(value, tuple) else value for name, value in vars(settings).items()}


def read_cells(path: Path | None, settings: Settings) -> dict:
    if not path or not path.exists():
        return {}
    stored = json.loads(path.read_text())
    if stored["settings"] != as_data(settings):
        raise SystemExit(f"{path} holds cells of other settings. Delete it, or give another --cache.")
    return stored["cells"]


def write_cells(path: Path | None, settings: Settings, cells: dict) -> None:
    if path:
        write_json(path, {"settings": as_data(settings), "cells": cells})


def write_json(path: Path, content: dict) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    # Under another name first: what is stopped while it writes leaves no half a file behind.
    unfinished = path.with_name(f"{path.name}.unfinished")
    unfinished.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n")
    unfinished.replace(path)


def parse_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    add = parser.add_argument
    add("--quick", action="store_true", help="one small cell, printed only")
    add("--processes", type=int, default=2, help="cells at once, a core each (default: 2)")
    add("--cells", type=int, help="stop after so many more")
    add("--out", default=str(ROOT / "docs/tables/augmentation.json"))
    add("--cache", default=str(ROOT / "node_modules/.cache/genesis/tables/augmentation.json"))
    return parser.parse_args()


if __name__ == "__main__":
    main()
