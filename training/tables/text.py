"""The table of a generator that draws what it is told: whether it does, how varied it is, and what is left without the
words.

    python3 training/tables/text.py --model models/portraits-text.safetensors --out docs/tables/text.json

For every prompt of docs/tables/text-prompts.json, which no training has read, 8 latent vectors. A classifier that never
saw the generator says which attributes the images show."""

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

CLASSIFIER = "models/portraits-classifier.safetensors"
PROMPTS = "docs/tables/text-prompts.json"
LATENTS = 8


@torch.no_grad()
def main() -> None:
    options = parse_options()
    generator, encoder, architecture, words = files.load_text_generator(ROOT / options.model)
    classifier, judge, _ = files.load_classifier(ROOT / CLASSIFIER)
    prompts = json.loads((ROOT / PROMPTS).read_text())["prompts"]
    text = architecture["text"]
    tokens = numbers_of([each["text"] for each in prompts], text["vocabulary"], text["places"])
    conditions = encoder(tokens)
    chance = Chance(options.seed, "latents")
    latents = chance.normals(len(prompts) * LATENTS, architecture["latentSize"])

    def draw(conditions: Tensor) -> Tensor:
        made = generator(latents, conditions.repeat_interleave(LATENTS, 0))
        # What is judged are pixels.
        return to_numbers(to_bytes(as_images(made, architecture["imageShape"])))

    images = draw(conditions)
    feature_layer = judge["featureLayer"]
    shown = see(classifier, images, judge["attributes"])
    met = score(shown, prompts)
    # The same latents with the words of nobody: every place empty.
    blank = score(see(classifier, draw(encoder(torch.zeros_like(tokens))), judge["attributes"]), prompts)
    features = features_of(classifier, images, feature_layer).view(len(prompts), LATENTS, -1)
    within = mean_distance_within(features)
    between = mean_distance_between(features)
    table = {
        "model": options.model,
        "sha256": hashlib.sha256((ROOT / options.model).read_bytes()).hexdigest(),
        "command": shlex.join(["python3", *sys.argv]),
        "seed": options.seed,
        "date": date.today().isoformat(),
        "trained": {name: words.get(name) for name in ("command", "step", "date")},
        "prompts": len(prompts),
        "latents": LATENTS,
        "met": met,
        "without words": blank,
        "chance": chance_of(prompts, judge["attributes"]),
        "distance within a prompt": within,
        "distance between prompts": between,
        "variety": within / between,
    }
    told = json.dumps(table, indent=2)
    if options.out:
        (ROOT / options.out).write_text(told + "\n")
    print(told)


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
    parser.add_argument("--model", default="models/portraits-text.safetensors")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out")
    return parser.parse_args()


if __name__ == "__main__":
    main()
