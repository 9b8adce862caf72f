"""
Trains one network of the demo set on rendered people, until the clock says stop.

What stands in OUT is whole at any moment: state.pt (to go on after a stop), demo_TASK.onnx (the best so far), curve.csv.
The same command goes on where it stopped; with --resume a new run begins from a network trained before.
"""
import argparse
import copy
import csv
import importlib
import math
import os
import signal
import time

import cv2
import numpy
import torch

import export
import nets
from data import Prefetch

# Steps of learning until the average of the weights, which is what gets validated and written, has forgotten a step to a third.
AVERAGED_STEPS = 300


class Average:
    """The network with slowly following weights."""

    def __init__(self, net):
        self.net = copy.deepcopy(net).eval()
        self.steps = 0
        for parameter in self.net.parameters():
            parameter.requires_grad_(False)

    def follow(self, net):
        self.steps += 1
        share = max(1 / AVERAGED_STEPS, 9 / (9 + self.steps))
        with torch.no_grad():
            pairs = [(a, b) for a, b in zip(self.net.state_dict().values(), net.state_dict().values()) if a.is_floating_point()]
            torch._foreach_mul_([a for a, _ in pairs], 1 - share)
            torch._foreach_add_([a for a, _ in pairs], [b for _, b in pairs], alpha=share)


def in_half_precision(net):
    """Lets the parts of a network compute in bfloat16 (the weights stay float32): about twice as fast where the processor has it."""
    for part in net.children():
        for layer in part if isinstance(part, torch.nn.ModuleList) else [part]:
            _run_in_half_precision(layer)


def _run_in_half_precision(layer):
    forward = layer.forward

    def half(x):
        with torch.autocast("cpu", dtype=torch.bfloat16):
            return forward(x).float()

    layer.forward = half


class Run:
    """One training run in one folder."""

    def __init__(self, options):
        self.options = options
        os.makedirs(options.out, exist_ok=True)
        self.task = importlib.import_module(f"task_{options.task}").Task(options)
        self.net = nets.NETS[options.task]().to(memory_format=torch.channels_last)
        self.elapsed, self.step, self.best = 0.0, 0, math.inf
        self.stopped = False
        if options.resume:
            export.read(self.net, options.resume)
            self.task.resumed(self.net)
        self.average = Average(self.net)
        if options.half:
            in_half_precision(self.net)
        self.optimiser = self._optimiser()
        if os.path.exists(self._path("state.pt")):
            self._load()

    def _path(self, name):
        return os.path.join(self.options.out, name)

    def _optimiser(self):
        """Weights of one dimension (biases, batch norm) aren't drawn to zero."""
        named = [*self.net.named_parameters(), *self.task.heads.named_parameters()]
        many, one = [p for _, p in named if p.dim() > 1], [p for _, p in named if p.dim() <= 1]
        groups = [{"params": many, "weight_decay": self.options.decay}] + ([{"params": one, "weight_decay": 0.0}] if one else [])
        return torch.optim.AdamW(groups, lr=0.0, betas=(0.9, 0.99), foreach=True)

    def _load(self):
        state = torch.load(self._path("state.pt"))
        self.net.load_state_dict(state["net"])
        self.average.net.load_state_dict(state["average"])
        self.average.steps = state["average_steps"]
        self.task.heads.load_state_dict(state["heads"])
        self.optimiser.load_state_dict(state["optimiser"])
        self.elapsed, self.step, self.best = state["elapsed"], state["step"], state["best"]
        print(f"goes on at {self.elapsed / 60:.1f} min, step {self.step}", flush=True)

    def save(self):
        state = {
            "net": self.net.state_dict(), "average": self.average.net.state_dict(), "average_steps": self.average.steps,
            "heads": self.task.heads.state_dict(), "optimiser": self.optimiser.state_dict(),
            "elapsed": self.elapsed, "step": self.step, "best": self.best}
        torch.save(state, self._path("state.pt.part"))
        os.replace(self._path("state.pt.part"), self._path("state.pt"))

    def _rate(self, progress):
        """Rises for a fiftieth of the time, then falls as a cosine to a hundredth."""
        if progress < 0.02:
            return self.options.rate * max(0.02, progress / 0.02)
        return self.options.rate * (0.01 + 0.99 * (1 + math.cos(math.pi * (progress - 0.02) / 0.98)) / 2)

    def train(self):
        limit = self.options.minutes * 60
        rng = numpy.random.default_rng([self.options.seed, self.step])
        batches = Prefetch(lambda: self.task.make_batch(rng))
        last, shown, shown_step = time.monotonic(), time.monotonic(), self.step
        checked = self.elapsed
        sums, parts_seen = {}, 0
        while self.elapsed < limit and not self.stopped:
            parts = self._learn([torch.from_numpy(x) for x in batches.next()], self.elapsed / limit)
            for name, value in parts.items():
                sums[name] = sums.get(name, 0.0) + float(value)
            parts_seen += 1
            now = time.monotonic()
            self.elapsed, last = self.elapsed + now - last, now
            if now - shown >= 30:
                speed = (self.step - shown_step) * self.task.batch / (now - shown)
                print(f"{self.elapsed / 60:6.2f} min, step {self.step}, {speed:.0f} images/s, "
                      + ", ".join(f"{k} {v / parts_seen:.4f}" for k, v in sums.items()), flush=True)
                shown, shown_step, sums, parts_seen = now, self.step, {}, 0
            if self.elapsed - checked >= self.options.validate_every:
                self.validate()
                # The time that validating takes belongs to the run.
                now = time.monotonic()
                self.elapsed, last = self.elapsed + now - last, now
                checked = self.elapsed
                shown, shown_step = now, self.step
        self.validate()

    def _learn(self, batch, progress):
        self.net.train()
        for group in self.optimiser.param_groups:
            group["lr"] = self._rate(progress)
        loss, parts = self.task.loss(self.net, batch, progress)
        self.optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_([p for g in self.optimiser.param_groups for p in g["params"]], 5.0)
        if torch.isfinite(loss):
            self.optimiser.step()
            self.average.follow(self.net)
        self.step += 1
        return {"loss": loss.detach(), **{k: v.detach() for k, v in parts.items()}}

    def validate(self):
        """Measures the averaged network on people it never saw; the best one becomes the file."""
        with torch.no_grad():
            shown = self.task.validate(self.average.net)
        figure = shown["figure"]
        note = ""
        if figure < self.best:
            self.best = figure
            path = self._path(f"demo_{self.options.task}.onnx")
            export.write(self.average.net, self.options.task, path + ".new")
            note = f"; best so far, {export.check(self.average.net, self.options.task, path + '.new')}"
            os.replace(path + ".new", path)
        self.save()
        self._append({"minutes": round(self.elapsed / 60, 2), "images": self.step * self.task.batch, **{k: f"{v:.5f}" for k, v in shown.items()}})
        print(f"validation at {self.elapsed / 60:.1f} min: " + ", ".join(f"{k} {v:.4f}" for k, v in shown.items()) + note, flush=True)

    def _append(self, row):
        path = self._path("curve.csv")
        new = not os.path.exists(path) or os.path.getsize(path) == 0
        with open(path, "a", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, row)
            if new:
                writer.writeheader()
            writer.writerow(row)


def options():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--task", required=True, choices=nets.NETS)
    parser.add_argument("--data", required=True, nargs="+", metavar="DIR", help="folders of training people")
    parser.add_argument("--validate", required=True, nargs="+", metavar="DIR", help="folders of other people")
    parser.add_argument("--out", required=True, metavar="DIR")
    parser.add_argument("--minutes", required=True, type=float)
    parser.add_argument("--resume", metavar="ONNX", help="begin from this network")
    parser.add_argument("--rate", type=float, help="highest learning rate; take a third when resuming")
    parser.add_argument("--batch", type=int)
    parser.add_argument("--decay", type=float, default=0.05, help="weight decay")
    parser.add_argument("--half", action="store_true", help="compute in bfloat16")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--validate-every", type=float, default=150, metavar="SECONDS")
    parser.add_argument("--validation-limit", type=int, default=2000, metavar="FRAMES")
    parser.add_argument("--leave-out", metavar="SPECIES", help="attack: train without this species")
    return parser.parse_args()


def main():
    chosen = options()
    torch.set_num_threads(chosen.threads)
    cv2.setNumThreads(1)
    torch.manual_seed(chosen.seed)
    module = importlib.import_module(f"task_{chosen.task}").Task
    module.batch = chosen.batch or module.batch
    chosen.rate = chosen.rate or module.rate
    run = Run(chosen)

    def stop(*_):
        run.stopped = True

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    run.train()


if __name__ == "__main__":
    main()
