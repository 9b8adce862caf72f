"""The crops that the C# pipeline feeds to the networks, with the errors that a detector makes.

Counterparts: Biometrics/Matching/FaceAligner.cs (five-points-112), Biometrics/Landmarks (eyes-level-1.5),
Biometrics/AttackDetection/AttackCrop.cs (box-2.7). A 2x3 matrix maps a picture's pixels to the crop's.
"""
import cv2
import numpy

PLACES = numpy.array([(38.2946, 51.6963), (73.5318, 51.5014), (56.0252, 71.7366), (41.5493, 92.3655), (70.7299, 92.2041)])


def similarity(points, places=PLACES):
    """Least-squares similarity without reflection (Umeyama 1991) that brings <points> [5, 2] nearest to <places>."""
    from_middle, to_middle = points.mean(0), places.mean(0)
    p, q = points - from_middle, places - to_middle
    squares = max(float((p * p).sum()), 1e-9)
    a = float((p * q).sum()) / squares
    b = float((p[:, 0] * q[:, 1] - p[:, 1] * q[:, 0]).sum()) / squares
    turn = numpy.array([[a, -b], [b, a]])
    return numpy.concatenate([turn, (to_middle - turn @ from_middle)[:, None]], 1)


def eyes_level(box, turn, side=112, share=1.5):
    """Square of <share> x the longer side round the box's middle, lying <turn> radians clockwise in the picture."""
    scale = side / max(1.0, share * max(box[2], box[3]))
    cos, sin = numpy.cos(turn) * scale, numpy.sin(turn) * scale
    x, y = box[0] + box[2] / 2, box[1] + box[3] / 2
    return numpy.array([[cos, sin, side / 2 - cos * x - sin * y], [-sin, cos, side / 2 + sin * x - cos * y]])


def stretched_box(box, share, side=96):
    """Box enlarged <share> times round its middle, each axis brought to <side>."""
    x_scale, y_scale = side / (share * box[2]), side / (share * box[3])
    x, y = box[0] + box[2] / 2, box[1] + box[3] / 2
    # Centres of pixels, as cv2.resize has them.
    return numpy.array([[x_scale, 0, side / 2 - x_scale * x - 0.5 + x_scale / 2], [0, y_scale, side / 2 - y_scale * y - 0.5 + y_scale / 2]])


def cut(picture, matrix, side, border=cv2.BORDER_CONSTANT):
    return cv2.warpAffine(picture, matrix, (side, side), flags=cv2.INTER_LINEAR, borderMode=border)


def moved(points, matrix):
    """[..., 2] through a 2x3 matrix."""
    return points @ matrix[:, :2].T + matrix[:, 2]


def with_point_errors(rng, five, largest=0.035):
    """Five points as a detector would give them: each off on its own, and all together off, in shares of the face's size."""
    size = numpy.linalg.norm(five - five.mean(0), axis=1).mean() * 1.6
    own = rng.normal(0, largest * rng.random() * size, (5, 2))
    together = rng.normal(0, 0.4 * largest * size, 2)
    turn, grow = rng.normal(0, 0.02), 1 + rng.normal(0, 0.02)
    middle = five.mean(0)
    c, s = numpy.cos(turn) * grow, numpy.sin(turn) * grow
    return (five - middle) @ numpy.array([[c, s], [-s, c]]) + middle + own + together


def with_box_errors(rng, box, shift=0.05, grow=0.07):
    """A box as a detector would give it: moved by shares of its sides, larger or smaller."""
    x, y, w, h = box
    wide, high = w * numpy.exp(rng.normal(0, grow)), h * numpy.exp(rng.normal(0, grow))
    middle_x, middle_y = x + w / 2 + rng.normal(0, shift) * w, y + h / 2 + rng.normal(0, shift) * h
    return numpy.array([middle_x - wide / 2, middle_y - high / 2, wide, high])


def eye_turn(five):
    """Radians that the eye line lies clockwise in the picture."""
    along = five[1] - five[0]
    return float(numpy.arctan2(along[1], along[0]))


def any_border(rng):
    """What lies outside the picture: black as in use, or its edge repeated, so that nothing is learnt from the black."""
    return cv2.BORDER_CONSTANT if rng.random() < 0.5 else cv2.BORDER_REPLICATE
