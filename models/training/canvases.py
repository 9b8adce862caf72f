"""Pictures to learn detection from, composed of rendered frames: one frame or a mosaic, scaled, turned, mirrored, cut."""
import cv2
import numpy

from crops import moved

MIRRORED_FIVE = [1, 0, 2, 4, 3]


def transform(rng, scale, from_middle, to_middle, turn):
    c, s = numpy.cos(turn) * scale, numpy.sin(turn) * scale
    matrix = numpy.array([[c, s, 0], [-s, c, 0]])
    matrix[:, 2] = to_middle - matrix[:, :2] @ from_middle
    return matrix


def moved_box(box, matrix):
    """A face is about as wide as high, so a box keeps its sides when it's turned a little."""
    scale = numpy.hypot(matrix[0, 0], matrix[0, 1])
    middle = moved(numpy.array([box[0] + box[2] / 2, box[1] + box[3] / 2]), matrix)
    half = numpy.array([box[2], box[3]]) * scale / 2
    return numpy.concatenate([middle - half, middle + half])


def visible(box, width, height):
    """Share of a box (left, top, right, bottom) that lies inside."""
    inside = numpy.clip(numpy.minimum(box[2:], (width, height)) - numpy.maximum(box[:2], 0), 0, None).prod()
    return inside / max(1e-6, (box[2:] - box[:2]).prod())


class Composer:
    """Draws canvases with the boxes (left, top, right, bottom) and five points of the faces on them."""

    def __init__(self, sources):
        """<sources>: lists of frames, each with its share of the tiles."""
        self.sources = [s for s, _ in sources]
        self.shares = numpy.array([w for _, w in sources]) / sum(w for _, w in sources)
        self.truth = [(s["person"].astype(int), s.boxes().astype(float), s.five().astype(float)) for s in self.sources]

    def canvas(self, rng, width, height):
        """Picture, faces to find [n, 14] (box, points), places to leave alone [m, 4]."""
        picture = numpy.zeros((height, width, 3), numpy.uint8)
        split = rng.random() < 0.45
        columns = [0, int(width * rng.uniform(0.3, 0.7)), width] if split else [0, width]
        rows = [0, int(height * rng.uniform(0.3, 0.7)), height] if split and rng.random() < 0.6 else [0, height]
        if not split and rng.random() < 0.25:
            # As in use: the picture does not fill the network's input, the rest is black.
            columns[1], rows[1] = int(width * rng.uniform(0.75, 1)), int(height * rng.uniform(0.75, 1))
        faces, ignored = [], []
        for top, bottom in zip(rows, rows[1:]):
            for left, right in zip(columns, columns[1:]):
                for found, into in zip(self._tile(rng, picture[top:bottom, left:right], not split), (faces, ignored)):
                    into.extend(shifted(x, left, top) for x in found)
        return picture, numpy.array(faces).reshape(-1, 14), numpy.array(ignored).reshape(-1, 4)

    def _tile(self, rng, target, alone):
        kind = rng.choice(len(self.sources), p=self.shares)
        frames, (person, boxes, fives) = self.sources[kind], self.truth[kind]
        i = int(rng.integers(len(frames)))
        source = frames.picture(i)
        height, width = target.shape[:2]
        matrix = self._place(rng, source, person[i] >= 0, boxes[i], width, height, alone)
        five = fives[i]
        if rng.random() < 0.5:
            matrix[:, 0], matrix[:, 2] = -matrix[:, 0], matrix[:, 2] + matrix[:, 0] * (source.shape[1] - 1)
            five = five[MIRRORED_FIVE]
        border = cv2.BORDER_REPLICATE if rng.random() < 0.7 else cv2.BORDER_CONSTANT
        tone = tuple(float(v) for v in rng.integers(0, 256, 3))
        averaged = source
        if abs(numpy.linalg.det(matrix[:, :2])) < 0.3:
            averaged = cv2.blur(source, (2, 2))
        target[:] = cv2.warpAffine(averaged, matrix, (width, height), flags=cv2.INTER_LINEAR, borderMode=border, borderValue=tone)
        if person[i] < 0:
            return [], []
        box, points = moved_box(boxes[i], matrix), moved(five, matrix)
        inside = visible(box, width, height)
        if inside >= 0.7 and min(box[2:] - box[:2]) >= 11:
            return [numpy.concatenate([box, points.ravel()])], []
        return [], [box] if inside > 0 else []

    @staticmethod
    def _place(rng, source, has_face, box, width, height, alone):
        """Where the frame goes: mostly so that it covers the tile, or so that its face gets a size drawn evenly in its logarithm."""
        middle = numpy.array([source.shape[1] / 2, source.shape[0] / 2])
        cover = max(width / source.shape[1], height / source.shape[0])
        turn = rng.normal(0, 0.12)
        if has_face and rng.random() < 0.7:
            size = numpy.exp(rng.uniform(numpy.log(15), numpy.log(min(width, height) * (1.0 if alone else 0.9))))
            scale = size / max(box[2], box[3])
            # A frame much smaller than the tile would be mostly border.
            scale = max(scale, 0.45 * cover)
            face = numpy.array([box[0] + box[2] / 2, box[1] + box[3] / 2])
            half = min(0.5, 0.5 * scale * max(box[2], box[3]) / min(width, height))
            aim = numpy.array([width, height]) * rng.uniform(half * 0.8, 1 - half * 0.8, 2)
            return transform(rng, scale, face, aim, turn)
        scale = cover * numpy.exp(rng.uniform(-0.2, 0.5))
        free = numpy.array([width, height]) / 2
        return transform(rng, scale, middle, free + rng.uniform(-0.3, 0.3, 2) * free, turn)


def shifted(values, left, top):
    return values + numpy.resize([left, top], len(values))
