"""Writes what the browser's networks are held against: tiny networks of every kind of layer with random
weights, and what PyTorch makes of some inputs.

    python3 training/parity.py            writes test/unit/gan/fixtures/*.safetensors anew
    python3 training/parity.py --check    computes everything again from the weights and inputs in those files

`tiny-generator` is a generator's file with `latents`, `conditions` and the resulting `images` besides.
`tiny-told-generator` is one that is told in words: `words` [count, places] and the `told` conditions that its encoder
makes of them.
`tiny-discriminator` has its `layers`, `imageShape` and `conditionSize` as metadata, and besides its weights
`images` and `conditions`, the resulting `logits`, the `slopes` |∇D|² of each image, and by the name of each
weight, after `gradient.`, the gradient of the slopes' mean: all that exact penalties need. Images are [count,
height, width, channels], as in the browser."""

import json
import sys
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from genesis import files, safetensors
from genesis.data import condition_size, encode_conditions
from genesis.network import Network, as_images
from genesis.penalties import exact_slopes

FOLDER = Path(__file__).parents[1] / "test/unit/gan/fixtures"
GENERATOR = FOLDER / "tiny-generator.safetensors"
TOLD = FOLDER / "tiny-told-generator.safetensors"
DISCRIMINATOR = FOLDER / "tiny-discriminator.safetensors"

COUNT = 3
TOLERANCE = 1e-5
ATTRIBUTES = [{"name": "shape", "values": ["round", "square"]}, {"name": "size", "values": ["s", "m", "l"]}]
CONDITION_SIZE = condition_size(ATTRIBUTES)

# No image is square, so that height and width cannot be mistaken for each other.
LATENT_SIZE = 6
MADE_SHAPE = [6, 4, 3]
GENERATOR_LAYERS = [
    {"type": "condition"},
    {"type": "dense", "units": 10, "activation": "softplus"},
    {"type": "dense", "units": 24, "activation": "leaky-relu"},
    {"type": "reshape", "shape": [3, 2, 4]},
    {"type": "conv-transpose", "filters": 5, "kernelSize": 4, "activation": "leaky-relu"},
    {"type": "conv", "filters": 4, "kernelSize": 3, "activation": "relu"},
    {"type": "conv-transpose", "filters": 3, "kernelSize": 2, "activation": "linear"},
    {"type": "conv", "filters": 5, "kernelSize": 4, "stride": 2, "activation": "leaky-relu"},
    {"type": "conv", "filters": 3, "kernelSize": 5, "activation": "tanh"},
]

VOCABULARY = ["a", "blue", "face", "7", "七"]
PLACES = 6
TOLD_SIZE = 3
ENCODER_LAYERS = [
    {"type": "embedding", "words": len(VOCABULARY), "size": 4},
    {"type": "phrase", "filters": 7, "reach": 3, "activation": "leaky-relu"},
    {"type": "phrase", "filters": 5, "reach": 5},
    {"type": "largest"},
    {"type": "dense", "units": TOLD_SIZE, "activation": "tanh"},
]

SEEN_SHAPE = [8, 12, 3]
DISCRIMINATOR_LAYERS = [
    {"type": "conv", "filters": 4, "kernelSize": 3, "activation": "leaky-relu"},
    {"type": "conv", "filters": 4, "kernelSize": 4, "stride": 2, "activation": "relu"},
    {"type": "conv-transpose", "filters": 3, "kernelSize": 4, "activation": "softplus"},
    {"type": "conv", "filters": 4, "kernelSize": 4, "stride": 2, "activation": "leaky-relu"},
    {"type": "dense", "units": 9, "activation": "tanh"},
    {"type": "projection"},
]


def write() -> None:
    torch.manual_seed(1)
    conditions = encode_conditions(ATTRIBUTES, torch.tensor([[0, 0], [1, 2], [0, 1]])).numpy()
    generator = enlarge(Network(GENERATOR_LAYERS, [LATENT_SIZE], CONDITION_SIZE))
    inputs = {"latents": torch.randn(COUNT, LATENT_SIZE).numpy(), "conditions": conditions}
    words = {"title": "A tiny generator for tests", "command": "python3 training/parity.py"}
    files.save_generator(GENERATOR, generator, LATENT_SIZE, MADE_SHAPE, ATTRIBUTES, words)
    tensors, metadata = safetensors.read(GENERATOR)
    safetensors.write(GENERATOR, {**tensors, **inputs, **run_generator(inputs, tensors)}, metadata)

    told, encoder = enlarge(Network(GENERATOR_LAYERS, [LATENT_SIZE], TOLD_SIZE)), enlarge(make_encoder())
    numbers = [[2, 3, 0, 0, 0, 0], [1, 5, 3, 2, 4, 4], [0, 0, 0, 0, 0, 0]]
    inputs = {"latents": inputs["latents"], "words": np.array(numbers, np.float32)}
    words = {**words, "title": "A tiny generator that is told in words, for tests"}
    files.save_text_generator(TOLD, told, encoder, LATENT_SIZE, MADE_SHAPE, VOCABULARY, words)
    tensors, metadata = safetensors.read(TOLD)
    safetensors.write(TOLD, {**tensors, **inputs, **run_told(inputs, tensors)}, metadata)

    discriminator = enlarge(Network(DISCRIMINATOR_LAYERS, SEEN_SHAPE, CONDITION_SIZE))
    images = torch.rand(COUNT, *SEEN_SHAPE).numpy() * 2 - 1
    inputs = {"images": images, "conditions": conditions}
    tensors = discriminator.tensors()
    words = {
        "command": words["command"],
        "layers": json.dumps(DISCRIMINATOR_LAYERS),
        "imageShape": json.dumps(SEEN_SHAPE),
        "conditionSize": str(CONDITION_SIZE),
    }
    safetensors.write(DISCRIMINATOR, {**tensors, **inputs, **run_discriminator(inputs, tensors)}, words)
    for path in (GENERATOR, TOLD, DISCRIMINATOR):
        print(f"wrote {path}, {path.stat().st_size} bytes")


@torch.no_grad()
def enlarge(network: Network) -> Network:
    """First weights are so small that hardly anything comes through; errors would be as small."""
    for parameter in network.parameters():
        parameter *= 3
    return network


def check() -> bool:
    fits = True
    for path, run in RUNS.items():
        tensors, _ = safetensors.read(path)
        for name, values in run(tensors, tensors).items():
            largest = np.abs(tensors[name]).max()
            apart = np.abs(values - tensors[name]).max()
            fits &= bool(apart <= TOLERANCE * largest)
            print(f"{path.name}: {name} at most {apart:.1e} apart, of {largest:.1e}")
    return fits


@torch.no_grad()
def run_generator(inputs: safetensors.Tensors, weights: safetensors.Tensors) -> safetensors.Tensors:
    network = Network(GENERATOR_LAYERS, [LATENT_SIZE], CONDITION_SIZE)
    network.load_tensors(weights)
    made = network(torch.from_numpy(inputs["latents"]), torch.from_numpy(inputs["conditions"]))
    return {"images": as_images(made, MADE_SHAPE).permute(0, 2, 3, 1).contiguous().numpy()}


def make_encoder() -> Network:
    return Network(ENCODER_LAYERS, [PLACES])


@torch.no_grad()
def run_told(inputs: safetensors.Tensors, weights: safetensors.Tensors) -> safetensors.Tensors:
    encoder, network = make_encoder(), Network(GENERATOR_LAYERS, [LATENT_SIZE], TOLD_SIZE)
    encoder.load_tensors({name[5:]: each for name, each in weights.items() if name.startswith("text.")})
    network.load_tensors(weights)
    told = encoder(torch.from_numpy(inputs["words"]))
    made = as_images(network(torch.from_numpy(inputs["latents"]), told), MADE_SHAPE)
    return {"told": told.numpy(), "images": made.permute(0, 2, 3, 1).contiguous().numpy()}


def run_discriminator(inputs: safetensors.Tensors, weights: safetensors.Tensors) -> safetensors.Tensors:
    network = Network(DISCRIMINATOR_LAYERS, SEEN_SHAPE, CONDITION_SIZE)
    network.load_tensors(weights)
    images = torch.from_numpy(inputs["images"]).permute(0, 3, 1, 2)
    conditions = torch.from_numpy(inputs["conditions"])
    logits = network(images, conditions)
    slopes = exact_slopes(network, images, conditions)
    return {
        "logits": logits.detach().numpy(),
        "slopes": slopes.detach().numpy(),
        **{f"gradient.{name}": gradient for name, gradient in gradients(network, slopes.mean()).items()},
    }


def gradients(network: Network, loss: Tensor) -> safetensors.Tensors:
    """By the names and in the layouts of the weights, as if they were those."""
    parameters = list(network.parameters())
    found = torch.autograd.grad(loss, parameters, allow_unused=True)
    with torch.no_grad():
        for parameter, gradient in zip(parameters, found):
            # A bias that slopes do not depend on.
            parameter.copy_(torch.zeros_like(parameter) if gradient is None else gradient)
    return {name: tensor.copy() for name, tensor in network.tensors().items()}


RUNS = {GENERATOR: run_generator, TOLD: run_told, DISCRIMINATOR: run_discriminator}


if __name__ == "__main__":
    if sys.argv[1:] == ["--check"]:
        sys.exit(0 if check() else 1)
    write()
