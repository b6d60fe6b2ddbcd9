"""The table of adversarial examples and of two defences:

    python3 training/tables/adversarial.py --out docs/tables/adversarial.json [--only PART] [--quick]

Every cell is a share of MNIST's test images that are still taken for what they are. Cells are kept in a file as they come
(--kept); stopped, the same command goes on with what is missing. Undefended and hardened classifiers are attacked as
strongly as 40 steps from 3 places can, the hardened one also from where attacks on the undefended one ended; the
projection onto the generator's range (200 images, 4 starts, 100 steps) is shown attacks that were made against the
undefended classifier, and attacks that go on from those through it (straight-through gradient). A discriminator that
learnt to tell real digits from the generator's is attacked from both sides. The generator can be attacked, too: latent
vectors within a ball, whose images are asked for as one digit and taken for another, or for real."""

import argparse
import hashlib
import json
import shlex
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import torch
from torch import Tensor

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "training"))

from genesis import files, processes  # noqa: E402
from genesis.attack import Attack, Classify, descend, perturb  # noqa: E402
from genesis.chance import Chance  # noqa: E402
from genesis.data import open_data  # noqa: E402
from genesis.network import as_images  # noqa: E402
from genesis.projection import draw_candidates, search_latent  # noqa: E402
from origins import make  # noqa: E402

MODELS = {
    "undefended": "models/digits-classifier.safetensors",
    "hardened": "models/digits-classifier-robust.safetensors",
    "discriminator": "models/digits-discriminator.safetensors",
    "generator": "models/digits.safetensors",
}
BOUNDS = [("linf", 0.1), ("linf", 0.2), ("linf", 0.3), ("l2", 1), ("l2", 2), ("l2", 3)]
"""Images that each kind of cell is measured on: the first test images."""
MANY, SOME, FEW = 10_000, 1_000, 200
RESTARTS, STEPS = 4, 100
THROUGH = 20
"""Steps of an attack through the projection: each is a search."""

Attacker = Callable[[Tensor, Tensor, Chance], Tensor]
"""Images and what they are (or shall be taken for) to changed images."""


class Cells:
    """What was measured so far, in a file, which is to be deleted where the attacks themselves change."""

    def __init__(self, path: Path, stamp: dict) -> None:
        self.path = path
        self.stamp = stamp
        kept = json.loads(path.read_text()) if path.exists() else {}
        self.values: dict[str, dict] = kept.get("cells", {}) if kept.get("stamp") == stamp else {}

    def measure(self, name: str, work: Callable[[], dict]) -> dict:
        if name not in self.values:
            since = time.perf_counter()
            self.values[name] = work()
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self.path.write_text(json.dumps({"stamp": self.stamp, "cells": self.values}, indent=1))
            print(f"{name}: {self.values[name]} in {time.perf_counter() - since:.0f} s", flush=True)
        return self.values[name]


def main() -> None:
    options = parse_options()
    if options.threads:
        processes.use_threads(options.threads)
    torch.set_flush_denormal(True)
    test = open_data("mnist", "test")
    networks = {name: files.load_classifier(ROOT / MODELS[name])[0] for name in ("undefended", "hardened")}
    judge, _, _ = files.load_classifier(ROOT / MODELS["discriminator"])
    generator, architecture, _ = files.load_generator(ROOT / MODELS["generator"])

    def generate(latents: Tensor, conditions: Tensor | None) -> Tensor:
        return as_images(generator(latents, conditions), architecture["imageShape"])

    hashes = {path: hashlib.sha256((ROOT / path).read_bytes()).hexdigest() for path in MODELS.values()}
    many, some, few = (20, 20, 4) if options.quick else (MANY, SOME, FEW)
    stamp = {"weights": hashes, "seed": options.seed, "images": [many, some, few]}
    cells = Cells(Path(options.kept), stamp)

    def first(count: int) -> tuple[Tensor, Tensor]:
        indices = torch.arange(count)
        return test.numbers(indices), test.labels[indices, 0].long()

    def accuracy(classify: Classify, count: int, attacker: Attacker | None = None, targeted: bool = False) -> dict:
        right, chance = 0, Chance(options.seed, "where attacks begin")
        for part in torch.arange(count).split(500):
            images, labels = test.numbers(part), test.labels[part, 0].long()
            aim = (labels + 1 + (part % 9)) % 10 if targeted else labels
            changed = attacker(images, aim, chance) if attacker else images
            with torch.no_grad():
                right += int((classify(changed).argmax(1) == aim).sum())
        return {"share": round(right / count, 4), "images": count}

    def against(network: Classify, attack: Attack) -> Attacker:
        return lambda images, aim, chance: perturb(network, images, aim, attack, chance)

    def going_on(network: Classify, attack: Attack, others: Attacker) -> Attacker:
        """One run from where `others` came to, whose images are kept where nothing worse is met."""
        return lambda images, aim, chance: descend(network, images, aim, attack, others(images, aim, chance))[0]

    def project(images: Tensor) -> Tensor:
        candidates = draw_candidates(architecture["latentSize"], 10, Chance(options.seed, "where searches begin"))
        made, _, _, _ = search_latent(generate, torch.eye(10), images, RESTARTS, STEPS, candidates)
        return made

    class Through(torch.autograd.Function):
        """Forward the projection, backward nothing but what comes: the straight-through estimator."""

        @staticmethod
        def forward(_, images: Tensor) -> Tensor:
            return project(images)

        @staticmethod
        def backward(_, slope: Tensor) -> Tensor:
            return slope

    parts: dict[str, Callable[[], None]] = {}

    def part(work: Callable[[], None]) -> None:
        parts[work.__name__] = work

    @part
    def classifiers() -> None:
        for name, network in networks.items():
            cells.measure(f"{name}, clean", lambda: accuracy(network, many))
            for norm, epsilon in BOUNDS:
                bound = f"{name}, {norm} {epsilon}"
                fgsm = against(network, Attack(norm, epsilon, steps=1, restarts=0))
                cells.measure(f"{bound}, fgsm", lambda: accuracy(network, many, fgsm))
                pgd = against(network, Attack(norm, epsilon))
                cells.measure(f"{bound}, pgd", lambda: accuracy(network, some, pgd))
                aimed = against(network, Attack(norm, epsilon, targeted=True))
                cells.measure(f"{bound}, pgd targeted, met", lambda: accuracy(network, some, aimed, targeted=True))
            for steps in (1, 5, 10, 20):
                weaker = against(network, Attack("linf", 0.2, steps=steps, restarts=1))
                cells.measure(f"{name}, linf 0.2, {steps} steps", lambda: accuracy(network, some, weaker))

    @part
    def transferred() -> None:
        undefended, hardened = networks["undefended"], networks["hardened"]
        for norm, epsilon in BOUNDS:
            bound, pgd = f"hardened, {norm} {epsilon}", Attack(norm, epsilon)
            transfer = against(undefended, pgd)
            cells.measure(f"{bound}, transferred", lambda: accuracy(hardened, some, transfer))
            # Slopes of a network that learnt from attacks in one norm may lead nowhere in another. What is known of it
            # is the worst of all attacks, and transferred ones are where its own find a way on.
            own = against(hardened, pgd)

            def worst(images: Tensor, aim: Tensor, chance: Chance) -> Tensor:
                further = going_on(hardened, pgd, transfer)(images, aim, chance)
                with torch.no_grad():
                    fooled = hardened(further).argmax(1) != aim
                return torch.where(fooled[:, None, None, None], further, own(images, aim, chance))

            cells.measure(f"{bound}, worst", lambda: accuracy(hardened, some, worst))

    @part
    def projection() -> None:
        undefended = networks["undefended"]
        defended = lambda images: undefended(project(images))  # noqa: E731
        known = lambda images: undefended(Through.apply(images))  # noqa: E731
        cells.measure("projection, clean", lambda: accuracy(defended, few))
        for norm, epsilon in BOUNDS:
            transfer = against(undefended, Attack(norm, epsilon))
            bound = f"projection, {norm} {epsilon}"
            cells.measure(f"{bound}, transferred", lambda: accuracy(defended, few, transfer))
            through = going_on(known, Attack(norm, epsilon, steps=2 if options.quick else THROUGH), transfer)
            cells.measure(f"{bound}, through", lambda: accuracy(known, few, through))

    @part
    def discriminator() -> None:
        """Digits of the generator that are made to pass for real ones, and real ones that are made to pass for made."""
        half = some // 2
        made, real = make(half, Chance(options.seed, "made digits")), first(half)[0]
        sets = {"made": (made, torch.zeros(half, dtype=torch.long)), "real": (real, torch.ones(half, dtype=torch.long))}

        def share(name: str, attack: Attack | None) -> dict:
            images, labels = sets[name]
            if attack:
                images = perturb(judge, images, labels, attack, Chance(options.seed, "where attacks begin"))
            with torch.no_grad():
                right = (judge(images).argmax(1) == labels).float().mean().item()
            return {"share": round(right, 4), "images": half}

        for name in sets:
            cells.measure(f"discriminator, {name}, clean", lambda: share(name, None))
            for norm, epsilon in BOUNDS:
                fgsm = Attack(norm, epsilon, steps=1, restarts=0)
                cells.measure(f"discriminator, {name}, {norm} {epsilon}, fgsm", lambda: share(name, fgsm))
                pgd = Attack(norm, epsilon)
                cells.measure(f"discriminator, {name}, {norm} {epsilon}, pgd", lambda: share(name, pgd))

    @part
    def latent() -> None:
        """Latent vectors of the generator, within a ball round random ones: which images still show what was asked, and
        which the discriminator still takes for made."""
        labels = torch.arange(some) % 10
        conditions = torch.eye(10)[labels]
        latents = Chance(options.seed, "latents").normals(some, architecture["latentSize"])
        made = torch.zeros(some, dtype=torch.long)
        for name, (network, truth, other) in {
            **{name: (network, labels, (labels + 1) % 10) for name, network in networks.items()},
            "discriminator": (judge, made, 1 - made),
        }.items():

            def classify(z: Tensor) -> Tensor:
                return network(generate(z[:, :, 0, 0], conditions))

            def share(attack: Attack | None) -> dict:
                at, aim = latents[:, :, None, None], other if attack and attack.targeted else truth
                if attack:
                    at = perturb(classify, at, aim, attack, Chance(options.seed, "where attacks begin"))
                with torch.no_grad():
                    right = (classify(at).argmax(1) == aim).float().mean().item()
                return {"share": round(right, 4), "images": some}

            cells.measure(f"{name}, latent, clean", lambda: share(None))
            for epsilon in (1, 2, 4):
                # Bounds of `Attack` are for pixels from 0 to 1, half as far apart as numbers from -1 to 1.
                ball = {"norm": "l2", "epsilon": epsilon / 2, "box": None}
                bound = f"{name}, latent l2 {epsilon}"
                cells.measure(f"{bound}, fgsm", lambda: share(Attack(**ball, steps=1, restarts=0)))
                cells.measure(f"{bound}, pgd", lambda: share(Attack(**ball)))
                if network is not judge:  # of two classes, away from one is towards the other
                    aimed = Attack(**ball, targeted=True)
                    cells.measure(f"{bound}, pgd targeted, met", lambda: share(aimed))

    for name, work in parts.items():
        if options.only in (None, name):
            work()
    table = {
        "command": shlex.join(["python3", *sys.argv]),
        "seed": options.seed,
        "date": date.today().isoformat(),
        "what": "Shares of images that are still taken for what they are, of targeted attacks (`met`) those that are taken "
        "for what was wanted. Attacks are PGD of 40 steps from 3 places, or FGSM, along whose one slope shorter steps are "
        "tried as well; bounds are for pixels in [0, 1]. `transferred`: attacks made against the undefended classifier; "
        "`worst`: the attack on the classifier itself, begun at 3 places and where the transferred one ended; `through`: "
        f"the projection is attacked by its straight-through gradient, {THROUGH} steps from where the transferred attack "
        f"ended, each behind a search of {STEPS} steps from {RESTARTS} starts. `latent`: latent vectors of the generator "
        "move in place of pixels, by the L2 length of the change.",
        "backend": f"PyTorch {torch.__version__}",
        "weights": hashes,
        "cells": cells.values,
    }
    if options.out:
        (ROOT / options.out).write_text(json.dumps(table, indent=2) + "\n")


def parse_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add = parser.add_argument
    add("--out", help="the table's file; without it cells are kept and printed only")
    add("--kept", default=str(ROOT / "node_modules/.cache/genesis/tables/adversarial.json"))
    add("--only", choices=("classifiers", "transferred", "projection", "discriminator", "latent"))
    add("--quick", action="store_true", help="a few images, to see that it works")
    add("--seed", type=int, default=1)
    add("--threads", type=int)
    return parser.parse_args()


if __name__ == "__main__":
    main()
