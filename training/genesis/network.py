"""A network out of a list of layers, the same data that `src/gan/networks` builds its networks from. Inside,
images are [batch, channels, height, width], as PyTorch has them; where an image becomes numbers in a row or
the reverse, the order is that of the browser: row by row, channels interleaved. `tensors` and `load_tensors`
speak TensorFlow.js' layouts. First weights are PyTorch's own."""

import math
from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

Shape = Sequence[int]
Layers = Sequence[dict]

ACTIVATIONS = {
    "linear": lambda x: x,
    "relu": functional.relu,
    "leaky-relu": lambda x: functional.leaky_relu(x, 0.2),
    "tanh": torch.tanh,
    "softplus": functional.softplus,
}


class Network(nn.Module):
    """`input_shape` is [numbers] or [height, width, channels]; `condition_size` is 0 where there is no
    condition."""

    def __init__(self, layers: Layers, input_shape: Shape, condition_size: int = 0) -> None:
        super().__init__()
        self.description = [dict(layer) for layer in layers]
        self.layers = nn.ModuleList()
        self.input_shape = list(input_shape)
        shape = list(input_shape)
        for index, description in enumerate(self.description):
            arguments = {name: value for name, value in description.items() if name != "type"}
            kind = KINDS.get(description["type"])
            if kind is None:
                raise ValueError(f"Layer {index} is a {description['type']!r}. Known are {', '.join(KINDS)}.")
            layer = kind(shape, condition_size, **arguments)
            self.layers.append(layer)
            shape = layer.output_shape
        self.output_shape = shape
        # Convolutions are fastest, the first one four times, where the channels of a pixel lie side by side.
        self.to(memory_format=torch.channels_last)

    def forward(self, x: Tensor, condition: Tensor | None = None) -> Tensor:
        for layer in self.layers:
            x = layer(x, condition)
        return x

    def tensors(self) -> dict[str, np.ndarray]:
        """All weights, layer by layer, in the browser's names and layouts."""
        return {
            name: parameter.detach().permute(axes).contiguous().cpu().numpy()
            for name, parameter, axes in self._named()
        }

    @torch.no_grad()
    def load_tensors(self, tensors: dict[str, np.ndarray]) -> None:
        """Takes weights over from `tensors`, which are in the browser's names and layouts."""
        for name, parameter, axes in self._named():
            shape = [parameter.shape[axis] for axis in axes]
            found = list(tensors[name].shape) if name in tensors else "missing"
            if found != shape:
                raise ValueError(f"The tensor {name} should be {shape}, but is {found}: not of this network.")
            # A copy may be in this machine's own floats only.
            values = torch.from_numpy(np.array(tensors[name], np.float32))
            parameter.copy_(values.permute([axes.index(axis) for axis in range(len(axes))]))

    def _named(self):
        for index, layer in enumerate(self.layers):
            for role, (parameter, axes) in layer.roles().items():
                yield f"{index}.{role}", parameter, axes


class Layer(nn.Module):
    output_shape: list[int]

    def roles(self) -> dict[str, tuple[nn.Parameter, list[int]]]:
        """Weights by role, each with the order of its axes in TensorFlow.js."""
        return {}


class Dense(Layer):
    def __init__(self, shape: Shape, _: int, units: int, activation: str = "linear") -> None:
        super().__init__()
        self.linear = nn.Linear(math.prod(shape), units)
        self.activate = ACTIVATIONS[activation]
        self.output_shape = [units]

    def forward(self, x: Tensor, _: Tensor | None) -> Tensor:
        return self.activate(self.linear(flat(x)))

    def roles(self):
        return {"kernel": (self.linear.weight, [1, 0]), "bias": (self.linear.bias, [0])}


class Reshape(Layer):
    def __init__(self, _: Shape, __: int, shape: Shape) -> None:
        super().__init__()
        self.output_shape = list(shape)

    def forward(self, x: Tensor, _: Tensor | None) -> Tensor:
        return as_images(x, self.output_shape)


class Convolution(Layer):
    """Either direction: `conv` keeps or halves the sides, `conv-transpose` doubles them."""

    def __init__(self, convolution: nn.Module, activation: str) -> None:
        super().__init__()
        self.convolution = convolution
        self.activate = ACTIVATIONS[activation]

    def forward(self, x: Tensor, _: Tensor | None) -> Tensor:
        return self.activate(self.convolution(x))

    def roles(self):
        # [out, in, y, x] → [y, x, in, out]; transposed: [in, out, y, x] → [y, x, out, in]. No flip in either.
        return {"kernel": (self.convolution.weight, [2, 3, 1, 0]), "bias": (self.convolution.bias, [0])}


class Conv(Convolution):
    # The argument is called as it is in the data.
    def __init__(
        self, shape: Shape, _: int, filters: int, kernelSize: int, stride: int = 1, activation: str = "linear"
    ) -> None:
        height, width, channels = shape
        if stride not in (1, 2) or kernelSize % 2 != stride % 2 or height % stride or width % stride:
            raise ValueError(
                f"A conv of kernel {kernelSize} and stride {stride} on {width} x {height} would need unequal "
                "borders. Odd kernels go with stride 1, even ones with stride 2 on even sides."
            )
        border = (kernelSize - stride) // 2
        super().__init__(nn.Conv2d(channels, filters, kernelSize, stride, border), activation)
        self.output_shape = [height // stride, width // stride, filters]


class TransposedConv(Convolution):
    def __init__(
        self, shape: Shape, _: int, filters: int, kernelSize: int, activation: str = "linear"
    ) -> None:
        height, width, channels = shape
        if kernelSize % 2:
            raise ValueError(f"A conv-transpose has kernel {kernelSize}. It must be even, for equal borders.")
        self.border = (kernelSize - 2) // 2
        super().__init__(nn.ConvTranspose2d(channels, filters, kernelSize, 2, self.border), activation)
        self.output_shape = [2 * height, 2 * width, filters]

    def forward(self, x: Tensor, _: Tensor | None) -> Tensor:
        if x.device.type != "cpu":
            return super().forward(x, _)
        # PyTorch's own goes image by image on CPUs; this takes less than half its time.
        weight, bias = self.convolution.weight, self.convolution.bias
        kernel = of_each_corner(weight, self.border)
        found = functional.conv2d(x, kernel, bias.repeat_interleave(4), padding=kernel.shape[2] // 2)
        return self.activate(functional.pixel_shuffle(found, 2))


def of_each_corner(weight: Tensor, border: int) -> Tensor:
    """The kernel of a convolution that makes the four pixels of a transposed one, corner by corner, out of the
    neighbours of one (Shi et al. 2016, "Is the deconvolution layer the same as a convolutional layer?")."""
    inputs, outputs = weight.shape[:2]
    reach = (border + 1) // 2
    side = 2 * reach + 1
    even = functional.pad(weight, [2 * reach - border] * 4)
    corners = even.view(inputs, outputs, side, 2, side, 2).flip(2, 4).permute(1, 3, 5, 0, 2, 4)
    return corners.reshape(4 * outputs, inputs, side, side).contiguous(memory_format=torch.channels_last)


class Condition(Layer):
    """[z, y]"""

    def __init__(self, shape: Shape, condition_size: int) -> None:
        super().__init__()
        self.output_shape = [math.prod(shape) + condition_size]

    def forward(self, x: Tensor, condition: Tensor | None) -> Tensor:
        return torch.cat([flat(x), condition], 1)


class Projection(Layer):
    """x·w + b + <x, y E>  (Miyato and Koyama 2018, "cGANs with projection discriminator")."""

    def __init__(self, shape: Shape, condition_size: int) -> None:
        super().__init__()
        features = math.prod(shape)
        bound = features**-0.5
        self.linear = nn.Linear(features, 1)
        self.embedding = nn.Parameter(torch.empty(condition_size, features).uniform_(-bound, bound))
        self.output_shape = [1]

    def forward(self, x: Tensor, condition: Tensor | None) -> Tensor:
        features = flat(x)
        fit = (features * (condition @ self.embedding)).sum(1, keepdim=True)
        return self.linear(features) + fit

    def roles(self):
        return {
            "kernel": (self.linear.weight, [1, 0]),
            "bias": (self.linear.bias, [0]),
            "embedding": (self.embedding, [0, 1]),
        }


class Embedding(Layer):
    """Numbers of words, [batch, places], to a vector for each, [batch, size, places, 1]; the number 0 is an
    empty place and gives zeros."""

    def __init__(self, shape: Shape, _: int, words: int, size: int) -> None:
        super().__init__()
        (places,) = shape
        self.vectors = nn.Parameter(torch.randn(words, size) * size**-0.5)
        self.output_shape = [places, 1, size]

    def forward(self, x: Tensor, _: Tensor | None) -> Tensor:
        table = torch.cat([torch.zeros_like(self.vectors[:1]), self.vectors])
        return functional.embedding(x.long(), table).permute(0, 2, 1)[..., None]

    def roles(self):
        return {"vectors": (self.vectors, [0, 1])}


class Phrase(Layer):
    """What stands in `reach` places side by side, in each place: a convolution along a row of words."""

    def __init__(
        self, shape: Shape, _: int, filters: int, reach: int, activation: str = "linear"
    ) -> None:
        super().__init__()
        places, _, size = shape
        self.linear = nn.Linear(reach * size, filters)
        self.reach = reach
        self.activate = ACTIVATIONS[activation]
        self.output_shape = [places, 1, filters]

    def forward(self, x: Tensor, _: Tensor | None) -> Tensor:
        border = self.reach // 2
        padded = functional.pad(x[..., 0], [border, border])
        places = x.shape[2]
        beside = torch.cat([padded[:, :, start : start + places] for start in range(self.reach)], 1)
        return self.activate(self.linear(beside.permute(0, 2, 1))).permute(0, 2, 1)[..., None]

    def roles(self):
        return {"kernel": (self.linear.weight, [1, 0]), "bias": (self.linear.bias, [0])}


class Largest(Layer):
    """The largest number of each channel, over all places."""

    def __init__(self, shape: Shape, _: int) -> None:
        super().__init__()
        self.output_shape = [shape[-1]]

    def forward(self, x: Tensor, _: Tensor | None) -> Tensor:
        return x.amax((2, 3))


KINDS = {
    "dense": Dense,
    "reshape": Reshape,
    "conv": Conv,
    "conv-transpose": TransposedConv,
    "condition": Condition,
    "projection": Projection,
    "embedding": Embedding,
    "phrase": Phrase,
    "largest": Largest,
}


def flat(x: Tensor) -> Tensor:
    """Numbers in a row, as the browser orders them."""
    return x.permute(0, 2, 3, 1).flatten(1) if x.dim() == 4 else x


def as_images(x: Tensor, shape: Shape) -> Tensor:
    """The reverse, to [batch, channels, height, width]; images stay as they are."""
    return x if x.dim() == 4 else x.unflatten(1, tuple(shape)).permute(0, 3, 1, 2)
