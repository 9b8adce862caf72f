"""Losses, and the figures that the curves show."""
import numpy
import torch
import torch.nn.functional as F
from torch import nn


def wing(error, width=0.08, curve=0.01):
    """Feng et al. 2018: logarithmic near zero, so that small errors still matter; straight beyond <width>."""
    size = error.abs()
    edge = width - width * numpy.log(1 + width / curve)
    return torch.where(size < width, width * torch.log1p(size / curve), size - edge)


def share(mask):
    """Share of true values; not a number where there are none."""
    return float(mask.mean()) if len(mask) else float("nan")


def within_range(weight, loss):
    """Mean over the rows whose <weight> counts."""
    return (weight * loss).sum() / weight.sum().clamp(min=1e-6)


class IdentityHead(nn.Module):
    """
    What the recogniser learns from and that isn't part of the file: a place on the sphere for every person (CosFace, Wang et al. 2018).
    The place is computed from the parameters that the person was rendered with, plus a small correction of the person's own. So people
    who look alike get places near each other, and places generalise from few people to new ones.
    """

    def __init__(self, parameters, size=128, scale=24.0):
        """<parameters> [people, n]: standardised parameters of the training people."""
        super().__init__()
        self.register_buffer("parameters_", parameters)
        people, count = parameters.shape
        self.straight = nn.Linear(count, size, bias=False)
        self.bent = nn.Sequential(nn.Linear(count, 256), nn.ReLU(inplace=True), nn.Linear(256, size))
        nn.init.zeros_(self.bent[2].weight)
        nn.init.zeros_(self.bent[2].bias)
        self.own = nn.Parameter(torch.zeros(people, size))
        self.readers = nn.ModuleDict({"numbers": nn.Linear(size, count), "pooled": nn.Linear(256, count)})
        self.scale = scale

    def places(self):
        """[people, size], length 1."""
        return F.normalize(F.normalize(self.straight(self.parameters_) + self.bent(self.parameters_)) + self.own)

    def forward(self, numbers, pooled, person, margin):
        """Loss of telling the person from all others, loss of reading the parameters, share of right answers."""
        cosines = F.normalize(numbers) @ self.places().t()
        wanted = F.one_hot(person, len(self.own)).to(cosines.dtype)
        telling = F.cross_entropy((cosines - margin * wanted) * self.scale, person)
        truth = self.parameters_[person].clamp(-2.5, 2.5)
        reading = sum(F.mse_loss(self.readers[name](x), truth) for name, x in (("numbers", numbers), ("pooled", pooled)))
        return telling, reading, (cosines.argmax(1) == person).float().mean()

    def fit(self, means):
        """Begins from the mean embeddings [people, size] of a network that was trained before."""
        with torch.no_grad():
            x = self.parameters_
            ridge = x.t() @ x + 0.05 * len(x) * torch.eye(x.shape[1])
            self.straight.weight.copy_(torch.linalg.solve(ridge, x.t() @ F.normalize(means)).t())
            self.own.copy_((F.normalize(means) - F.normalize(self.straight(x))) * 0.5)


def verification(embeddings, people):
    """EER, and FNMR at FMR 1e-2 and 1e-3, over all pairs of embeddings [n, size] of length 1."""
    first, second = numpy.triu_indices(len(people), 1)
    scores = (embeddings @ embeddings.T)[first, second]
    same = people[first] == people[second]
    genuine, impostor = numpy.sort(scores[same]), numpy.sort(scores[~same])
    missed = numpy.searchsorted(genuine, impostor, "left") / len(genuine)
    accepted = 1 - numpy.arange(len(impostor)) / len(impostor)
    crossing = numpy.argmin(numpy.abs(missed - accepted))

    def at(rate):
        threshold = impostor[min(len(impostor) - 1, int(numpy.ceil((1 - rate) * len(impostor))))]
        return float((genuine <= threshold).mean())

    return {"eer": float((missed[crossing] + accepted[crossing]) / 2), "fnmr_1e-2": at(1e-2), "fnmr_1e-3": at(1e-3)}


def box_overlap(a, b):
    """IoU and GIoU of boxes [..., 4] as left, top, right, bottom."""
    high_low = torch.max(a[..., :2], b[..., :2])
    low_high = torch.min(a[..., 2:], b[..., 2:])
    shared = (low_high - high_low).clamp(min=0).prod(-1)
    union = (a[..., 2:] - a[..., :2]).clamp(min=0).prod(-1) + (b[..., 2:] - b[..., :2]).clamp(min=0).prod(-1) - shared
    around = (torch.max(a[..., 2:], b[..., 2:]) - torch.min(a[..., :2], b[..., :2])).clamp(min=0).prod(-1)
    iou = shared / union.clamp(min=1e-6)
    return iou, iou - (around - union) / around.clamp(min=1e-6)
