"""Where faces are, with five points: YuNet's outputs."""
import cv2
import numpy
import torch
import torch.nn.functional as F
from torch import nn

import look
from canvases import Composer
from data import Frames, some
from losses import box_overlap, share
from nets import STRIDES

# A face is learnt by the grids whose range (longer side, pixels) holds it, and by the cells within 1.5 cells of its middle.
RANGES = {8: (0, 46), 16: (34, 190), 32: (140, 1e9)}
RADIUS = 1.5
SIZES = ((192, 256), (256, 320), (224, 224), (256, 192))
SCORE, OVERLAP = 0.6, 0.3
IGNORED, NEGATIVE = -2, -1


class Task:
    batch = 16
    rate = 2e-3

    def __init__(self, options):
        self.heads = nn.Module()
        sources = []
        for path in options.data:
            frames = Frames([path], ["scenes", "faces", "attacks"])
            share_of_tiles = {"scenes": 1.0, "faces": 1.0, "attacks": 0.2}[frames.folders[0].about["kind"]]
            sources.append((frames, share_of_tiles))
        self.composer = Composer(sources)
        self.test = Frames(options.validate, ["scenes"])
        self._chosen = some(self.test, options.validation_limit)

    def make_batch(self, rng):
        height, width = SIZES[rng.choice(len(SIZES), p=(0.45, 0.35, 0.1, 0.1))]
        pictures, targets = [], []
        for _ in range(self.batch):
            picture, faces, ignored = self.composer.canvas(rng, width, height)
            pictures.append(look.scene(rng, picture))
            targets.append(assigned(faces, ignored, width, height))
        owner, wanted = (numpy.stack(x) for x in zip(*targets))
        return [numpy.stack(pictures), owner.astype(numpy.int64), wanted.astype(numpy.float32)]

    def loss(self, net, batch, progress):
        pictures, state, wanted = batch
        cells, corner, stride = flat(net.raw(pictures.permute(0, 3, 1, 2).float()), pictures.shape[1:3])
        chosen = state >= 0
        count = chosen.sum().clamp(min=1)
        boxes, points = decoded(cells[chosen], corner.expand_as(wanted[..., :2])[chosen], stride.expand(state.shape)[chosen])
        truth = wanted[chosen]
        iou, giou = box_overlap(boxes, truth[:, :4])
        size = (truth[:, 2:4] - truth[:, :2]).max(1).values[:, None]
        points_off = (points - truth[:, 4:]) / size
        box_loss = (1 - giou).sum() / count
        point_loss = F.smooth_l1_loss(points_off, torch.zeros_like(points_off), beta=0.02, reduction="sum") / count
        quality = torch.zeros(state.shape)
        quality[chosen] = iou.detach().clamp(0, 1)
        counted = state != IGNORED
        # Far more cells are empty than not: those already sure to be empty hardly count (focal).
        wrong = torch.where(chosen, torch.ones(()), cells[..., 0].detach().sigmoid().pow(1.5) * 0.75 + 0.02)
        class_loss = (F.binary_cross_entropy_with_logits(cells[..., 0], quality, reduction="none") * wrong)[counted].sum() / count
        seen = chosen.float()
        wrong = torch.where(chosen, torch.ones(()), cells[..., 1].detach().sigmoid().pow(1.5) * 0.75 + 0.02)
        object_loss = (F.binary_cross_entropy_with_logits(cells[..., 1], seen, reduction="none") * wrong)[counted].sum() / count
        total = class_loss + object_loss + 2 * box_loss + 8 * point_loss
        return total, {"class": class_loss, "object": object_loss, "box": box_loss, "points": point_loss, "iou": iou.mean() if len(iou) else count * 0.0}

    def validate(self, net):
        """Whole frames made as large as in use (longer side 320), black below. The first figure decides."""
        found, wrong, empty_wrong, off, off_turned, angles = [], 0, 0, [], [], []
        person, boxes, five, yaw = self.test["person"], self.test.boxes(), self.test.five(), self.test["yaw"]
        for i in self._chosen:
            picture, scale = as_in_use(self.test.picture(i))
            faces = detect(net, picture)
            if person[i] < 0:
                empty_wrong += len(faces) > 0
                continue
            box = numpy.concatenate([boxes[i, :2], boxes[i, :2] + boxes[i, 2:]]) * scale
            if max(box[2:] - box[:2]) < 14 or abs(yaw[i]) > 62:
                continue
            overlaps = [box_overlap(torch.tensor(f[1:5]), torch.tensor(box, dtype=torch.float32))[0].item() for f in faces]
            hit = int(numpy.argmax(overlaps)) if overlaps and max(overlaps) >= 0.4 else None
            found.append(hit is not None)
            angles.append(abs(yaw[i]))
            wrong += len(faces) - (hit is not None)
            if hit is not None:
                # In eye distances as from straight ahead, 0.42 of the box.
                error = numpy.linalg.norm(faces[hit][5:].reshape(5, 2) - five[i] * scale, axis=1).mean() / (0.42 * max(box[2:] - box[:2]))
                (off if abs(yaw[i]) <= 30 else off_turned).append(error)
        found, angles = numpy.array(found), numpy.array(angles)
        shown = {
            "missed": 1 - share(found), "missed_turned": 1 - share(found[angles > 30]), "wrong_per_frame": wrong / max(1, len(found)),
            "empty_wrong": empty_wrong / max(1, int((person[self._chosen] < 0).sum())),
            "points": float(numpy.mean(off)) if off else 1.0, "points_turned": float(numpy.mean(off_turned)) if off_turned else 1.0}
        return {"figure": shown["missed"] + 0.3 * shown["wrong_per_frame"] + 0.3 * shown["empty_wrong"] + shown["points"] + 0.5 * shown["points_turned"], **shown}

    def resumed(self, net):
        """Nothing of this task lives outside the file."""


def grid(width, height):
    """Of all cells, finest grid first, row by row: column and row times stride, and stride."""
    corners, strides = [], []
    for stride in STRIDES:
        rows, columns = numpy.mgrid[:height // stride, :width // stride]
        corners.append(numpy.stack([columns.ravel(), rows.ravel()], 1) * stride)
        strides.append(numpy.full(rows.size, stride))
    return numpy.concatenate(corners).astype(numpy.float32), numpy.concatenate(strides).astype(numpy.float32)


def assigned(faces, ignored, width, height):
    """Per cell: number of its face, NEGATIVE or IGNORED; and its box and points [cells, 14]."""
    corners, strides = grid(width, height)
    centres = corners + strides[:, None] / 2
    state = numpy.full(len(centres), NEGATIVE)
    wanted = numpy.zeros((len(centres), 14), numpy.float32)
    nearest = numpy.full(len(centres), numpy.inf)
    low, high = (numpy.array([RANGES[int(s)][k] for s in strides]) for k in (0, 1))
    for box in ignored:
        inside = ((centres >= box[:2]) & (centres <= box[2:])).all(1)
        state[inside] = IGNORED
    for number, face in enumerate(faces):
        size = max(face[2:4] - face[:2])
        middle = (face[:2] + face[2:4]) / 2
        away = numpy.abs(centres - middle).max(1)
        near = (away <= RADIUS * strides) & (away <= 0.3 * size + 0.5 * strides)
        mine = near & (low <= size) & (size < high)
        # On the grids next to the right one nothing is asked of the cells in the middle of the face.
        almost = near & ~mine & (low * 0.75 <= size) & (size < high * 1.35)
        state[almost & (state == NEGATIVE)] = IGNORED
        mine &= away < nearest
        nearest[mine] = away[mine]
        state[mine] = number
        wanted[mine] = face
    return state, wanted


def flat(maps, shape):
    """All cells of all grids: [n, cells, 16], corners [cells, 2], strides [cells]."""
    corners, strides = grid(shape[1], shape[0])
    cells = torch.cat([m.flatten(2).transpose(1, 2) for m in maps], 1)
    return cells, torch.from_numpy(corners), torch.from_numpy(strides)


def decoded(cells, corner, stride):
    """Boxes (left, top, right, bottom) and points [m, 10] of cells [m, 16], as YuNet's are."""
    stride = stride[:, None]
    middle = corner + cells[:, 2:4] * stride
    half = cells[:, 4:6].clamp(max=6).exp() * stride / 2
    return torch.cat([middle - half, middle + half], 1), corner.repeat(1, 5) + cells[:, 6:] * stride


def as_in_use(picture):
    """Longer side 320, black to multiples of 32; and the scale."""
    scale = 320 / max(picture.shape[:2])
    small = cv2.resize(picture, (round(picture.shape[1] * scale), round(picture.shape[0] * scale)), interpolation=cv2.INTER_LINEAR)
    canvas = numpy.zeros(((small.shape[0] + 31) // 32 * 32, (small.shape[1] + 31) // 32 * 32, 3), numpy.uint8)
    canvas[:small.shape[0], :small.shape[1]] = small
    return canvas, scale


def detect(net, picture):
    """Faces as rows of score, box (left, top, right, bottom), five points, best first."""
    cells, corner, stride = flat(net.raw(torch.from_numpy(picture)[None].permute(0, 3, 1, 2).float()), picture.shape[:2])
    cells = cells[0]
    score = (cells[:, 0].sigmoid() * cells[:, 1].sigmoid()).sqrt()
    kept = score > SCORE
    boxes, points = decoded(cells[kept], corner[kept], stride[kept])
    rows = torch.cat([score[kept][:, None], boxes, points], 1)
    rows = rows[rows[:, 0].argsort(descending=True)][:200].numpy()
    chosen = []
    for row in rows:
        if all(box_overlap(torch.from_numpy(row[1:5]), torch.from_numpy(c[1:5]))[0] <= OVERLAP for c in chosen):
            chosen.append(row)
    return chosen
