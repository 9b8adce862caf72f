"""
Pictures to learn detection from, composed of rendered frames: one frame or a mosaic of up to twelve, scaled, turned, mirrored, cut.

The renderer counts places from the upper left corner of the picture, so the middle of its first pixel is (0.5, 0.5), and so does
every place here. OpenCV counts from the middle of the first pixel: <drawn> goes between the two. Frames are made larger and smaller by
factors up to eight here, so the half pixel would be a large error of the points.
"""
import cv2
import numpy

from crops import moved

MIRRORED_FIVE = [1, 0, 2, 4, 3]
# Columns and rows of tiles, and how often. Many faces on one canvas teach more in the same time; one face is how it is used.
LAYOUTS = [(1, 1), (2, 1), (2, 2), (3, 2), (4, 3)]
LAYOUT_SHARES = [0.4, 0.2, 0.2, 0.15, 0.05]


def transform(scale, from_middle, to_middle, turn):
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
        across, down = LAYOUTS[rng.choice(len(LAYOUTS), p=LAYOUT_SHARES)]
        if height > width:
            across, down = down, across
        columns, rows = cuts(rng, across, width), cuts(rng, down, height)
        if across == 1 and rng.random() < 0.25:
            # As in use: the picture does not fill the network's input, the rest is black.
            columns[1], rows[1] = int(width * rng.uniform(0.75, 1)), int(height * rng.uniform(0.75, 1))
        faces, ignored = [], []
        for top, bottom in zip(rows, rows[1:]):
            for left, right in zip(columns, columns[1:]):
                for found, into in zip(self._tile(rng, picture[top:bottom, left:right], across == 1), (faces, ignored)):
                    into.extend(shifted(x, left, top) for x in found)
        return picture, numpy.array(faces).reshape(-1, 14), numpy.array(ignored).reshape(-1, 4)

    def _frame(self, rng):
        """Mostly one with a face: empty ones are learnt soon."""
        kind = rng.choice(len(self.sources), p=self.shares)
        person = self.truth[kind][0]
        i = int(rng.integers(len(person)))
        if person[i] < 0 and rng.random() < 0.5:
            i = int(rng.integers(len(person)))
        return kind, i

    def _tile(self, rng, target, alone):
        kind, i = self._frame(rng)
        frames, (person, boxes, fives) = self.sources[kind], self.truth[kind]
        source = frames.picture(i)
        height, width = target.shape[:2]
        matrix = place(rng, source, person[i] >= 0, boxes[i], width, height, alone)
        five = fives[i]
        if rng.random() < 0.5:
            matrix[:, 2] += matrix[:, 0] * source.shape[1]
            matrix[:, 0] *= -1
            five = five[MIRRORED_FIVE]
        target[:] = drawn(rng, source, matrix, width, height)
        if person[i] < 0:
            return [], []
        box, points = moved_box(boxes[i], matrix), moved(five, matrix)
        inside = visible(box, width, height)
        if inside >= 0.75 and min(box[2:] - box[:2]) >= 11:
            return [numpy.concatenate([box, points.ravel()])], []
        return [], [box] if inside > 0 else []


def cuts(rng, count, length):
    """Where tiles begin and end: about equal parts."""
    inner = (numpy.arange(1, count) + rng.uniform(-0.25, 0.25, count - 1)) * length / count
    return [0, *inner.astype(int), length]


def drawn(rng, source, matrix, width, height):
    border = cv2.BORDER_REPLICATE if rng.random() < 0.7 else cv2.BORDER_CONSTANT
    tone = tuple(float(v) for v in rng.integers(0, 256, 3))
    by_pixel_middles = matrix.copy()
    by_pixel_middles[:, 2] += matrix[:, :2] @ (0.5, 0.5) - 0.5
    if abs(numpy.linalg.det(matrix[:, :2])) < 0.3:
        source = cv2.GaussianBlur(source, (3, 3), 0)
    return cv2.warpAffine(source, by_pixel_middles, (width, height), flags=cv2.INTER_LINEAR, borderMode=border, borderValue=tone)


def place(rng, source, has_face, box, width, height, alone):
    """Where the frame goes: mostly so that it covers the tile, or so that its face gets a size drawn evenly in its logarithm."""
    middle = numpy.array([source.shape[1] / 2, source.shape[0] / 2])
    cover = max(width / source.shape[1], height / source.shape[0])
    turn = rng.normal(0, 0.12)
    if has_face and rng.random() < (0.75 if alone else 0.95):
        least, most = (15, 0.95 * min(width, height)) if alone else (max(13, 0.3 * min(width, height)), 0.92 * min(width, height))
        size = numpy.exp(rng.uniform(numpy.log(least), numpy.log(max(least, most))))
        scale = size / max(box[2], box[3])
        # A frame much smaller than the tile would be mostly border.
        scale = max(scale, 0.45 * cover)
        face = numpy.array([box[0] + box[2] / 2, box[1] + box[3] / 2])
        half = numpy.minimum(0.5, 0.46 * scale * max(box[2], box[3]) / numpy.array([width, height]))
        return transform(scale, face, numpy.array([width, height]) * rng.uniform(half, 1 - half), turn)
    scale = cover * numpy.exp(rng.uniform(-0.2, 0.5))
    free = numpy.array([width, height]) / 2
    return transform(scale, middle, free + rng.uniform(-0.3, 0.3, 2) * free, turn)


def shifted(values, left, top):
    return values + numpy.resize([left, top], len(values))
