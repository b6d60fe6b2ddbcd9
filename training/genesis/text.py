"""Texts as numbers of words, as in `src/gan/text`."""

import re
from collections.abc import Sequence

import torch
from torch import Tensor

WORD = re.compile(r"[\u3400-\u9fff]|\d|[^\W\d_\u3400-\u9fff]+")


def tokens_of(text: str) -> list[str]:
    """Lower case, without marks; each digit and each Chinese character is a word of its own."""
    return WORD.findall(text.lower())


def numbers_of(texts: Sequence[str], vocabulary: Sequence[str], places: int) -> Tensor:
    """[texts, places]: words by their number in the vocabulary, from 1 on; unknown ones are left out, and empty places
    are 0."""
    number_of = {word: index + 1 for index, word in enumerate(vocabulary)}
    rows = torch.zeros(len(texts), places, dtype=torch.uint8)
    for row, text in enumerate(texts):
        known = [number_of[word] for word in tokens_of(text) if word in number_of][:places]
        rows[row, : len(known)] = torch.tensor(known, dtype=torch.uint8)
    return rows
