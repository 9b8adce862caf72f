"""74 points, direction, eyes and mouth in the crop eyes-level-1.5."""
import numpy
import torch
import torch.nn.functional as F
from torch import nn

import crops
import look
from data import Frames, some
from losses import share, within_range, wing
from nets import POINTS

SIDE = 112
KINDS = ["faces"]
# Weight of a point in the loss: the lids decide about blinks.
_WEIGHTS = numpy.ones(POINTS, numpy.float32)
_WEIGHTS[:26] = 1.5
_WEIGHTS[63:] = 0.5


def mirrored_order():
    """Which point stands at each place after the picture was mirrored."""
    order = numpy.arange(POINTS)
    order[0:8], order[8:16] = numpy.arange(8, 16), numpy.arange(0, 8)
    order[16:26] = [21, 24, 23, 22, 25, 16, 19, 18, 17, 20]
    order[26:31], order[31:36] = numpy.arange(31, 36), numpy.arange(26, 31)
    order[[40, 41]] = [41, 40]
    order[43:50] = numpy.arange(49, 42, -1)
    order[50:55] = numpy.arange(54, 49, -1)
    order[55:60] = numpy.arange(59, 54, -1)
    order[60:63] = numpy.arange(62, 59, -1)
    order[63:74] = numpy.arange(73, 62, -1)
    return order


MIRRORED = mirrored_order()


class Task:
    batch = 64
    rate = 2e-3

    def __init__(self, options):
        self.train = Frames(options.data, KINDS, lambda c: (c("person") >= 0) & (c("species") == 0)) if options.data else None
        self.test = Frames(options.validate, KINDS, lambda c: (c("person") >= 0) & (c("species") == 0))
        self.heads = nn.Module()
        for frames in filter(None, (self.train, self.test)):
            frames.state = numpy.stack([frames[n] for n in ("yaw", "pitch", "roll", "blink", "mouthOpen")], 1)
        if self.train is not None:
            self.share = self._shares()
        self._checks = [self.example(self.test, i, numpy.random.default_rng(i), False) for i in some(self.test, options.validation_limit)]

    def _shares(self):
        """How often each frame is drawn: large angles, and eyes half or wholly shut, more than they were rendered."""
        yaw, blink = numpy.abs(self.train.state[:, 0]), self.train.state[:, 3]
        weight = 1 + 1.0 * (yaw > 30) + 1.0 * (numpy.abs(self.train.state[:, 1]) > 15) + 0.7 * (blink > 0.15) + 0.5 * (blink > 0.8)
        return numpy.cumsum(weight / weight.sum())

    def example(self, frames, i, rng, changed):
        """Crop (BGR), points in the crop, yaw/pitch/roll in it (signs of HeadPose), openness of the eyes and of the mouth."""
        points, five = frames.points()[i].astype(float), frames.five()[i].astype(float)
        turn = crops.eye_turn(crops.with_point_errors(rng, five, 0.03)) + (rng.normal(0, 0.03) if changed else 0)
        matrix = crops.eyes_level(crops.with_box_errors(rng, frames.boxes()[i]), turn)
        border = crops.any_border(rng) if changed else 0
        picture = crops.cut(frames.picture(i), matrix, SIDE, border)
        points = crops.moved(points, matrix)
        yaw, pitch, roll, blink, mouth = frames.state[i]
        # The renderer counts pitch upwards and roll counter-clockwise; HeadPose counts both the other way.
        pose = numpy.array([yaw, -pitch, -roll - numpy.degrees(turn)])
        if changed:
            picture = look.expression(rng, picture)
            if rng.random() < 0.5:
                picture = numpy.ascontiguousarray(picture[:, ::-1])
                points = points[MIRRORED] * (-1, 1) + (SIDE - 1, 0)
                pose = pose * (-1, 1, -1)
        return picture, points.astype(numpy.float32), pose.astype(numpy.float32), numpy.array([1 - blink, 1 - blink, mouth], numpy.float32)

    def make_batch(self, rng):
        chosen = numpy.searchsorted(self.share, rng.random(self.batch)).clip(0, len(self.train) - 1)
        return [numpy.stack(x) for x in zip(*(self.example(self.train, i, rng, True) for i in chosen))]

    def loss(self, net, batch, progress):
        pictures, points, pose, openness = batch
        places, angles, logits = net.raw(rgb(pictures))
        near = wing(places.view(-1, POINTS, 2) - (points - SIDE / 2) / (SIDE / 2)).mean(2)
        placed = (near * torch.from_numpy(_WEIGHTS)).mean()
        turned = F.smooth_l1_loss(angles, pose / 30, beta=0.1)
        # Near profile the eyes tell nothing sure: they count less.
        seen = (1.3 - pose[:, 0].abs() / 60).clamp(0.3, 1)
        # Nearly shut counts as shut and nearly open as open: what matters is which side of the middle a lid is on.
        decided = ((openness[:, :2] - 0.5) * 1.6 + 0.5).clamp(0, 1)
        eyes = within_range(seen, F.binary_cross_entropy_with_logits(logits[:, :2], decided, reduction="none").mean(1))
        mouth = F.binary_cross_entropy_with_logits(logits[:, 2], openness[:, 2])
        total = 8 * placed + 2 * turned + 2.5 * eyes + 0.15 * mouth
        return total, {"points": placed, "pose": turned, "eyes": eyes, "mouth": mouth}

    def validate(self, net):
        """Figures, the first of which decides."""
        outputs = []
        for start in range(0, len(self._checks), 100):
            pictures = numpy.stack([c[0] for c in self._checks[start:start + 100]])
            outputs.append([x.numpy() for x in net(rgb(torch.from_numpy(pictures)))])
        places, pose, eyes, mouth = (numpy.concatenate(x) for x in zip(*outputs))
        points, truth, openness = (numpy.stack([c[k] for c in self._checks]) for k in (1, 2, 3))
        off = numpy.linalg.norm(places.reshape(-1, POINTS, 2) - points, axis=2)
        # The eye distance as from straight ahead: turned faces would otherwise count many times.
        size = 0.45 * SIDE / 1.5
        angle = numpy.sqrt(((pose - truth) ** 2)[numpy.abs(truth[:, 0]) <= 60].mean(0))
        shut, wide = openness[:, 0] <= 0.15, openness[:, 0] >= 0.85
        frontal = numpy.abs(truth[:, 0]) <= 30
        shown = {
            "points": off.mean() / size, "lids": off[:, :16].mean() / size, "yaw": angle[0], "pitch": angle[1], "roll": angle[2],
            "blink_missed": share(eyes.mean(1)[shut] >= 0.5), "blink_false": share(eyes.mean(1)[wide] < 0.5),
            "blink_missed_frontal": share(eyes.mean(1)[shut & frontal] >= 0.5),
            "blink_false_frontal": share(eyes.mean(1)[wide & frontal] < 0.5),
            "eyes": numpy.abs(eyes - openness[:, :2]).mean(), "mouth": numpy.abs(mouth[:, 0] - openness[:, 2]).mean()}
        figure = shown["points"] + angle.mean() / 100 + shown["blink_missed"] / 2 + shown["blink_false"] / 2
        return {"figure": figure, **shown}

    def resumed(self, net):
        """Nothing of this task lives outside the file."""


def rgb(pictures):
    """uint8 BGR [n, h, w, 3] to float RGB [n, 3, h, w], channels last in memory."""
    return pictures[..., [2, 1, 0]].permute(0, 3, 1, 2).float()

