"""Draws an unselected sheet of what a generator makes, as a PNG file:

    python3 training/sample.py digits.safetensors --out sheet.png --count 64 --seed 1

A conditional generator is asked for all kinds of images at random, or with --labels for one: --labels 7, or with ranges
--labels 7 2.5 -10."""

import argparse
import struct
import zlib
from pathlib import Path

import torch
from torch import Tensor

from genesis import files
from genesis.chance import Chance
from genesis.data import count_labels, encode_conditions, to_bytes
from genesis.network import as_images


@torch.no_grad()
def main() -> None:
    options = parse_options()
    generator, architecture, _ = files.load_generator(options.generator)
    chance = Chance(options.seed, "samples")
    latents = chance.normals(options.count, architecture["latentSize"])
    conditions = None
    attributes = architecture.get("attributes")
    if attributes:
        limits = torch.tensor([count_labels(attribute) for attribute in attributes])
        labels = (chance.shares(options.count, len(attributes)) * limits).long()
        if options.labels:
            labels = find_labels(options.labels, attributes).expand(options.count, -1)
        conditions = encode_conditions(attributes, labels)
    images = to_bytes(as_images(generator(latents, conditions), architecture["imageShape"]))
    write_png(Path(options.out), draw_sheet(images, options.columns, options.scale))


def find_labels(names: list[str], attributes: list[dict]) -> Tensor:
    """The number of each name among its attribute's values, or the place of a number in its attribute's range."""
    if len(names) != len(attributes):
        raise SystemExit(f"Give one label for each of: {', '.join(each['name'] for each in attributes)}.")
    return torch.tensor([find_label(name, attribute) for name, attribute in zip(names, attributes)])


def find_label(name: str, attribute: dict) -> float:
    if "values" in attribute:
        if name in attribute["values"]:
            return attribute["values"].index(name)
        raise SystemExit(f"{attribute['name']} is one of {', '.join(attribute['values'])}, not {name}.")
    low, high = attribute["from"], attribute["to"]
    try:
        share = (float(name) - low) / (high - low)
    except ValueError:
        share = -1
    if 0 <= share <= 1:
        return share * 255
    raise SystemExit(f"{attribute['name']} is a number from {low} to {high}, not {name}.")


def draw_sheet(images: Tensor, columns: int, scale: int) -> Tensor:
    """[height, width, channels], `columns` images side by side, black where there is none."""
    count, channels, height, width = images.shape
    rows = -(-count // columns)
    places = torch.zeros(rows * columns, channels, height, width, dtype=torch.uint8)
    places[:count] = images
    grid = places.view(rows, columns, channels, height, width).permute(0, 3, 1, 4, 2)
    sheet = grid.reshape(rows * height, columns * width, channels)
    return sheet.repeat_interleave(scale, 0).repeat_interleave(scale, 1)


def write_png(path: Path, pixels: Tensor) -> None:
    height, width, channels = pixels.shape
    color_type = {1: 0, 2: 4, 3: 2, 4: 6}[channels]
    # Each row begins with the number of its filter: 0, none.
    rows = torch.cat([torch.zeros(height, 1, dtype=torch.uint8), pixels.reshape(height, -1)], 1)
    header = struct.pack(">IIBBBBB", width, height, 8, color_type, 0, 0, 0)
    chunks = [(b"IHDR", header), (b"IDAT", zlib.compress(rows.numpy().tobytes())), (b"IEND", b"")]
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.write(b"\x89PNG\r\n\x1a\n")
        for kind, content in chunks:
            checksum = zlib.crc32(kind + content)
            file.write(struct.pack(">I", len(content)) + kind + content + struct.pack(">I", checksum))


def parse_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    add = parser.add_argument
    add("generator", help="a generator's file")
    add("--out", required=True, help="the PNG file")
    add("--count", type=int, default=64)
    add("--columns", type=int, default=8)
    add("--scale", type=int, default=3, help="pixels of the sheet for one of an image")
    add("--seed", type=int, default=1)
    add("--labels", nargs="+", metavar="VALUE", help="one value for each attribute")
    return parser.parse_args()


if __name__ == "__main__":
    main()
