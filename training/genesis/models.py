"""The models known by name, as in `src/gan/networks/models.ts`: functions of [height, width, channels] of the
images and the length of the condition vector (0: none) to { latentSize, generator, discriminator }."""

import math
from collections.abc import Sequence

LATENT_SIZE = 64


def article(image_shape: Sequence[int], condition_size: int) -> dict:
    """The article's own pair of networks. Never conditional."""
    return {
        "latentSize": 100,
        "generator": [
            _dense(256, "relu"),
            _dense(512, "relu"),
            _dense(math.prod(image_shape), "tanh"),
        ],
        "discriminator": [_dense(512, "relu"), _dense(256, "relu"), _dense(1, "linear")],
    }


def dense(image_shape: Sequence[int], condition_size: int) -> dict:
    """The article's sizes with leaky ReLUs, and a condition where there is one. Fast without a GPU."""
    return {
        "latentSize": LATENT_SIZE,
        "generator": [
            *_start(condition_size),
            _dense(256),
            _dense(512),
            _dense(math.prod(image_shape), "tanh"),
        ],
        "discriminator": [_dense(512), _dense(256), _end(condition_size)],
    }


def conv(image_shape: Sequence[int], condition_size: int) -> dict:
    """Convolutions for images of 16, 28, 32 or 64 pixels a side."""
    height, width, channels = image_shape
    if height not in CONVOLUTIONS or width != height:
        sides = ", ".join(map(str, CONVOLUTIONS))
        raise ValueError(f"The model conv is for square images of {sides} pixels, not {width} x {height}.")
    generator, discriminator = CONVOLUTIONS[height](height, channels)
    return {
        "latentSize": LATENT_SIZE,
        "generator": [*_start(condition_size), *generator],
        "discriminator": [*discriminator, _dense(128), _end(condition_size)],
    }


MODELS = {"article": article, "dense": dense, "conv": conv}


def _small(side: int, channels: int) -> tuple[list[dict], list[dict]]:
    generator = [*_image(side // 4, 64), _doubled(32), _doubled(channels, "tanh")]
    return generator, [_halved(32), _halved(64)]


def _pixel_art(side: int, channels: int) -> tuple[list[dict], list[dict]]:
    generator = [
        *_image(side // 4, 128),
        _doubled(64),
        _detailed(64),
        _doubled(64),
        _detailed(channels, "tanh"),
    ]
    return generator, [_detailed(64), _halved(64), _halved(128)]


def _large(side: int, channels: int) -> tuple[list[dict], list[dict]]:
    generator = [*_image(side // 8, 128), _doubled(64), _doubled(32), _doubled(channels, "tanh")]
    return generator, [_halved(32), _halved(64), _halved(128)]


# By the images' side. Kernels of 4 with stride 2 reach every pixel equally often, so no chequerboards come of
# them.
CONVOLUTIONS = {16: _pixel_art, 28: _small, 32: _small, 64: _large}


def _start(condition_size: int) -> list[dict]:
    return [{"type": "condition"}] if condition_size else []


def _end(condition_size: int) -> dict:
    return {"type": "projection"} if condition_size else _dense(1, "linear")


def _dense(units: int, activation: str = "leaky-relu") -> dict:
    return {"type": "dense", "units": units, "activation": activation}


def _image(side: int, channels: int) -> list[dict]:
    """A small image of many channels, out of numbers in a row."""
    return [_dense(side * side * channels), {"type": "reshape", "shape": [side, side, channels]}]


def _doubled(filters: int, activation: str = "leaky-relu") -> dict:
    return {"type": "conv-transpose", "filters": filters, "kernelSize": 4, "activation": activation}


def _detailed(filters: int, activation: str = "leaky-relu") -> dict:
    return {"type": "conv", "filters": filters, "kernelSize": 3, "activation": activation}


def _halved(filters: int) -> dict:
    return {"type": "conv", "filters": filters, "kernelSize": 4, "stride": 2, "activation": "leaky-relu"}
