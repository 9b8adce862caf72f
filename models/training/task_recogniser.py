"""Who it is: 128 numbers from the crop five-points-112."""
import numpy
import torch
import torch.nn.functional as F

import crops
import look
from data import Frames, some
from losses import IdentityHead, verification
from task_landmarks import rgb

SIDE = 112
KINDS = ["faces"]
MARGIN = 0.3


class Task:
    batch = 64
    rate = 2e-3

    def __init__(self, options):
        self.test = Frames(options.validate, KINDS, lambda c: (c("person") >= 0) & (c("species") == 0) & (abs(c("yaw")) <= 30) & (abs(c("pitch")) <= 18))
        self._chosen = some(self.test, options.validation_limit)
        self._checks = [self.example(self.test, i, numpy.random.default_rng(i), False) for i in self._chosen]
        self.train = Frames(options.data, KINDS, lambda c: (c("person") >= 0) & (c("species") == 0) & (abs(c("yaw")) <= 42))
        people, first, self.person = numpy.unique(self.train["person"].astype(int), return_index=True, return_inverse=True)
        overlap = numpy.intersect1d(people, self.test["person"].astype(int))
        if len(overlap):
            raise SystemExit(f"people {overlap[:5]} stand in both training and validation data")
        _, values = self.train.identity()
        known = values[first]
        spread = known.std(0)
        known = ((known - known.mean(0)) / spread.clip(1e-6))[:, spread > 1e-6]
        self.heads = IdentityHead(torch.from_numpy(known.astype(numpy.float32)))
        self._order = numpy.zeros(0, int)

    @staticmethod
    def example(frames, i, rng, changed):
        five = crops.with_point_errors(rng, frames.five()[i].astype(float), 0.05 if changed else 0.025)
        matrix = crops.similarity(five)
        if not changed:
            return crops.cut(frames.picture(i), matrix, SIDE)
        return look.face(rng, crops.cut(frames.picture(i), matrix, SIDE, crops.any_border(rng)))

    def make_batch(self, rng):
        if len(self._order) < self.batch:
            self._order = rng.permutation(len(self.train))
        chosen, self._order = self._order[:self.batch], self._order[self.batch:]
        return [numpy.stack([self.example(self.train, i, rng, True) for i in chosen]), self.person[chosen]]

    def loss(self, net, batch, progress):
        pictures, person = batch
        pooled = net.pool(net.body((rgb(pictures) - 127.5) * (1 / 64)))
        telling, reading, right = self.heads(net.last(pooled), pooled, person, MARGIN * min(1.0, progress / 0.2))
        spread = self.heads.own.pow(2).sum(1).mean()
        return telling + 0.7 * reading + 0.5 * spread, {"telling": telling, "reading": reading / 2, "right": right, "own": spread}

    def embed(self, net, pictures):
        return numpy.concatenate([
            net(rgb(torch.from_numpy(numpy.stack(pictures[start:start + 100])))).numpy() for start in range(0, len(pictures), 100)])

    def validate(self, net):
        """Figures, the first of which decides."""
        shown = verification(self.embed(net, self._checks), self.test["person"].astype(int)[self._chosen])
        return {"figure": shown["eer"] + 0.1 * shown["fnmr_1e-3"], **shown}

    def resumed(self, net):
        """The people's places from their mean embeddings."""
        rng = numpy.random.default_rng(1)
        chosen = some(self.train, 20000)
        net.eval()
        with torch.no_grad():
            found = self.embed(net, [self.example(self.train, i, rng, False) for i in chosen])
        means = numpy.zeros((self.person.max() + 1, found.shape[1]), numpy.float32)
        numpy.add.at(means, self.person[chosen], found)
        self.heads.fit(F.normalize(torch.from_numpy(means)))
