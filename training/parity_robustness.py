"""Writes what the browser's measures of robustness are held against: what PyTorch makes of a few latent vectors with the
shipped weights.

    python3 training/parity_robustness.py            writes test/unit/gan/fixtures/robustness.safetensors anew
    python3 training/parity_robustness.py --check    computes everything again from the inputs in that file"""

import sys
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from genesis import files, safetensors
from genesis.chance import Chance
from genesis.network import as_images
from genesis.robustness import path_lengths, pixels, shake, steepness

ROOT = Path(__file__).parents[1]
FIXTURE = ROOT / "test/unit/gan/fixtures/robustness.safetensors"
COUNT = 10
SIZES = [0.2, 0.5, 0.8, 1]
TOLERANCE = 1e-3


def write() -> None:
    chance = Chance(1, "parity")
    inputs = {name: chance.normals(COUNT, 64).numpy() for name in ("latents", "noise", "from", "to")}
    inputs["at"] = chance.shares(COUNT).numpy()
    safetensors.write(FIXTURE, {**inputs, **run(inputs)}, {"command": "python3 training/parity_robustness.py"})
    print(f"wrote {FIXTURE}, {FIXTURE.stat().st_size} bytes")


def run(inputs: safetensors.Tensors) -> safetensors.Tensors:
    classifier, described, _ = files.load_classifier(ROOT / "models/digits-classifier.safetensors")
    generator, architecture, _ = files.load_generator(ROOT / "models/digits.safetensors")
    latents, noise, start, end, at = (torch.from_numpy(inputs[name]) for name in ("latents", "noise", "from", "to", "at"))

    def generate(z: Tensor) -> Tensor:
        """One of each digit."""
        return as_images(generator(z, torch.eye(10)), architecture["imageShape"])

    def features(images: Tensor) -> Tensor:
        for layer in classifier.layers[: described["featureLayer"] + 1]:
            images = layer(images, None)
        return images

    results = {
        "paths": path_lengths(generate, features, start, end, at),
        "pixelPaths": path_lengths(generate, pixels, start, end, at),
        "steepness": steepness(generate, latents, noise),
    }
    for size in SIZES:
        same, moved = shake(generate, classifier, latents, noise, size)
        results |= {f"kept {size}": same.float(), f"moved {size}": moved}
    return {name: tensor.detach().numpy() for name, tensor in results.items()}


def check() -> bool:
    tensors, _ = safetensors.read(FIXTURE)
    fits = True
    for name, values in run(tensors).items():
        apart = np.abs(values / np.maximum(tensors[name], 1e-9) - 1)[tensors[name] > 0].max()
        fits &= bool(apart <= TOLERANCE)
        print(f"{name} at most {apart:.1e} of it apart")
    return fits


if __name__ == "__main__":
    if sys.argv[1:] == ["--check"]:
        sys.exit(0 if check() else 1)
    write()
