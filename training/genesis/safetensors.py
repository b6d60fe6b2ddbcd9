"""Reads and writes safetensors files: 8 bytes of little-endian header length, a JSON header from names to {
dtype, shape, data_offsets [begin, end) within the data }, free strings under `__metadata__`, then the data,
little-endian. A file read is not trusted: all it says of itself is checked first."""

import json
import math
import os
from pathlib import Path

import numpy as np

DTYPES = {"F32": np.dtype("<f4"), "F16": np.dtype("<f2"), "U8": np.dtype("u1")}
NAMES = {dtype: name for name, dtype in DTYPES.items()}

LENGTH_BYTES = 8
LONGEST_HEADER = 10_000_000

Tensors = dict[str, np.ndarray]
Metadata = dict[str, str]


def write(path: str | Path, tensors: Tensors, metadata: Metadata) -> None:
    """Tensors of 32- or 16-bit floats or bytes. The file appears at once and whole, or not at all."""
    # Wide numbers first, as the reference does, so that each lies aligned.
    names = sorted(tensors, key=lambda name: -tensors[name].dtype.itemsize)
    header: dict = {"__metadata__": metadata}
    end = 0
    for name in names:
        tensor = tensors[name]
        dtype = NAMES.get(tensor.dtype.newbyteorder("<"))
        if dtype is None:
            raise TypeError(f"The tensor {name} is of {tensor.dtype}. Writable are {', '.join(DTYPES)}.")
        begin, end = end, end + tensor.nbytes
        header[name] = {"dtype": dtype, "shape": list(tensor.shape), "data_offsets": [begin, end]}
    text = json.dumps(header, ensure_ascii=False, separators=(",", ":")).encode()
    text += b" " * (-len(text) % LENGTH_BYTES)
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f"{path.name}.{os.getpid()}")
    with unfinished.open("wb") as file:
        file.write(len(text).to_bytes(LENGTH_BYTES, "little") + text)
        for name in names:
            tensor = tensors[name]
            file.write(np.ascontiguousarray(tensor, tensor.dtype.newbyteorder("<")).tobytes())
    unfinished.replace(path)


def read(path: str | Path) -> tuple[Tensors, Metadata]:
    """Raises a ValueError that says in which way the file is damaged."""
    content = Path(path).read_bytes()
    header, start = _read_header(path, content)
    metadata = header.pop("__metadata__", {})
    if not isinstance(metadata, dict) or not all(isinstance(value, str) for value in metadata.values()):
        raise _damaged(path, "its __metadata__ is not an object of strings")
    data = memoryview(content)[start:]
    spans = {name: _span(path, name, entry) for name, entry in header.items()}
    filled = 0
    for name, (_, _, begin, end) in sorted(spans.items(), key=lambda item: item[1][2:]):
        if begin != filled:
            raise _damaged(path, f"the tensor {name} begins at byte {begin}; the one before ends at {filled}")
        filled = end
    if filled != len(data):
        raise _damaged(path, f"its tensors take {filled} bytes, but there are {len(data)} bytes of data")
    tensors = {
        name: np.frombuffer(data[begin:end], dtype).reshape(shape).copy()
        for name, (dtype, shape, begin, end) in spans.items()
    }
    return tensors, metadata


def _read_header(path: str | Path, content: bytes) -> tuple[dict, int]:
    length = int.from_bytes(content[:LENGTH_BYTES], "little")
    if len(content) < LENGTH_BYTES or length > len(content) - LENGTH_BYTES:
        raise _damaged(path, f"its header should take {length} bytes, but the file has {len(content)} in all")
    if length > LONGEST_HEADER:
        raise _damaged(path, f"its header takes {length} bytes, more than the {LONGEST_HEADER} that are read")
    start = LENGTH_BYTES + length
    try:
        header = json.loads(content[LENGTH_BYTES:start])
    except ValueError as error:
        raise _damaged(path, "its header is not JSON") from error
    if not isinstance(header, dict):
        raise _damaged(path, "its header is not a JSON object")
    return header, start


def _span(path: str | Path, name: str, entry: object) -> tuple[np.dtype, list[int], int, int]:
    entry = entry if isinstance(entry, dict) else {}
    dtype, shape, offsets = DTYPES.get(entry.get("dtype")), entry.get("shape"), entry.get("data_offsets")
    if dtype is None:
        known = ", ".join(DTYPES)
        raise _damaged(path, f"the tensor {name} is of type {entry.get('dtype')!r}; known are {known}")
    if not _are_counts(shape) or not _are_counts(offsets) or len(offsets) != 2:
        raise _damaged(path, f"the tensor {name} has no proper shape and data_offsets")
    begin, end = offsets
    expected = dtype.itemsize * math.prod(shape)
    if end - begin != expected:
        raise _damaged(path, f"the tensor {name} of shape {shape} takes {expected} bytes, not {end - begin}")
    return dtype, shape, begin, end


def _are_counts(value: object) -> bool:
    return isinstance(value, list) and all(type(count) is int and count >= 0 for count in value)


def _damaged(path: str | Path, how: str) -> ValueError:
    return ValueError(f"{path} is no sound safetensors file: {how}. Load or copy the file again.")
