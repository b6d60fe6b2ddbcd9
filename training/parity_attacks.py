"""Writes what the browser's attacks and its projection are held against: what PyTorch makes of a few digits with the
shipped weights.

    python3 training/parity_attacks.py            writes test/unit/gan/fixtures/attacks.safetensors anew
    python3 training/parity_attacks.py --check    computes everything again from the inputs in that file

Images are [count, height, width, 1], as in the browser. No run of an attack begins at random here."""

import sys
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from genesis import files, safetensors
from genesis.attack import Attack, perturb, rivalry
from genesis.chance import Chance
from genesis.data import open_data
from genesis.network import as_images
from genesis.projection import search_latent

ROOT = Path(__file__).parents[1]
FIXTURE = ROOT / "test/unit/gan/fixtures/attacks.safetensors"

IMAGES = 4
CANDIDATES_PER_CLASS = 8
TOLERANCE = 1e-4

ATTACKS = {
    "fgsm-linf": Attack("linf", 0.1, steps=1, restarts=0),
    "pgd-linf": Attack("linf", 0.1, steps=10, restarts=0),
    "pgd-l2": Attack("l2", 1, steps=10, restarts=0),
    "pgd-l2-targeted": Attack("l2", 2, steps=10, restarts=0, targeted=True),
}
RESTARTS, STEPS = 4, 30


def write() -> None:
    test = open_data("mnist", "test")
    first = torch.arange(IMAGES)
    chance = Chance(1, "parity")
    inputs = {
        "digits": to_browser(test.numbers(first)),
        "labels": test.labels[first, 0].float().numpy(),
        "wanted": ((test.labels[first, 0] + 3) % 10).float().numpy(),
        "candidates": chance.normals(10 * CANDIDATES_PER_CLASS, 64).numpy(),
    }
    words = {"command": "python3 training/parity_attacks.py"}
    safetensors.write(FIXTURE, {**inputs, **run(inputs)}, words)
    print(f"wrote {FIXTURE}, {FIXTURE.stat().st_size} bytes")


def run(inputs: safetensors.Tensors) -> safetensors.Tensors:
    classifier, _, _ = files.load_classifier(ROOT / "models/digits-classifier.safetensors")
    images = torch.from_numpy(inputs["digits"]).permute(0, 3, 1, 2)
    labels, wanted = (torch.from_numpy(inputs[name]).long() for name in ("labels", "wanted"))
    at = images.clone().requires_grad_()
    (slope,) = torch.autograd.grad(rivalry(classifier(at), labels).sum(), at)
    results = {"slope": to_browser(slope)}
    for name, attack in ATTACKS.items():
        aim = wanted if attack.targeted else labels
        results[name] = to_browser(perturb(classifier, images, aim, attack, Chance(1, "unused")))

    generator, architecture, _ = files.load_generator(ROOT / "models/digits.safetensors")

    def generate(latents: Tensor, conditions: Tensor | None) -> Tensor:
        return as_images(generator(latents, conditions), architecture["imageShape"])

    candidates = torch.from_numpy(inputs["candidates"])
    made, latents, classes, errors = search_latent(
        generate, torch.eye(10), images, RESTARTS, STEPS, candidates
    )
    found = {"latents": latents, "classes": classes.float(), "errors": errors}
    return {**results, "projected": to_browser(made), **{name: each.numpy() for name, each in found.items()}}


def to_browser(images: Tensor) -> np.ndarray:
    return images.detach().permute(0, 2, 3, 1).contiguous().numpy()


def check() -> bool:
    tensors, _ = safetensors.read(FIXTURE)
    fits = True
    for name, values in run(tensors).items():
        apart = np.abs(values - tensors[name]).max()
        fits &= bool(apart <= TOLERANCE * max(1, np.abs(tensors[name]).max()))
        print(f"{name} at most {apart:.1e} apart")
    return fits


if __name__ == "__main__":
    if sys.argv[1:] == ["--check"]:
        sys.exit(0 if check() else 1)
    write()
