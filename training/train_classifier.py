"""Trains a classifier with PyTorch: the judge that generators are examined by, and the source of the features
that images are compared in.

    python3 training/train_classifier.py --data mnist --model strided --out models/digits-classifier.safetensors

It learns the training images, shifted, turned, resized and noisy at random, and is tested on images it never
saw. With --adversarial 0.3 half of every batch are images changed within that bound so that it errs (adversarial
training, Madry et al. 2018)."""

import argparse
import json
import math
import shlex
import sys
import time
from datetime import date

import torch
from torch import Tensor
from torch.nn import functional

from genesis import files, processes
from genesis.attack import Attack, perturb
from genesis.average import WeightAverage
from genesis.chance import BatchOrder, Chance
from genesis.data import Attributes, ImageSet, condition_size, open_data
from genesis.network import Network

# Steps of an attack while it trains: a shorter one than any it will be tested by.
TRAINING_STEPS = 7

LEAKY = {"activation": "leaky-relu"}


def conv(filters: int, kernel_size: int, stride: int) -> dict:
    return {"type": "conv", "filters": filters, "kernelSize": kernel_size, "stride": stride, **LEAKY}


# The layers before the last, which has as many units as there are values. The last of these gives the
# features.
MODELS = {
    "strided": [conv(24, 4, 2), conv(48, 4, 2), {"type": "dense", "units": 64, **LEAKY}],
    "deep": [
        conv(16, 3, 1),
        conv(32, 4, 2),
        conv(64, 3, 1),
        conv(64, 4, 2),
        {"type": "dense", "units": 96, **LEAKY},
    ],
    "pixel-art": [conv(32, 3, 1), conv(64, 4, 2), conv(128, 4, 2), {"type": "dense", "units": 96, **LEAKY}],
}


def main() -> None:
    options = parse_options()
    if options.threads:
        processes.use_threads(options.threads)
    torch.set_flush_denormal(True)
    torch.manual_seed(options.seed)
    device = torch.device(options.device or ("cuda" if torch.cuda.is_available() else "cpu"))
    training = open_data(options.data, "training").to(device)
    test = open_data(options.test or options.data, "test").to(device)
    if training.attributes != test.attributes or training.image_shape != test.image_shape:
        raise SystemExit("The test images are of other attributes or another shape than the training images.")
    layers = [*MODELS[options.model], {"type": "dense", "units": condition_size(training.attributes)}]
    network = Network(layers, training.image_shape).to(device)
    average = WeightAverage(network, options.ema)
    learn(options, network, average, training, test)
    accuracies = examine(average.network, test)
    words = {
        "command": shlex.join(["python3", *sys.argv]),
        "dataset": training.name,
        "test set": test.name,
        "accuracy": json.dumps({name: round(share, 4) for name, share in accuracies.items()}),
        "seed": str(options.seed),
        "step": str(options.steps),
        "backend": f"PyTorch {torch.__version__}",
        "date": date.today().isoformat(),
        **({"title": options.title} if options.title else {}),
        **({"note": options.note} if options.note else {}),
    }
    shape, feature_layer = training.image_shape, len(layers) - 2
    files.save_classifier(
        options.out, average.network, shape, feature_layer, training.attributes, words, options.precision
    )
    print(f"wrote {options.out}: {describe(accuracies)}")


def learn(
    options: argparse.Namespace, network: Network, average: WeightAverage, training: ImageSet, test: ImageSet
) -> None:
    optimiser = torch.optim.Adam(network.parameters(), options.learning_rate)
    order = BatchOrder(len(training), options.batch, options.seed)
    since = time.perf_counter()
    for step in range(options.steps):
        chance = Chance(options.seed, f"step {step}", training.images.device)
        indices = order.batches(step, 1)[0].to(training.images.device)
        images = change(training.numbers(indices), options, chance)
        labels = training.labels[indices]
        if options.adversarial:
            images = harden(network, images, labels, options.adversarial * min(1, step / (options.steps / 4)), chance)
        loss = loss_of(network(images), labels, training.attributes)
        optimiser.param_groups[0]["lr"] = (
            options.learning_rate * (1 + math.cos(math.pi * step / options.steps)) / 2
        )
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        optimiser.step()
        average.update()
        if (step + 1) % options.report_every == 0:
            seconds = (time.perf_counter() - since) / (step + 1)
            found = describe(examine(average.network, test))
            print(f"step {step + 1}: loss {loss.item():.4f}; {found}; {seconds:.3f} s a step", flush=True)


def harden(network: Network, images: Tensor, labels: Tensor, epsilon: float, chance: Chance) -> Tensor:
    """The first half attacked, the second as it was."""
    half = len(images) // 2
    attack = Attack("linf", epsilon, steps=TRAINING_STEPS, restarts=1)
    attacked = perturb(network, images[:half], labels[:half, 0].long(), attack, chance)
    return torch.cat([attacked, images[half:]])


def change(images: Tensor, options: argparse.Namespace, chance: Chance) -> Tensor:
    """Each image shifted, turned, resized and made noisy, differently and by a little."""
    count, _, height, width = images.shape

    def draw(limit: float) -> Tensor:
        return (2 * chance.shares(count) - 1) * limit

    if options.whole_shifts:
        images = shift_whole_pixels(images, options.shift, chance)
    else:
        angle, scale = draw(math.radians(options.turn)), 1 + draw(options.resize)
        cos, sin = scale * torch.cos(angle), scale * torch.sin(angle)
        x, y = draw(2 * options.shift / width), draw(2 * options.shift / height)
        rows = [torch.stack([cos, -sin, x], 1), torch.stack([sin, cos, y], 1)]
        grid = functional.affine_grid(torch.stack(rows, 1), list(images.shape), align_corners=False)
        # What comes in from beyond the border is empty: -1, in images whose emptiness is -1.
        images = functional.grid_sample(images + 1, grid, align_corners=False) - 1
    return images + options.noise * chance.shares(count, 1, 1, 1) * chance.normals(*images.shape)


def shift_whole_pixels(images: Tensor, limit: float, chance: Chance) -> Tensor:
    """Leaves every pixel as it is, which pixel art wants; what comes in from beyond the border is empty."""
    border = round(limit)
    count, _, height, width = images.shape
    padded = functional.pad(images, [border] * 4, value=-1)
    device = images.device
    left = (chance.shares(count) * (2 * border + 1)).long()
    top = (chance.shares(count) * (2 * border + 1)).long()
    rows = (top[:, None] + torch.arange(height, device=device))[:, None, :, None]
    columns = (left[:, None] + torch.arange(width, device=device))[:, None, None, :]
    images_of = torch.arange(count, device=device)[:, None, None, None]
    channels = torch.arange(images.shape[1], device=device)[None, :, None, None]
    return padded[images_of, channels, rows, columns]


def loss_of(logits: Tensor, labels: Tensor, attributes: Attributes) -> Tensor:
    """The attributes' cross-entropies, summed."""
    groups = split(logits, attributes)
    return sum(functional.cross_entropy(group, labels[:, i].long()) for i, group in enumerate(groups))


@torch.no_grad()
def examine(network: Network, test: ImageSet) -> dict[str, float]:
    """The share of test images whose value of an attribute is found, by the attribute's name."""
    every = torch.arange(len(test), device=test.images.device)
    logits = torch.cat([network(test.numbers(indices)) for indices in every.split(500)])
    found = split(logits, test.attributes)
    right = [(group.argmax(1) == test.labels[:, i]).float().mean().item() for i, group in enumerate(found)]
    return dict(zip([attribute["name"] for attribute in test.attributes], right))


def split(logits: Tensor, attributes: Attributes) -> tuple[Tensor, ...]:
    return logits.split([len(attribute["values"]) for attribute in attributes], 1)


def describe(accuracies: dict[str, float]) -> str:
    return ", ".join(f"{name} {share:.2%}" for name, share in accuracies.items())


def parse_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    add = parser.add_argument
    add("--data", default="mnist", help="mnist, a folder of files named like MNIST's, or a packed set")
    add("--test", help="a packed set of test images, where --data is one of training images")
    add("--model", default="strided", choices=MODELS)
    add("--steps", type=int, default=4000)
    add("--batch", type=int, default=128)
    add("--learning-rate", type=float, default=2e-3, help="to begin with; falls along a cosine to 0")
    add("--ema", type=float, default=100, help="half-life of the weights' average in steps (default: 100)")
    add("--shift", type=float, default=2, help="pixels, at most (default: 2)")
    add("--whole-shifts", action="store_true", help="by whole pixels, no turning, no resizing: for pixel art")
    add("--turn", type=float, default=12, help="degrees, at most (default: 12)")
    add("--resize", type=float, default=0.12, help="share of the size, at most (default: 0.12)")
    add("--noise", type=float, default=0.1, help="standard deviation, at most (default: 0.1)")
    add("--adversarial", type=float, default=0, metavar="EPSILON", help="bound of attacks it learns to withstand, 0 to 1")
    add("--seed", type=int, default=1)
    add("--out", required=True, help="the classifier's file")
    add("--precision", default="F16", choices=("F32", "F16"), help="of that file (default: F16)")
    add("--title", help="a name to keep in that file")
    add("--note", help="words to keep in that file")
    add("--report-every", type=int, default=500)
    add("--threads", type=int, help="default: PyTorch's choice")
    add("--device", help="cpu or cuda (default: a GPU where there is one)")
    return parser.parse_args()


if __name__ == "__main__":
    main()
