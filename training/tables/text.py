"""The table of a generator that draws what it is told: whether it does, how varied it is, and what is left without the
words.

    python3 training/tables/text.py --out docs/tables/text.json

For every prompt of docs/tables/text-prompts.json, which no training has read, 8 latent vectors; for every digit 100, in
a numeral, in English and in Chinese. Classifiers that never saw the generators say what the images show."""

import argparse
import hashlib
import json
import shlex
import sys
from datetime import date
from pathlib import Path

import torch
from torch import Tensor

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "training"))

from genesis import files  # noqa: E402
from genesis.chance import Chance  # noqa: E402
from genesis.data import to_bytes, to_numbers  # noqa: E402
from genesis.network import as_images  # noqa: E402
from genesis.text import numbers_of  # noqa: E402

PORTRAITS = ("models/portraits-text.safetensors", "models/portraits-classifier.safetensors")
DIGITS = ("models/digits-text.safetensors", "models/digits-classifier.safetensors")
PROMPTS = "docs/tables/text-prompts.json"
LATENTS = 8
DIGIT_LATENTS = 100
# What each digit is called, and in what order the three are told of.
NAMES = {
    "numeral": "0123456789",
    "english": ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"],
    "chinese": "零一二三四五六七八九",
}


class Told:
    """A generator that is told in words, and the classifier that judges it, which never saw it."""

    def __init__(self, model: str, classifier: str) -> None:
        self.generator, self.encoder, self.architecture, self.words = files.load_text_generator(ROOT / model)
        self.classifier, judge, _ = files.load_classifier(ROOT / classifier)
        self.attributes, self.feature_layer = judge["attributes"], judge["featureLayer"]

    def numbers(self, texts: list[str]) -> Tensor:
        text = self.architecture["text"]
        return numbers_of(texts, text["vocabulary"], text["places"])

    def draw(self, latents: Tensor, tokens: Tensor) -> Tensor:
        made = self.generator(latents, self.encoder(tokens))
        # What is judged are pixels.
        return to_numbers(to_bytes(as_images(made, self.architecture["imageShape"])))


@torch.no_grad()
def main() -> None:
    options = parse_options()
    table = {
        "command": shlex.join(["python3", *sys.argv]),
        "seed": options.seed,
        "date": date.today().isoformat(),
        "weights": {
            name: hashlib.sha256((ROOT / name).read_bytes()).hexdigest() for name in (*PORTRAITS, *DIGITS)
        },
        "portraits": judge_portraits(Told(*PORTRAITS), options.seed),
        "digits": judge_digits(Told(*DIGITS), options.seed),
    }
    told = json.dumps(table, indent=2, ensure_ascii=False)
    if options.out:
        (ROOT / options.out).write_text(told + "\n")
    print(told)


def judge_portraits(told: Told, seed: int) -> dict:
    prompts = json.loads((ROOT / PROMPTS).read_text())["prompts"]
    tokens = told.numbers([each["text"] for each in prompts]).repeat_interleave(LATENTS, 0)
    latents = Chance(seed, "latents").normals(len(tokens), told.architecture["latentSize"])
    images = told.draw(latents, tokens)
    met = score(see(told.classifier, images, told.attributes), prompts)
    # The same latents with the words of nobody: every place empty.
    untold = told.draw(latents, torch.zeros_like(tokens))
    blank = score(see(told.classifier, untold, told.attributes), prompts)
    features = features_of(told.classifier, images, told.feature_layer).view(len(prompts), LATENTS, -1)
    within, between = mean_distance_within(features), mean_distance_between(features)
    return {
        "trained": told.words["command"],
        "prompts": len(prompts),
        "latents": LATENTS,
        "met": met,
        "without words": blank,
        "chance": chance_of(prompts, told.attributes),
        "distance within a prompt": within,
        "distance between prompts": between,
        "variety": round(within / between, 4),
    }


def judge_digits(told: Told, seed: int) -> dict:
    """Of each way to name a digit: how often it is drawn; and how often all three draw the same of the same latent
    vector."""
    latents = Chance(seed, "latents").normals(10 * DIGIT_LATENTS, told.architecture["latentSize"])
    wanted = torch.arange(10).repeat_interleave(DIGIT_LATENTS)
    shown = {}
    for language, names in NAMES.items():
        tokens = told.numbers(list(names)).repeat_interleave(DIGIT_LATENTS, 0)
        shown[language] = told.classifier(told.draw(latents, tokens)).argmax(1)
    agree = torch.stack(list(shown.values()))
    return {
        "trained": told.words["command"],
        "latents": DIGIT_LATENTS,
        "met": {language: share((seen == wanted).tolist()) for language, seen in shown.items()},
        "agree": share((agree == agree[0]).all(0).tolist()),
        "chance": 0.1,
    }


def see(classifier, images: Tensor, attributes: list[dict]) -> dict[str, list[str]]:
    """By attribute the value that each image shows."""
    logits = torch.cat([classifier(part) for part in images.split(200)])
    groups = logits.split([len(each["values"]) for each in attributes], 1)
    return {
        each["name"]: [each["values"][index] for index in group.argmax(1).tolist()]
        for each, group in zip(attributes, groups)
    }


def score(shown: dict[str, list[str]], prompts: list[dict]) -> dict:
    """The share of named attributes that are met: of all, by attribute, and by kind of prompt."""
    hits: dict[str, list[bool]] = {}
    kinds: dict[str, list[bool]] = {"held-out combinations": [], "held-out phrasings": []}
    for index, prompt in enumerate(prompts):
        kind = kinds["held-out combinations" if prompt["heldOutCombination"] else "held-out phrasings"]
        for latent in range(LATENTS):
            for name, value in prompt["asked"].items():
                hit = shown[name][index * LATENTS + latent] == value
                hits.setdefault(name, []).append(hit)
                kind.append(hit)
    everything = [hit for each in hits.values() for hit in each]
    return {
        "all": share(everything),
        **{name: share(each) for name, each in kinds.items()},
        **{name: share(each) for name, each in sorted(hits.items())},
    }


def share(hits: list[bool]) -> float:
    return round(sum(hits) / len(hits), 4)


def chance_of(prompts: list[dict], attributes: list[dict]) -> float:
    """What guessing each named value evenly would meet."""
    sizes = {each["name"]: len(each["values"]) for each in attributes}
    named = [1 / sizes[name] for prompt in prompts for name in prompt["asked"]]
    return round(sum(named) / len(named), 4)


def features_of(classifier, images: Tensor, layer: int) -> Tensor:
    for each in classifier.layers[: layer + 1]:
        images = each(images, None)
    return images.flatten(1)


def mean_distance_within(features: Tensor) -> float:
    distances = torch.cdist(features, features)
    return round((distances.sum((1, 2)) / (LATENTS * (LATENTS - 1))).mean().item(), 4)


def mean_distance_between(features: Tensor) -> float:
    """Of the k-th image of a prompt and that of every other."""
    count = len(features)
    distances = torch.cdist(features.transpose(0, 1), features.transpose(0, 1))
    return round((distances.sum((1, 2)) / (count * (count - 1))).mean().item(), 4)


def parse_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out")
    return parser.parse_args()


if __name__ == "__main__":
    main()
