"""Tests of the PyTorch twin, in about a minute:

    python3 training/test_twin.py
"""

import json
import math
import os
import socket
import subprocess
import sys
import tempfile
import unittest
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch

from genesis import files, robustness, safetensors
from genesis.average import WeightAverage
from genesis.chance import BatchOrder, Chance
from genesis.data import condition_size, encode_conditions, open_data, to_bytes, to_numbers
from genesis.game import Game
from genesis.models import MODELS
from genesis.network import Network, as_images
from sample import find_labels
from train import spread
from genesis.objectives import OBJECTIVES
from genesis.penalties import Penalty, exact_slopes, judge
from genesis.processes import Team
from genesis.strokes import measure_strokes
from genesis.recipes import PRESETS
from tables import augmentation

HERE = Path(__file__).parent
ATTRIBUTES = [{"name": "colour", "values": ["red", "blue"]}, {"name": "size", "values": ["s", "m", "l"]}]
SHAPE = [16, 16, 4]


def smooth(x: float) -> float:
    return math.log1p(math.exp(x))


class InFolder(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def pack(self, count: int = 24) -> Path:
        """A small packed set of noise."""
        chance = np.random.default_rng(1)
        labels = np.stack([chance.integers(0, 2, count), chance.integers(0, 3, count)], 1).astype(np.uint8)
        images = chance.integers(0, 256, (count, *SHAPE), dtype=np.uint8)
        path = self.folder / "set.safetensors"
        tensors = {"images": images, "labels": labels}
        safetensors.write(path, tensors, {"attributes": json.dumps(ATTRIBUTES)})
        return path


class Safetensors(InFolder):
    def test_gives_back_what_was_written(self) -> None:
        path = self.folder / "x.safetensors"
        tensors = {
            "bytes": np.arange(5, dtype=np.uint8),
            "halves": np.array([[0.5, -2]], np.float16),
            "floats": np.array([[[1e-9]], [[3]]], np.float32),
        }
        safetensors.write(path, tensors, {"title": "äöü"})
        read, metadata = safetensors.read(path)
        self.assertEqual(metadata, {"title": "äöü"})
        for name, tensor in tensors.items():
            self.assertEqual(read[name].dtype, tensor.dtype)
            np.testing.assert_array_equal(read[name], tensor)

    def test_refuses_damaged_files(self) -> None:
        path = self.folder / "x.safetensors"
        safetensors.write(path, {"a": np.zeros(4, np.float32), "b": np.zeros(2, np.float32)}, {})
        sound = path.read_bytes()
        damaged = {
            "cut off": sound[:-1],
            "too long": sound + b"x",
            "no header": sound[:4],
            "endless header": b"\xff" * 8 + sound[8:],
            "no JSON": sound[:8] + b"x" + sound[9:],
            "overlapping": sound.replace(b"[16,24]", b"[08,16]").replace(b"[08", b"[ 8"),
            "with a hole": sound.replace(b"[16,24]", b"[24,32]") + bytes(8),
            "beyond the end": sound.replace(b"[16,24]", b"[17,25]"),
            "another size": sound.replace(b'"shape":[2]', b'"shape":[3]'),
            "unknown type": sound.replace(b'"F32"', b'"F99"', 1),
            "negative": sound.replace(b"[0,16]", b"[-1,7]"),
        }
        for how, content in damaged.items():
            self.assertNotEqual(content, sound, how)
            path.write_bytes(content)
            with self.subTest(how), self.assertRaisesRegex(ValueError, "no sound safetensors"):
                safetensors.read(path)


class Networks(InFolder):
    def test_dense_layers_see_images_row_by_row_channels_interleaved(self) -> None:
        network = Network([{"type": "dense", "units": 1}], [2, 3, 2])
        kernel = np.arange(12, dtype=np.float32)[:, None]
        network.load_tensors({"0.kernel": kernel, "0.bias": np.zeros(1, np.float32)})
        image = np.zeros((2, 3, 2), np.float32)
        image[1, 2, 0] = 1  # Row 1, column 2, channel 0 is number (1 · 3 + 2) · 2 + 0.
        seen = network(torch.from_numpy(image).permute(2, 0, 1)[None])
        self.assertEqual(seen.item(), 10)

    def test_reshape_is_the_reverse(self) -> None:
        images = as_images(torch.arange(12.0)[None], [2, 3, 2])
        self.assertEqual(list(images.shape), [1, 2, 2, 3])
        self.assertEqual(images[0, 0, 1, 2].item(), 10)

    def test_named_models_fit_their_images(self) -> None:
        squares = [[side, side, 3] for side in (16, 28, 32, 64)]
        shapes = {"article": [[28, 28, 1]], "dense": [[5, 7, 3]], "conv": squares}
        for name, sides in shapes.items():
            for shape in sides:
                for conditions in (0, 5):
                    model = MODELS[name](shape, conditions)
                    y = torch.eye(5)[:2] if conditions else None
                    generator = Network(model["generator"], [model["latentSize"]], conditions)
                    discriminator = Network(model["discriminator"], shape, conditions)
                    made = as_images(generator(torch.randn(2, model["latentSize"]), y), shape)
                    self.assertEqual(list(made.shape), [2, shape[2], shape[0], shape[1]])
                    self.assertEqual(list(discriminator(made, y).shape), [2, 1])

    def test_exported_and_imported_again_a_generator_makes_the_same(self) -> None:
        model = MODELS["conv"](SHAPE, 5)
        path = self.folder / "generator.safetensors"
        generator = Network(model["generator"], [64], 5)
        files.save_generator(path, generator, 64, SHAPE, ATTRIBUTES, {"title": "A test"})
        again, architecture, words = files.load_generator(path)
        z, y = torch.randn(3, 64), encode_conditions(ATTRIBUTES, torch.tensor([[0, 1], [1, 2], [1, 0]]))
        self.assertTrue(torch.equal(generator(z, y), again(z, y)))
        self.assertEqual(architecture["attributes"], ATTRIBUTES)
        self.assertEqual(words, {"title": "A test"})
        tensors, metadata = safetensors.read(path)
        del tensors["1.bias"]
        safetensors.write(path, tensors, metadata)
        with self.assertRaisesRegex(ValueError, "1.bias should be .2048., but is missing"):
            files.load_generator(path)

    def test_a_generator_begins_with_what_another_one_knows(self) -> None:
        path, layers = self.folder / "generator.safetensors", MODELS["conv"](SHAPE, 5)["generator"]
        other, new = Network(layers, [64], 5), Network(layers, [64], 5)
        files.save_generator(path, other, 64, SHAPE, ATTRIBUTES, {})
        wanted = [{"name": "weight", "from": 0, "to": 1}, {"name": "x", "values": ["s", "m", "l"]}, {"name": "y", "from": 0, "to": 1}]
        before = new.tensors()["1.kernel"].copy()
        files.begin_with(new, path, wanted)
        old, now = other.tensors(), new.tensors()
        np.testing.assert_array_equal(now["1.kernel"][:64], old["1.kernel"][:64])
        np.testing.assert_array_equal(now["1.kernel"][65:68], old["1.kernel"][66:69])
        np.testing.assert_array_equal(now["1.kernel"][[64, 68]], before[[64, 68]])
        np.testing.assert_array_equal(now["6.kernel"], old["6.kernel"])

    def test_a_spread_generator_makes_of_a_latent_what_it_made_of_more_of_it(self) -> None:
        model = MODELS["conv"](SHAPE, 5)
        network = Network(model["generator"], [model["latentSize"]], 5)
        wide = spread(network, model["latentSize"], 1.5)
        latents, condition = torch.randn(3, model["latentSize"]), torch.eye(5)[:3]
        torch.testing.assert_close(wide(latents, condition), network(1.5 * latents, condition))
        self.assertIs(spread(network, model["latentSize"], 1), network)

    def test_the_browsers_fixtures_still_hold(self) -> None:
        subprocess.run(
            [sys.executable, HERE / "parity.py", "--check"], check=True, stdout=subprocess.DEVNULL
        )


class Data(InFolder):
    def test_colours_are_multiplied_by_alpha_and_divided_again(self) -> None:
        pixel = torch.tensor([200, 100, 0, 51], dtype=torch.uint8).view(1, 4, 1, 1)
        numbers = to_numbers(pixel)
        expected = torch.tensor([40, 20, 0, 51]) / 127.5 - 1
        torch.testing.assert_close(numbers.flatten(), expected)
        self.assertTrue(torch.equal(to_bytes(numbers), pixel))

    def test_reads_packed_sets(self) -> None:
        data = open_data(str(self.pack()))
        self.assertEqual((len(data), data.image_shape, data.condition_size), (24, SHAPE, 5))
        conditions = data.conditions(torch.arange(24))
        self.assertTrue(torch.equal(conditions[:, :2].argmax(1), data.labels[:, 0].long()))
        self.assertTrue(torch.equal(conditions[:, 2:].argmax(1), data.labels[:, 1].long()))
        self.assertEqual(conditions.sum().item(), 48)

    def test_ranges_become_one_place_from_minus_1_to_1(self) -> None:
        # The browser says the same of the same, in test/unit/gan/data.test.ts.
        attributes = [{"name": "weight", "from": 2, "to": 4, "unit": "kg"}, ATTRIBUTES[0]]
        labels = torch.tensor([[0, 1], [255, 0], [51, 1]], dtype=torch.uint8)
        expected = torch.tensor([[-1, 0, 1], [1, 1, 0], [-0.6, 0, 1]])
        torch.testing.assert_close(encode_conditions(attributes, labels), expected)
        self.assertEqual(condition_size(attributes), 3)
        path = self.folder / "ranged.safetensors"
        images = np.zeros((3, *SHAPE), np.uint8)
        tensors = {"images": images, "labels": labels.numpy()}
        safetensors.write(path, tensors, {"attributes": json.dumps(attributes)})
        torch.testing.assert_close(open_data(str(path)).conditions(torch.arange(3)), expected)
        safetensors.write(path, {**tensors, "labels": labels.numpy()[:, ::-1].copy()}, {"attributes": json.dumps(attributes)})
        with self.assertRaisesRegex(ValueError, "beyond the values"):
            open_data(str(path))

    def test_strokes_are_measured_as_in_the_browser(self) -> None:
        # The browser says the same of the same, in test/unit/tables/measureStrokes.test.ts.
        ink = torch.tensor([[[0, 0, 2, 3], [0, 1, 4, 0], [0, 3, 1, 0], [2, 2, 0, 0]]])
        expected = torch.tensor([[1.198574, 34.441766]], dtype=torch.double)
        torch.testing.assert_close(measure_strokes(ink), expected, rtol=0, atol=1e-6)

    def test_a_generator_is_given_places_for_what_grows_along_a_direction(self) -> None:
        torch.manual_seed(1)
        layers = MODELS["dense"]([28, 28, 1], 2)["generator"]
        path, out = self.folder / "generator.safetensors", self.folder / "shaped.safetensors"
        network = Network(layers, [64], 2)
        attributes = [{"name": "label", "values": ["0", "1"]}]
        files.save_generator(path, network, 64, [28, 28, 1], attributes, {"dataset": "noise"})
        command = [sys.executable, HERE / "directions.py", path, "--out", out, "--count", "300", "--turns", "0"]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        shaped, architecture, _ = files.load_generator(out)
        self.assertEqual([each["name"] for each in architecture["attributes"]], ["digit", "thickness", "slant"])
        old, new = network.tensors()["1.kernel"], shaped.tensors()["1.kernel"]
        self.assertEqual(new.shape, (68, 256))
        # Two directions no longer matter; across them all is as it was.
        lost = np.linalg.svd(old[:64] - new[:64], compute_uv=False)
        self.assertGreater(lost[1], 100 * lost[2])

    def test_samples_are_asked_for_by_name_or_by_number(self) -> None:
        attributes = [{"name": "weight", "from": 2, "to": 4}, ATTRIBUTES[0]]
        torch.testing.assert_close(find_labels(["2.4", "blue"], attributes), torch.tensor([51.0, 1.0]))
        for wrong in (["4.1", "blue"], ["heavy", "blue"], ["3", "green"], ["3"]):
            with self.assertRaises(SystemExit):
                find_labels(wrong, attributes)

    def test_every_pass_shows_every_image_once_in_another_order(self) -> None:
        order = BatchOrder(count=10, batch=5, seed=1)
        first, second = (torch.cat(order.batches(step, 2)) for step in (0, 1))
        self.assertEqual(sorted(first.tolist()), list(range(10)))
        self.assertEqual(sorted(second.tolist()), list(range(10)))
        self.assertNotEqual(first.tolist(), second.tolist())
        one_by_one = torch.cat([order.batches(step, 1)[0] for step in range(4)])
        self.assertEqual(one_by_one.tolist(), [*first.tolist(), *second.tolist()])


class Objectives(unittest.TestCase):
    def test_losses_are_those_of_the_formulas(self) -> None:
        r, f = 0.7, -1.6
        expected = {
            "minimax": (smooth(-r) + smooth(f), -smooth(f)),
            "non-saturating": (smooth(-r) + smooth(f), smooth(-f)),
            "least-squares": ((r - 1) ** 2 / 2 + f**2 / 2, (f - 1) ** 2 / 2),
            "hinge": (max(0, 1 - r) + max(0, 1 + f), -f),
            "wasserstein": (f - r, -f),
            "relativistic": (smooth(f - r), smooth(r - f)),
        }
        self.assertEqual(set(expected), set(OBJECTIVES))
        real, fake = torch.full((4, 1), r), torch.full((4, 1), f)
        for name, (of_discriminator, of_generator) in expected.items():
            with self.subTest(name):
                objective = OBJECTIVES[name]
                self.assertAlmostEqual(objective.discriminator_loss(real, fake).item(), of_discriminator, 5)
                self.assertAlmostEqual(objective.generator_loss(fake, real).item(), of_generator, 5)


class Penalties(unittest.TestCase):
    def setUp(self) -> None:
        torch.manual_seed(1)
        layers = [
            {"type": "dense", "units": 32, "activation": "softplus"},
            {"type": "projection"},
        ]
        self.network = Network(layers, [3, 3, 1], 5)
        self.real, self.fake = torch.randn(2, 200, 1, 3, 3)
        self.condition = torch.eye(5)[torch.arange(200) % 5]

    def penalty(self, penalty: Penalty) -> torch.Tensor:
        chance = Chance(1, "test")
        *logits, value = judge(
            self.network,
            self.real,
            self.fake,
            self.condition,
            penalty,
            lambda: chance.normals(400, 1, 3, 3),
            lambda: chance.shares(200),
        )
        for found, images in zip(logits, (self.real, self.fake)):
            torch.testing.assert_close(found, self.network(images, self.condition))
        return value

    def test_exact_slopes_are_those_of_a_linear_discriminator(self) -> None:
        network = Network([{"type": "projection"}], [3, 3, 1], 5)
        slopes = exact_slopes(network, self.real, self.condition)
        weights = network.layers[0].linear.weight + self.condition @ network.layers[0].embedding
        torch.testing.assert_close(slopes, weights.square().sum(1))

    def test_finite_differences_agree_with_exact_gradients(self) -> None:
        for kind in ("r1", "r2", "r1+r2"):
            with self.subTest(kind):
                exact = self.penalty(Penalty(kind, 3, "exact")).item()
                rough = self.penalty(Penalty(kind, 3, "finite-difference")).item()
                self.assertGreater(exact, 0.01)
                self.assertAlmostEqual(rough / exact, 1, delta=0.25)

    def test_r1_and_r2_together_are_their_sum(self) -> None:
        for method in ("exact", "finite-difference"):
            r1, r2, both = (self.penalty(Penalty(kind, 3, method)) for kind in ("r1", "r2", "r1+r2"))
            torch.testing.assert_close(r1 + r2, both)

    def test_gradient_penalty_wants_slopes_of_one(self) -> None:
        network = Network([{"type": "projection"}], [3, 3, 1], 5)
        self.network = network
        weights = network.layers[0].linear.weight + self.condition @ network.layers[0].embedding
        expected = 10 * (weights.square().sum(1).sqrt() - 1).square().mean()
        torch.testing.assert_close(self.penalty(Penalty("gradient-penalty", 10, "exact")), expected)


class Averages(unittest.TestCase):
    def test_half_life_grows_to_its_full_length(self) -> None:
        network = Network([{"type": "dense", "units": 1}], [1])
        average = WeightAverage(network, half_life=0.2)
        parameter, averaged = network.layers[0].linear.bias, average.network.layers[0].linear.bias
        with torch.no_grad():
            averaged.fill_(0)
            parameter.fill_(1)
        left = 1.0
        for update in range(1, 7):
            average.update()
            left *= 0.5 ** (1 / min(0.2, update / 20))
            self.assertAlmostEqual(averaged.item(), 1 - left, 5)


class Training(InFolder):
    def train(self, *options: str, out: str) -> safetensors.Tensors:
        path = self.folder / out
        fixed = ["--data", str(self.folder / "set.safetensors"), "--batch", "8", "--precision", "F32", "--threads", "1"]
        command = [sys.executable, HERE / "train.py", *fixed, "--device", "cpu", "--out", path, *options]
        subprocess.run(command, check=True, capture_output=True, text=True)
        return files.load_generator(path)[0].tensors()

    def setUp(self) -> None:
        super().setUp()
        self.pack()

    def test_shows_other_images_in_the_next_step(self) -> None:
        before = self.train("--steps", "2", out="before.safetensors")
        path = self.folder / "set.safetensors"
        tensors, metadata = safetensors.read(path)
        tensors["images"][BatchOrder(24, 8, 1).batches(1, 1)[0].numpy()] = 0
        safetensors.write(path, tensors, metadata)
        after = self.train("--steps", "2", out="after.safetensors")
        self.assertTrue(any((after[name] != tensor).any() for name, tensor in before.items()))

    def test_goes_on_as_if_it_had_never_stopped(self) -> None:
        straight = self.train("--steps", "5", out="straight.safetensors")
        checkpoint = str(self.folder / "checkpoint.safetensors")
        self.train("--steps", "2", "--checkpoint", checkpoint, out="broken.safetensors")
        resumed = self.train("--steps", "5", "--checkpoint", checkpoint, out="broken.safetensors")
        for name, tensor in straight.items():
            np.testing.assert_array_equal(resumed[name], tensor, name)
        with self.assertRaises(subprocess.CalledProcessError) as refused:
            self.train("--steps", "6", "--checkpoint", checkpoint, "--gamma", "2", out="other.safetensors")
        self.assertIn("of other settings: recipe", refused.exception.stderr)

    def test_begins_with_the_networks_of_other_settings_and_says_so(self) -> None:
        checkpoint = str(self.folder / "checkpoint.safetensors")
        self.train("--steps", "2", "--checkpoint", checkpoint, out="first.safetensors")
        begin = ["--start-from", checkpoint, "--gamma", "2"]
        begun = self.train("--steps", "3", *begin, out="second.safetensors")
        straight = self.train("--steps", "3", "--gamma", "2", out="straight.safetensors")
        self.assertTrue(any((begun[name] != tensor).any() for name, tensor in straight.items()))
        words = files.load_generator(self.folder / "second.safetensors")[2]
        self.assertEqual(words["step"], "3")
        start = json.loads(words["started from"])
        self.assertEqual((start["step"], start["recipe"]["penalty"]["gamma"]), (2, 0.1))

    def test_two_processes_train_as_one(self) -> None:
        self.play(1)
        self.play(2)
        alone, first, second = (
            safetensors.read(self.folder / name)[0] for name in ("0-1", "0-2", "1-2")
        )
        self.assertGreater(max(np.abs(tensor).max() for tensor in alone.values()), 1e-3)
        for name, tensor in alone.items():
            np.testing.assert_array_equal(first[name], second[name], name)
            np.testing.assert_allclose(first[name], tensor, rtol=1e-3, atol=2e-6, err_msg=name)

    def play(self, size: int) -> None:
        """The game below in `size` processes at once."""
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = str(free.getsockname()[1])
        shared = {"WORLD_SIZE": str(size), "MASTER_ADDR": "127.0.0.1", "MASTER_PORT": port}
        threads = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
        command = [sys.executable, __file__, "--play", str(self.folder)]
        running = [
            subprocess.Popen(command, env={**os.environ, **shared, **threads, "RANK": str(rank)})
            for rank in range(size)
        ]
        self.assertEqual([process.wait(60) for process in running], [0] * size)

    def test_starts_processes_itself(self) -> None:
        made = self.train("--steps", "2", "--processes", "2", out="both.safetensors")
        self.assertTrue(all(np.isfinite(tensor).all() for tensor in made.values()))


def play(folder: Path) -> None:
    """A few steps in one of several processes; writes its gradients of the last one."""
    team = Team("cpu")
    data = open_data(str(folder / "set.safetensors"))
    # An epsilon far above the gradients makes Adam's steps proportional to them: the smallest differences in
    # rounding would otherwise be steps of full length.
    recipe = replace(PRESETS["stable"], batch=8, epsilon=10.0)
    game = Game(MODELS["conv"](SHAPE, 5), SHAPE, 5, recipe, 1, team)
    order = BatchOrder(len(data), 8, 1)
    for step in range(3):
        indices = team.share(order.batches(step, 1)[0])
        game.step([(data.numbers(indices), data.conditions(indices))], 1.0)
    networks = {"generator": game.generator, "discriminator": game.discriminator}
    gradients = {
        f"{name}.{index}": parameter.grad.numpy()
        for name, network in networks.items()
        for index, parameter in enumerate(network.parameters())
    }
    safetensors.write(folder / f"{team.rank}-{team.size}", gradients, {})
    team.leave()


class Smoothness(unittest.TestCase):
    def test_is_the_mean_square_of_the_entries_of_a_linear_generator(self) -> None:
        layer = {"type": "dense", "units": 4, "activation": "linear"}
        model = {"latentSize": 3, "generator": [layer], "discriminator": [{**layer, "units": 1}]}
        images = torch.zeros(4096, 1, 2, 2)

        def game(smoothness: float) -> Game:
            return Game(model, [2, 2, 1], 0, replace(PRESETS["article"], smoothness=smoothness), 1, Team("cpu"))

        without, smooth = (
            game(weight).generator_loss(images, None, Chance(1, "turn")).item() for weight in (0, 5)
        )
        entries = game(0).generator.layers[0].linear.weight
        self.assertAlmostEqual((smooth - without) / (5 * 3 * entries.square().mean().item()), 1, delta=0.05)


class Robustness(unittest.TestCase):
    def test_a_linear_generator_is_as_steep_as_its_largest_singular_value(self) -> None:
        chance = Chance(1, "robustness")
        turn, _ = torch.linalg.qr(chance.normals(4, 4))
        matrix = torch.diag(torch.tensor([3.0, 2.0, 1.0, 0.5])) @ turn
        # Pixels count half as much as numbers in [-1, 1].
        found = robustness.steepness(lambda z: z @ matrix, chance.normals(5, 4), chance.normals(5, 4))
        np.testing.assert_allclose(found, [1.5] * 5, rtol=1e-3)

    def test_a_path_is_as_long_as_the_arc(self) -> None:
        a, b = torch.tensor([[2.0, 0.0]]), torch.tensor([[0.0, 2.0]])
        found = robustness.path_lengths(lambda z: 3 * z, robustness.pixels, a, b, torch.tensor([0.3]))
        self.assertAlmostEqual(found.item(), (1.5 * 2 * math.pi / 2) ** 2, delta=0.05)

    def test_noise_changes_signs_as_often_as_geometry_has_it(self) -> None:
        chance = Chance(1, "robustness")
        latents, noise = chance.normals(20_000, 2), chance.normals(20_000, 2)
        for size in (0, 0.3, 0.8, 1):
            same, moved = robustness.shake(lambda z: z, lambda z: torch.stack([z[:, 0], -z[:, 0]], 1), latents, noise, size)
            kept = (1 - size**2) ** 0.5
            self.assertAlmostEqual(same.float().mean().item(), 1 - math.acos(kept) / math.pi, delta=0.02)
            self.assertAlmostEqual(moved.mean().item(), (2 - 2 * kept) / 4, delta=0.02)


class Augmentation(unittest.TestCase):
    """What the arms of the table of augmentation are shown."""

    def test_examples_are_balanced_and_those_of_a_smaller_set_are_among_those_of_a_larger_one(self) -> None:
        data = open_data("mnist")
        few, many = (augmentation.choose(data, examples, seed=1) for examples in (2, 5))
        self.assertEqual(few.labels[:, 0].bincount().tolist(), [2] * 10)
        within = {image.numpy().tobytes() for image in many.images}
        self.assertTrue(all(image.numpy().tobytes() in within for image in few.images))
        other = augmentation.choose(data, 2, seed=2)
        self.assertFalse(torch.equal(few.images, other.images))

    def test_additions_take_the_second_half_of_a_batch_with_its_labels(self) -> None:
        images, labels = torch.zeros(8, 1, 2, 2), torch.tensor([0, 1, 2, 0, 0, 1, 2, 1])[:, None]
        additions = [torch.full([3, 1, 2, 2], 10.0), torch.full([1, 1, 2, 2], 11.0), torch.empty(0, 1, 2, 2)]
        mixed, same = augmentation.replace_half(images, labels, additions, Chance(1, "test"))
        self.assertEqual(mixed[:, 0, 0, 0].tolist(), [0, 0, 0, 0, 10, 11, 0, 11])
        self.assertTrue(torch.equal(same, labels))
        self.assertEqual(images.abs().max(), 0)

    def test_only_images_that_the_judge_is_sure_of_are_let_through(self) -> None:
        def made(latents: torch.Tensor, _: torch.Tensor) -> torch.Tensor:
            return latents[:, :1].expand(-1, 28 * 28)

        def judge(images: torch.Tensor) -> torch.Tensor:
            # Sure of a 3 where the image is bright.
            logits = torch.zeros(len(images), 10)
            logits[:, 3] = torch.where(images[:, 0, 0, 0] > 0, 20, 0)
            return logits

        settings = replace(augmentation.Settings(), drawn=50)
        additions, kept = augmentation.generate(settings, made, judge, seed=1)
        self.assertEqual([len(images) > 0 for images in additions], [label == 3 for label in range(10)])
        self.assertTrue((additions[3] > 0).all())
        self.assertEqual(kept, len(additions[3]) / 500)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--play"]:
        play(Path(sys.argv[2]))
    else:
        unittest.main()
