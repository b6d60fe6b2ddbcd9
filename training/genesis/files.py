"""Generators, classifiers and unfinished trainings as safetensors files. The browser loads the first two."""

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from . import safetensors
from .data import Attributes, condition_size
from .network import Network

GENERATOR = "genesis-particles generator 1"
CLASSIFIER = "genesis-particles classifier 1"
TRAINING = "genesis-particles training in PyTorch 1"


def save_generator(
    path: str | Path,
    network: Network,
    latent_size: int,
    image_shape: Sequence[int],
    attributes: Attributes | None,
    words: dict[str, str],
    precision: str = "F32",
) -> None:
    """`attributes` is None for an unconditional generator; `words` is anything worth knowing of it."""
    architecture = {
        "latentSize": latent_size,
        "imageShape": list(image_shape),
        "layers": network.description,
        **({"attributes": attributes} if attributes else {}),
    }
    _save(path, network, GENERATOR, architecture, words, precision)


def save_text_generator(
    path: str | Path,
    network: Network,
    encoder: Network,
    latent_size: int,
    image_shape: Sequence[int],
    vocabulary: list[str],
    words: dict[str, str],
    precision: str = "F32",
) -> None:
    """A generator that is told in words what to make, and the encoder of those: its tensors are named `text.…`. Word
    number n of the encoder is the n-th of the vocabulary, from 1 on."""
    architecture = {
        "latentSize": latent_size,
        "imageShape": list(image_shape),
        "layers": network.description,
        "text": {"layers": encoder.description, "places": encoder.input_shape[0], "vocabulary": vocabulary},
    }
    tensors = {**network.tensors(), **{f"text.{name}": tensor for name, tensor in encoder.tensors().items()}}
    _write(path, tensors, GENERATOR, architecture, words, precision)


def load_generator(path: str | Path) -> tuple[Network, dict, dict[str, str]]:
    """The network, its architecture and the free words beside it."""
    tensors, architecture, words = _load(path, GENERATOR)
    conditions = condition_size(architecture.get("attributes", []))
    network = Network(architecture["layers"], [architecture["latentSize"]], conditions)
    network.load_tensors(tensors)
    return network, architecture, words


def begin_with(network: Network, path: str | Path, attributes: Attributes = ()) -> None:
    """Gives a generator, whose layers are the same, what another one of the same images knows of drawing, and of the
    attributes that have the same values. What else it can be asked for begins by chance."""
    other, architecture, _ = load_generator(path)
    old, new = other.tensors(), network.tensors()
    first = next(name for name in old if name.endswith(".kernel"))
    latents = architecture["latentSize"]
    kernel = new[first].copy()
    kernel[:latents] = old[first][:latents]
    known = dict(_places(architecture.get("attributes", []), latents))
    for values, place in _places(attributes, latents):
        if values in known:
            kernel[place] = old[first][known[values]]
    network.load_tensors({**old, first: kernel})


def _places(attributes: Attributes, start: int) -> list[tuple[tuple, slice]]:
    """Of each attribute with values those, and which rows of a kernel are theirs."""
    ends = [start + condition_size(attributes[: index + 1]) for index in range(len(attributes))]
    each = zip(attributes, [start, *ends], ends)
    return [(tuple(one["values"]), slice(low, high)) for one, low, high in each if "values" in one]


def load_text_generator(path: str | Path) -> tuple[Network, Network, dict, dict[str, str]]:
    """The generator, its encoder of texts, its architecture and the free words beside it."""
    tensors, architecture, words = _load(path, GENERATOR)
    text = architecture["text"]
    encoder = Network(text["layers"], [text["places"]])
    encoder.load_tensors({name[5:]: each for name, each in tensors.items() if name.startswith("text.")})
    network = Network(architecture["layers"], [architecture["latentSize"]], encoder.output_shape[0])
    network.load_tensors(tensors)
    return network, encoder, architecture, words


def save_classifier(
    path: str | Path,
    network: Network,
    image_shape: Sequence[int],
    feature_layer: int,
    attributes: Attributes,
    words: dict[str, str],
    precision: str = "F32",
) -> None:
    architecture = {
        "imageShape": list(image_shape),
        "layers": network.description,
        "featureLayer": feature_layer,
        "attributes": attributes,
    }
    _save(path, network, CLASSIFIER, architecture, words, precision)


def load_classifier(path: str | Path) -> tuple[Network, dict, dict[str, str]]:
    """The network, its architecture and the free words beside it."""
    tensors, architecture, words = _load(path, CLASSIFIER)
    network = Network(architecture["layers"], architecture["imageShape"])
    network.load_tensors(tensors)
    return network, architecture, words


def save_training(path: str | Path, tensors: dict[str, np.ndarray], step: int, settings: dict) -> None:
    words = {"format": TRAINING, "step": str(step), "settings": json.dumps(settings)}
    safetensors.write(path, tensors, words)


def load_training(path: str | Path, settings: dict | None) -> tuple[dict[str, np.ndarray], int, dict]:
    """Tensors, the step they stand at and their settings. Raises a ValueError if those are not `settings`, where
    such are given."""
    tensors, words = safetensors.read(path)
    if words.get("format") != TRAINING:
        raise ValueError(f"{path} is no unfinished training. Give another name as checkpoint.")
    before = json.loads(words["settings"])
    changed = [name for name in settings or {} if settings[name] != before.get(name)]
    if changed:
        others = ", ".join(changed)
        raise ValueError(f"{path} is of other settings: {others}. Give the same, or another checkpoint.")
    return tensors, int(words["step"]), before


def _save(
    path: str | Path, network: Network, kind: str, architecture: dict, words: dict[str, str], precision: str
) -> None:
    _write(path, network.tensors(), kind, architecture, words, precision)


def _write(
    path: str | Path, tensors: dict[str, np.ndarray], kind: str, architecture: dict, words: dict[str, str], precision: str
) -> None:
    dtype = safetensors.DTYPES[precision]
    tensors = {name: tensor.astype(dtype) for name, tensor in tensors.items()}
    described = json.dumps(architecture, separators=(",", ":"))
    safetensors.write(path, tensors, {**words, "format": kind, "architecture": described})


def _load(path: str | Path, kind: str) -> tuple[dict[str, np.ndarray], dict, dict[str, str]]:
    tensors, words = safetensors.read(path)
    if words.get("format") != kind:
        raise ValueError(f"{path} says it is {words.get('format')!r}, not {kind!r}.")
    architecture = json.loads(words.pop("architecture"))
    del words["format"]
    return tensors, architecture, words
