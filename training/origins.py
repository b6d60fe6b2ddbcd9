"""Real digits and those of a generator, to learn which is which: what a discriminator is asked, of a generator that
stands still.

    python3 training/origins.py
    python3 training/train_classifier.py --data node_modules/.cache/genesis/origins-train.safetensors \\
      --test node_modules/.cache/genesis/origins-test.safetensors --out models/digits-discriminator.safetensors

Half of each set are MNIST's images, half are made by models/digits.safetensors, as many of each digit."""

import json
from pathlib import Path

import torch
from torch import Tensor

from genesis import files, safetensors
from genesis.chance import Chance
from genesis.data import open_data, to_bytes
from genesis.network import as_images

ROOT = Path(__file__).parents[1]
GENERATOR = ROOT / "models/digits.safetensors"
ATTRIBUTE = {"name": "origin", "values": ["made", "real"]}
COUNTS = {"training": 30_000, "test": 5_000}
NAMES = {"training": "train", "test": "test"}


@torch.no_grad()
def make(count: int, chance: Chance) -> Tensor:
    """Images of the generator, [count, 1, 28, 28] in [-1, 1], rounded to what bytes can hold."""
    generator, architecture, _ = files.load_generator(GENERATOR)
    latents = chance.normals(count, architecture["latentSize"])
    conditions = torch.eye(10)[torch.arange(count) % 10]
    made = [generator(*both) for both in zip(latents.split(1000), conditions.split(1000))]
    return as_images(torch.cat(made), architecture["imageShape"])


def main() -> None:
    for part, count in COUNTS.items():
        real = open_data("mnist", part).images[:count]
        made = to_bytes(make(count, Chance(1, f"origins, {part}")))
        labels = torch.arange(2, dtype=torch.uint8).repeat_interleave(count)[:, None]
        path = ROOT / f"node_modules/.cache/genesis/origins-{NAMES[part]}.safetensors"
        images = torch.cat([made, real]).permute(0, 2, 3, 1).contiguous()
        words = {
            "attributes": json.dumps([ATTRIBUTE]),
            "title": f"MNIST, {part} images, and as many of models/digits.safetensors",
        }
        safetensors.write(path, {"images": images.numpy(), "labels": labels.numpy()}, words)
        print(f"wrote {path.relative_to(ROOT)}, {2 * count} images")


if __name__ == "__main__":
    main()
