"""Gives a trained generator of digits two more things to be asked for, how bold and how slanted, without training it
any further:

    python3 training/directions.py models/digits.safetensors --out models/digits-shaped.safetensors

What can be measured of images often grows along a direction of latent space (Shen et al. 2020, "Interpreting the latent
space of GANs for semantic face editing"). Of many images both numbers are measured, and regressed on the latent vectors
and the classes. The part of a latent vector that tells them then no longer comes from chance but from what is asked:
latent = the rest of it + a part that is linear in the class and in what is asked. As the first layer is linear too, all
of this goes into its weights. Images that are asked for something are then measured again, and the part is set right by
what they miss, a few times."""

import argparse
import json
import shlex
import sys
from datetime import date

import torch
from torch import Tensor

from genesis import files
from genesis.chance import Chance
from genesis.network import Network, as_images
from genesis.strokes import measure_strokes

RANGES = [
    {"name": "thickness", "from": 1.6, "to": 4.5, "unit": "px"},
    {"name": "slant", "from": -28, "to": 38, "unit": "°"},
]
AT_A_TIME = 500


class Sampler:
    """The generator's images of latent vectors and classes, measured in places of the ranges: -1 to 1."""

    def __init__(self, generator: Network, architecture: dict) -> None:
        self.generator = generator
        self.shape = architecture["imageShape"]
        self.low, self.high = (torch.tensor([float(each[end]) for each in RANGES]) for end in ("from", "to"))

    @torch.no_grad()
    def measure(self, latents: Tensor, classes: Tensor) -> Tensor:
        parts = []
        for z, y in zip(latents.split(AT_A_TIME), classes.split(AT_A_TIME)):
            images = as_images(self.generator(z, y), self.shape)
            parts.append(measure_strokes((images[:, 0] + 1) / 2))
        measured = torch.cat(parts).float()
        return 2 * (measured - self.low) / (self.high - self.low) - 1


def main() -> None:
    options = parse_options()
    torch.set_num_threads(options.threads)
    generator, architecture, words = files.load_generator(options.generator)
    size, values = architecture["latentSize"], architecture["attributes"][0]["values"]
    sampler, chance = Sampler(generator, architecture), Chance(options.seed, "directions")

    def draw() -> tuple[Tensor, Tensor]:
        which = (chance.shares(options.count) * len(values)).long()
        return chance.normals(options.count, size), torch.eye(len(values))[which]

    latents, classes = draw()
    found = fit(torch.cat([latents, classes], 1), sampler.measure(latents, classes))
    # [2, size]: along which both numbers grow; and the latent vectors that have no part in them.
    directions, _ = torch.linalg.qr(found[:size])
    rest = torch.eye(size) - directions @ directions.T
    growth = found[:size].T @ directions
    # Coordinates along the directions, linear in [what is asked, the class].
    place = torch.cat([torch.eye(2), -found[size:]]) @ torch.linalg.inv(growth).T
    for turn in range(options.turns + 1):
        latents, classes = draw()
        asked = 2 * chance.shares(options.count, 2) - 1
        given = torch.cat([asked, classes], 1)
        measured = sampler.measure(latents @ rest + given @ place @ directions.T, classes)
        report(turn, asked, measured, sampler)
        if turn < options.turns:
            # What was measured is linear in the coordinates, nearly: turn it round.
            met = fit(given, measured)
            slope = met[:2]
            wanted = torch.cat([torch.eye(2), torch.zeros(len(values), 2)])
            place = place + (wanted - met) @ torch.linalg.inv(slope) @ place[:2]
    kernel = generator.tensors()["1.kernel"]
    latent_rows, class_rows = torch.from_numpy(kernel[:size]), torch.from_numpy(kernel[size:])
    toward = directions.T @ latent_rows
    rows = [rest @ latent_rows, class_rows + place[2:] @ toward, place[:2] @ toward]
    save(options, generator, architecture, words, torch.cat(rows))


def fit(inputs: Tensor, outputs: Tensor) -> Tensor:
    """Least squares without an intercept: the classes among the inputs are one."""
    return torch.linalg.lstsq(inputs.double(), outputs.double()).solution.float()


def report(turn: int, asked: Tensor, measured: Tensor, sampler: Sampler) -> None:
    off = (measured - asked).abs().mean(0) * (sampler.high - sampler.low) / 2
    for index, attribute in enumerate(RANGES):
        both = torch.stack([asked[:, index], measured[:, index]])
        correlation = torch.corrcoef(both)[0, 1].item()
        print(f"turn {turn}, {attribute['name']}: off by {off[index]:.3f} {attribute['unit']}, correlation {correlation:.3f}", flush=True)


def save(options: argparse.Namespace, generator: Network, architecture: dict, words: dict, kernel: Tensor) -> None:
    attributes = [{**architecture["attributes"][0], "name": "digit"}, *RANGES]
    shaped = Network(architecture["layers"], [architecture["latentSize"]], len(kernel) - architecture["latentSize"])
    shaped.load_tensors({**generator.tensors(), "1.kernel": kernel.numpy()})
    words = {
        "command": shlex.join(["python3", *sys.argv]),
        "dataset": words["dataset"],
        "seed": str(options.seed),
        "backend": f"PyTorch {torch.__version__}",
        "date": date.today().isoformat(),
        "title": "Digits of any shape",
        "made of": json.dumps({key: words[key] for key in ("command", "step", "date") if key in words}),
    }
    files.save_generator(
        options.out, shaped, architecture["latentSize"], architecture["imageShape"], attributes, words, "F16"
    )
    print(f"wrote {options.out}")


def parse_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add = parser.add_argument
    add("generator", help="a generator's file whose only attribute is a class")
    add("--out", required=True, help="the file to write")
    add("--count", type=int, default=10_000, help="images that are measured in every turn")
    add("--turns", type=int, default=3, help="how often it is set right")
    add("--seed", type=int, default=1)
    add("--threads", type=int, default=1)
    return parser.parse_args()


if __name__ == "__main__":
    main()
