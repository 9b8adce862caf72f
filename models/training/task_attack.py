"""Whether a living person is in front of the camera, from the crop box-2.7."""
import cv2
import numpy
import torch
import torch.nn.functional as F
from torch import nn

import crops
import look
from data import SPECIES, Frames, some
from losses import share

SIDE = 96
KINDS = ["attacks"]


class Task:
    batch = 64
    rate = 2e-3

    def __init__(self, options):
        self.heads = nn.Module()
        self.left_out = None if options.leave_out is None else number(options.leave_out)
        self.train = Frames(options.data, KINDS, lambda c: (c("person") >= 0) & (c("species") != self.left_out))
        self.test = Frames(options.validate, KINDS, lambda c: c("person") >= 0)
        self._chosen = some(self.test, options.validation_limit)
        self._checks = [self.example(self.test, i, numpy.random.default_rng(i), False) for i in self._chosen]
        species = self.train["species"].astype(int)
        self.groups = [numpy.flatnonzero(species == s) for s in numpy.unique(species)]
        if species.min() != 0 or len(self.groups) < 2:
            raise SystemExit("training needs living people and attacks")

    @staticmethod
    def example(frames, i, rng, changed):
        box = crops.with_box_errors(rng, frames.boxes()[i], 0.04, 0.05)
        # In use the crop is smaller where the picture ends: then the face fills more of it.
        enlarged = 2.7 * (rng.uniform(0.75, 1.05) if changed and rng.random() < 0.5 else 1)
        picture = crops.cut(frames.picture(i), crops.stretched_box(box, enlarged, SIDE), SIDE, cv2.BORDER_REPLICATE)
        if changed:
            picture = look.texture(rng, picture)
            if rng.random() < 0.5:
                picture = numpy.ascontiguousarray(picture[:, ::-1])
        return picture

    def make_batch(self, rng):
        """Half living people, half attacks, every species as often as any other."""
        attacks = rng.integers(1, len(self.groups), self.batch // 2)
        groups = [self.groups[0]] * (self.batch - len(attacks)) + [self.groups[s] for s in attacks]
        chosen = [int(g[rng.integers(len(g))]) for g in groups]
        live = self.train["species"][chosen] == 0
        return [numpy.stack([self.example(self.train, i, rng, True) for i in chosen]), live.astype(numpy.float32)]

    def loss(self, net, batch, progress):
        pictures, live = batch
        logits = net.raw(pictures.permute(0, 3, 1, 2).float())[:, 0]
        # Softened labels: near certainty is never asked for, so the threshold keeps a meaning.
        loss = F.binary_cross_entropy_with_logits(logits, live * 0.96 + 0.02)
        return loss, {"right": ((logits > 0) == (live > 0.5)).float().mean()}

    def validate(self, net):
        """Share of each species that passes where 2 % of the living don't. The first figure decides."""
        scores = numpy.concatenate([
            net(torch.from_numpy(numpy.stack(self._checks[start:start + 100])).permute(0, 3, 1, 2).float())[:, 0].numpy()
            for start in range(0, len(self._checks), 100)])
        species = self.test["species"][self._chosen].astype(int)
        threshold = numpy.quantile(scores[species == 0], 0.02)
        shown, errors = {}, []
        for s in numpy.unique(species[species > 0]):
            passed = share(scores[species == s] >= threshold)
            shown[f"{name(s)}{'_left_out' if s == self.left_out else ''}"] = passed
            errors += [passed] if s != self.left_out else []
        logarithms = -numpy.log(numpy.where(species == 0, scores, 1 - scores).clip(1e-6))[species != self.left_out]
        equal = numpy.mean([share(scores[species == 0] < 0.5), share(scores[species > 0] >= 0.5)])
        return {"figure": float(numpy.mean(errors)) + 0.1 * float(logarithms.mean()), "loss": float(logarithms.mean()),
                "threshold": float(threshold), "error_at_half": float(equal), **shown}

    def resumed(self, net):
        """Nothing of this task lives outside the file."""


def number(species):
    return int(species) if species.isdigit() else SPECIES.index(species)


def name(species):
    return SPECIES[species] if species < len(SPECIES) else f"species{species}"
