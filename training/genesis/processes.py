"""One training in many processes, on one machine or many, by PyTorch's usual variables RANK, WORLD_SIZE,
MASTER_ADDR and MASTER_PORT. All processes draw the same global batch and each works on its share, so what
comes out is the training of one process, apart from rounding: the mean of the shares' gradients is the
gradient of the whole batch."""

import os
import socket
import subprocess
import sys
from collections.abc import Callable, Sequence
from typing import Any

import torch
from torch import Tensor, distributed


THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS")


def use_threads(count: int) -> None:
    """Runs this very command again where its number of threads is not `count` yet: OpenBLAS, which some
    builds of PyTorch multiply with, reads the number once, before Python begins, and knows nothing of
    `torch.set_num_threads`."""
    wanted = dict.fromkeys(THREADS, str(count))
    if any(os.environ.get(name) != value for name, value in wanted.items()):
        os.execve(sys.executable, [sys.executable, *sys.argv], {**os.environ, **wanted})


def start(count: int) -> int:
    """Runs this very command in `count` processes and waits for them. Returns an exit code."""
    arguments = _without_processes(sys.argv)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    shared = {"WORLD_SIZE": str(count), "MASTER_ADDR": "127.0.0.1", "MASTER_PORT": str(port)}
    threads = str(max(1, (os.cpu_count() or 1) // count))
    for name in THREADS:
        shared[name] = os.environ.get(name, threads)
    running = [
        subprocess.Popen(
            [sys.executable, *arguments],
            env={**os.environ, **shared, "RANK": str(rank), "LOCAL_RANK": str(rank)},
        )
        for rank in range(count)
    ]
    try:
        # When one fails the others would wait for it until they time out.
        while all(process.poll() in (None, 0) for process in running):
            for process in running:
                try:
                    process.wait(0.2)
                except subprocess.TimeoutExpired:
                    break
            else:
                return 0
        return 1
    finally:
        for process in running:
            process.terminate()
        for process in running:
            process.wait()


def _without_processes(arguments: Sequence[str]) -> list[str]:
    kept, skip = [], False
    for argument in arguments:
        if skip:
            skip = False
        elif argument == "--processes":
            skip = True
        elif not argument.startswith("--processes="):
            kept.append(argument)
    return kept


class Team:
    """The processes that train together, seen from one of them."""

    def __init__(self, device: str | None = None) -> None:
        self.rank = int(os.environ.get("RANK", 0))
        self.size = int(os.environ.get("WORLD_SIZE", 1))
        # PyTorch takes a GPU by its number only.
        self.device = torch.device(self._own_device() if device in (None, "cuda") else device)
        if self.device.type == "cuda":
            torch.cuda.set_device(self.device)
        if self.size > 1:
            distributed.init_process_group("nccl" if self.device.type == "cuda" else "gloo")

    @staticmethod
    def _own_device() -> str:
        if not torch.cuda.is_available():
            return "cpu"
        return f"cuda:{int(os.environ.get('LOCAL_RANK', 0)) % torch.cuda.device_count()}"

    @property
    def is_first(self) -> bool:
        """Whether this process speaks and writes files for all."""
        return self.rank == 0

    def share(self, batch: Tensor) -> Tensor:
        """This process's part of what all processes have drawn alike."""
        if len(batch) % self.size:
            raise ValueError(f"A batch of {len(batch)} cannot be shared equally by {self.size} processes.")
        own = len(batch) // self.size
        return batch[self.rank * own : (self.rank + 1) * own]

    def average(self, tensors: Sequence[Tensor]) -> list[Tensor]:
        """The mean over all processes, in one message."""
        if self.size == 1:
            return list(tensors)
        joined = torch.cat([tensor.flatten() for tensor in tensors])
        distributed.all_reduce(joined)
        joined /= self.size
        parts = joined.split([tensor.numel() for tensor in tensors])
        return [part.view_as(tensor) for part, tensor in zip(parts, tensors)]

    def from_first(self, make: Callable[[], Any]) -> Any:
        """What `make` gives in the first process, which alone may have files, for all of them."""
        made = [make() if self.is_first else None]
        if self.size > 1:
            distributed.broadcast_object_list(made)
        return made[0]

    def leave(self) -> None:
        if self.size > 1:
            distributed.destroy_process_group()
