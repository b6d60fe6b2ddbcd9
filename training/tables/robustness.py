"""The table of robustness to noise: how far images move when latent vectors do, and whether they still show the same digit.

    python3 training/tables/robustness.py              about half an hour on a core, into docs/tables/robustness.json
    python3 training/tables/robustness.py --quick      one small cell, printed: that it runs
    python3 training/tables/robustness.py --seeds 1 2 3    more seeds; what is done is kept

Each cell trains one network by one recipe on MNIST, without labels, and measures its generator under three truncations.
All networks of one kind take the same steps of the same batches. Trainings and cells are kept as they come; stopped, the
same command goes on."""

import argparse
import hashlib
import json
import os
import platform
import shlex
import statistics
import subprocess
import sys
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "training"))

from genesis import files, processes  # noqa: E402
from genesis.chance import Chance  # noqa: E402
from genesis.data import open_data  # noqa: E402
from genesis.network import Network, as_images  # noqa: E402
from genesis.robustness import path_lengths, pixels, shake, steepness  # noqa: E402

SHIPPED = "models/digits.safetensors"
CLASSIFIER = "models/digits-classifier.safetensors"
NOISE = [round(0.1 * n, 1) for n in range(1, 11)]
TRUNCATIONS = [1, 0.7, 0.5]
MODELS = ["dense", "conv", "shipped"]
RECIPES = {
    "article": ["--preset", "article"],
    "stable": ["--preset", "stable"],
    "stable + smoothness": ["--preset", "stable", "--smoothness", "0.3"],
}


@dataclass(frozen=True)
class Settings:
    dense_steps: int = 3000
    conv_steps: int = 1200
    batch: int = 64
    samples: int = 2000
    """Latent vectors that are shaken, and images that quality is told from; half as many paths."""
    steep: int = 200
    """Latent vectors at which the steepest direction is looked for."""

    def steps(self, model: str) -> int:
        return {"dense": self.dense_steps, "conv": self.conv_steps}[model]


QUICK = Settings(dense_steps=20, conv_steps=2, samples=60, steep=4)


def main() -> None:
    options = parse_options()
    if options.threads:
        processes.use_threads(options.threads)
    torch.set_flush_denormal(True)
    settings = QUICK if options.quick else Settings()
    folder = Path(options.cache) / ("quick" if options.quick else "")
    folder.mkdir(parents=True, exist_ok=True)
    seeds = options.seeds[:1] if options.quick else options.seeds
    models = ["dense"] if options.quick else ["conv", "dense"]
    judge = Judge(settings)
    cells = {("shipped", "stable", 0): measured(folder, settings, judge, "shipped", "stable", 0, options)}
    for seed in seeds:
        for model in models:
            for recipe in RECIPES:
                cell = measured(folder, settings, judge, model, recipe, seed, options)
                if cell:
                    cells[model, recipe, seed] = cell
    table = make_table(settings, judge, cells)
    for row in table["rows"]:
        print(describe(row))
    if not options.quick:
        write_json(Path(options.out), table)
        print(f"wrote {options.out}; its plot: npm run table -- robustness --plot")


def measured(
    folder: Path, settings: Settings, judge: "Judge", model: str, recipe: str, seed: int, options: argparse.Namespace
) -> dict | None:
    """One cell, from the folder of those that are done or by training and measuring; None where it would have to be
    trained and may not be."""
    name = f"{model}-{recipe.replace(' + ', '-')}-{seed}"
    kept = folder / f"{name}.json"
    stamp = {
        "samples": [settings.samples, settings.steep],
        "training": None if model == "shipped" else [settings.steps(model), settings.batch, RECIPES[recipe]],
        "weights": [hash_of(CLASSIFIER), hash_of(SHIPPED) if model == "shipped" else None],
    }
    if kept.exists() and (cell := json.loads(kept.read_text()))["stamp"] == stamp:
        return cell
    weights = ROOT / SHIPPED if model == "shipped" else folder / f"{name}.safetensors"
    if model != "shipped":
        if options.finished:
            return None
        train(settings, weights, model, recipe, seed, options.threads)
    network, architecture, _ = files.load_generator(weights)
    found = {str(psi): judge.measure(network, architecture, psi) for psi in TRUNCATIONS}
    cell = {"stamp": stamp, "truncations": found}
    write_json(kept, cell)
    print(f"{name}: {json.dumps(found['1'])}", flush=True)
    return cell


def train(settings: Settings, out: Path, model: str, recipe: str, seed: int, threads: int | None) -> None:
    # The command is kept in the generator's file, where paths of this machine say nothing.
    inside = os.path.relpath(out, ROOT)
    command = [sys.executable, "training/train.py", "--unconditional", "--model", model, *RECIPES[recipe]]
    command += ["--steps", str(settings.steps(model)), "--batch", str(settings.batch), "--seed", str(seed), "--device", "cpu"]
    command += ["--out", inside, "--checkpoint", f"{inside.removesuffix('.safetensors')}.checkpoint", "--save-every", "250"]
    subprocess.run(command + (["--threads", str(threads)] if threads else []), check=True, cwd=ROOT)


class Judge:
    """What all generators are measured by: one classifier, its features, MNIST's test images, one choice of chance."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.network, architecture, _ = files.load_classifier(ROOT / CLASSIFIER)
        self.feature_layer = architecture["featureLayer"]
        test = open_data("mnist", "test")
        images = test.numbers(slice(0, None))
        self.real = self.seen(images)
        self.variance = pixels(images).var(0).sum().item()
        # Of as many other real images: no generator's distance can be expected to be smaller. Drawn from all of them, for
        # the first are another mixture than the rest.
        training = open_data("mnist")
        any_ones = Chance(1, "real images").order(len(training))[: settings.samples]
        self.floor = round(frechet(moments(self.seen(training.numbers(any_ones))), moments(self.real)), 2)
        self.real_diversity = round(diversity(self.real), 2)

    @torch.no_grad()
    def features(self, images: Tensor) -> Tensor:
        for layer in self.network.layers[: self.feature_layer + 1]:
            images = layer(images, None)
        return images.flatten(1)

    def seen(self, images: Tensor) -> Tensor:
        return torch.cat([self.features(part) for part in images.split(500)])

    def measure(self, network: Network, architecture: dict, truncation: float) -> dict:
        """A generator's numbers under one truncation. Noise and paths are of the latent vectors before it."""
        settings, size = self.settings, architecture["latentSize"]
        labelled = "attributes" in architecture

        def generator(rows: int):
            conditions = torch.eye(10)[torch.arange(rows) % 10] if labelled else None

            def generate(latents: Tensor) -> Tensor:
                return as_images(network(truncation * latents, conditions), architecture["imageShape"])

            return generate

        def normals(purpose: str, count: int) -> Tensor:
            return Chance(1, purpose).normals(count, size)

        latents, noise = normals("latents", settings.samples), normals("noise", settings.samples)
        generate = generator(settings.samples)
        with torch.no_grad():
            images = generate(latents)
            classes = torch.bincount(self.network(images).argmax(1), minlength=10) / len(images)
        features = self.seen(images)
        found = {
            "frechet": round(frechet(moments(features), moments(self.real)), 2),
            "diversity": round(diversity(features), 2),
            "classes": round(float(torch.special.entr(classes).sum() / np.log(10)), 3),
            "variance": round(pixels(images).var(0).sum().item(), 2),
        }
        paths = settings.samples // 2
        ends = normals("ends of paths", 2 * paths).chunk(2)
        places = Chance(1, "places on paths").shares(paths)
        for name, see in {"pathLength": self.features, "pixelPathLength": lambda each: pixels(each)}.items():
            found[name] = round(path_lengths(generator(paths), see, *ends, places).mean().item(), 2)
        steep = steepness(generator(settings.steep), latents[: settings.steep], noise[: settings.steep])
        found["lipschitz"] = {"mean": round(steep.mean().item(), 3), "largest": round(steep.max().item(), 3)}
        found["noise"] = []
        for at in NOISE:
            same, moved = shake(generate, self.network, latents, noise, at)
            shown = {"kept": round(same.float().mean().item(), 4), "moved": round(moved.mean().sqrt().item(), 4)}
            found["noise"].append({"size": at, **shown})
        return found


def moments(features: Tensor) -> tuple[np.ndarray, np.ndarray]:
    points = features.double().numpy()
    return points.mean(0), np.cov(points, rowvar=False)


def frechet(first: tuple[np.ndarray, np.ndarray], second: tuple[np.ndarray, np.ndarray]) -> float:
    """As `src/gan/metrics/frechetDistance.ts`."""
    (mean1, covariance1), (mean2, covariance2) = first, second
    values, vectors = np.linalg.eigh(covariance1)
    root = (vectors * np.sqrt(values.clip(0))) @ vectors.T
    product = np.linalg.eigvalsh(root @ covariance2 @ root)
    apart = np.square(mean1 - mean2).sum() + np.trace(covariance1) + np.trace(covariance2)
    return max(0.0, float(apart - 2 * np.sqrt(product.clip(0)).sum()))


def diversity(features: Tensor) -> float:
    """As `src/gan/metrics/featureDiversity.ts`."""
    return float((2 * features.double().var(0).sum()).sqrt())


def make_table(settings: Settings, judge: Judge, cells: dict) -> dict:
    rows = []
    groups = sorted({(model, recipe): None for model, recipe, _ in cells}, key=lambda each: MODELS.index(each[0]))
    for model, recipe in groups:
        mine = {seed: cell for (m, r, seed), cell in cells.items() if (m, r) == (model, recipe)}
        for psi in TRUNCATIONS:
            found = [cell["truncations"][str(psi)] for cell in mine.values()]
            row = {"model": model, "recipe": recipe, "truncation": psi}
            if model != "shipped":
                row["seeds"] = list(mine)
            row |= pooled(found)
            if model != "shipped":
                # What is kept of two vectors that have nothing to do with each other is kept by chance.
                chance = row["noise"][-1]["kept"]
                for each in row["noise"]:
                    # Where all is alike, nothing is kept beyond that.
                    each["beyondChance"] = round((each["kept"] - chance) / (1 - chance), 4) if chance < 1 else 0.0
            rows.append(row)
    weights = {path: hash_of(path) for path in (SHIPPED, CLASSIFIER)}
    return {
        "command": shlex.join(["python3", *sys.argv]),
        "seeds": sorted({seed for row in rows for seed in row.get("seeds", [])}),
        "date": date.today().isoformat(),
        "what": "How far images move when latent vectors do. `noise`: z becomes sqrt(1 - size²) z + size n; `kept` is the "
        "share of images whose class the classifier sees unchanged, `moved` the root mean squared change of pixels from 0 to 1. "
        "`pathLength`: Karras et al. 2019, in the classifier's features, `pixelPathLength` in pixels. `lipschitz`: largest "
        "singular value of the generator's Jacobian by the power method, a lower bound. Beside them how good the images are: "
        "`frechet` to MNIST's test images in the classifier's features, `diversity` in the same, `classes` the entropy of the "
        "digits seen as a share of the most possible, `variance` of all pixels. A generator that has collapsed keeps its class "
        "for nothing: read `kept` beside these, or `beyondChance`, (kept - c) / (1 - c), c what is kept at size 1, where nothing "
        "is left of z. Truncation multiplies latent vectors and noise alike. Generators were "
        "trained without labels, but for the shipped one, which is told its digit. Means over seeds, `spread` their standard "
        "deviation where there are several.",
        "environment": f"PyTorch {torch.__version__}, Python {platform.python_version()}, {os.cpu_count()} cores",
        "settings": {**asdict(settings), "recipes": {name: shlex.join(words) for name, words in RECIPES.items()}},
        "weights": weights,
        "real": {"frechet": judge.floor, "diversity": judge.real_diversity, "variance": round(judge.variance, 2)},
        "rows": rows,
    }


def pooled(found: list):
    """Several cells of the same form as one, of means; numbers that vary bring the standard deviation with them."""
    first = found[0]
    if isinstance(first, dict):
        merged = {key: pooled([each[key] for each in found]) for key in first}
        spreads = {
            key: round(statistics.stdev(each[key] for each in found), 4)
            for key in first
            if len(found) > 1 and isinstance(first[key], float)
        }
        return {**merged, "spread": spreads} if spreads else merged
    if isinstance(first, list):
        return [pooled([each[i] for each in found]) for i in range(len(first))]
    return first if isinstance(first, int) else round(statistics.mean(found), 4)


def describe(row: dict) -> str:
    kept = " ".join(f"{100 * each['kept']:3.0f}" for each in row["noise"])
    return (
        f"{row['model']:8}{row['recipe']:20} truncation {row['truncation']:3}: Fréchet {row['frechet']:7.1f}, diversity "
        f"{row['diversity']:5.1f}, path {row['pathLength']:7.1f}, Lipschitz {row['lipschitz']['mean']:.2f}, kept {kept} %"
    )


def hash_of(path: str) -> str:
    return hashlib.sha256((ROOT / path).read_bytes()).hexdigest()


def write_json(path: Path, content: dict) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    # Under another name first: what is stopped while it writes leaves no half a file behind.
    unfinished = path.with_name(f"{path.name}.unfinished")
    unfinished.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n")
    unfinished.replace(path)


def parse_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    add = parser.add_argument
    add("--quick", action="store_true", help="one small network of each recipe, printed only")
    add("--seeds", type=int, nargs="+", default=[1])
    add("--finished", action="store_true", help="make the table of the cells that are done, and train nothing")
    add("--threads", type=int)
    add("--out", default=str(ROOT / "docs/tables/robustness.json"))
    add("--cache", default=str(ROOT / "node_modules/.cache/genesis/tables/robustness"))
    return parser.parse_args()


if __name__ == "__main__":
    main()
