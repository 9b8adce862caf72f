"""Changes of look: what cameras, light, distance and compression do to a picture of a face. uint8 BGR in, uint8 BGR out."""
import cv2
import numpy

_NOISE = numpy.random.default_rng(7).standard_normal(1 << 22, numpy.float32)
_LEVELS = numpy.arange(256, dtype=numpy.float32) / 255


def tone(rng, picture, strength=1.0):
    """Exposure, gamma, contrast and colour cast as one table per channel."""
    gamma = numpy.exp(rng.normal(0, 0.22 * strength))
    gain = numpy.exp(rng.normal(0, 0.16 * strength)) * numpy.exp(rng.normal(0, 0.06 * strength, 3))
    lift = rng.normal(0, 0.03 * strength)
    contrast = numpy.exp(rng.normal(0, 0.12 * strength))
    levels = numpy.power(_LEVELS, gamma)[:, None] * gain[None]
    levels = (levels - 0.45) * contrast + 0.45 + lift
    table = (levels.clip(0, 1) * 255 + 0.5).astype(numpy.uint8)
    return cv2.LUT(picture, table.reshape(256, 1, 3))


def colour(rng, picture, least=0.2, most=1.4):
    """More or less saturated."""
    grey = cv2.cvtColor(cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY), cv2.COLOR_GRAY2BGR)
    share = rng.uniform(least, most)
    return cv2.addWeighted(picture, share, grey, 1 - share, 0)


def coarse(rng, picture, least=0.4):
    """Fewer pixels and back, as from a small or distant face."""
    height, width = picture.shape[:2]
    share = rng.uniform(least, 0.95)
    small = cv2.resize(picture, (max(8, int(width * share)), max(8, int(height * share))),
                       interpolation=cv2.INTER_AREA if rng.random() < 0.7 else cv2.INTER_LINEAR)
    return cv2.resize(small, (width, height), interpolation=cv2.INTER_LINEAR if rng.random() < 0.7 else cv2.INTER_CUBIC)


def soft(rng, picture, most=1.4):
    """Out of focus, or moved."""
    if rng.random() < 0.6:
        return cv2.GaussianBlur(picture, (0, 0), rng.uniform(0.3, most))
    length = int(rng.integers(2, 3 + int(3 * most)))
    kernel = numpy.zeros((2 * length + 1, 2 * length + 1), numpy.float32)
    angle = rng.uniform(0, numpy.pi)
    along = numpy.array([numpy.cos(angle), numpy.sin(angle)]) * length / 2
    middle = numpy.array([length, length])
    cv2.line(kernel, tuple(map(int, (middle - along).round())), tuple(map(int, (middle + along).round())), 1)
    return cv2.filter2D(picture, -1, kernel / kernel.sum())


def sharp(rng, picture, most=1.0):
    """What cameras do to edges."""
    share = rng.uniform(0.1, most)
    return cv2.addWeighted(picture, 1 + share, cv2.GaussianBlur(picture, (0, 0), 1.0), -share, 0)


def noise(rng, picture, most=10.0):
    """Sensor noise, sometimes in patches of two pixels as after the camera's own smoothing."""
    height, width = picture.shape[:2]
    sigma = most * rng.random() ** 2
    if rng.random() < 0.35:
        height, width, sigma = (height + 1) // 2, (width + 1) // 2, sigma * 0.8
    start = rng.integers(0, len(_NOISE) - height * width * 3)
    grain = _NOISE[start:start + height * width * 3].reshape(height, width, 3)
    if height != picture.shape[0]:
        grain = cv2.resize(grain, (picture.shape[1], picture.shape[0]), interpolation=cv2.INTER_LINEAR)
    return cv2.addWeighted(picture, 1, grain, sigma, 0, dtype=cv2.CV_8U)


def compressed(rng, picture, least=35):
    """JPEG."""
    _, data = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, int(rng.integers(least, 96))])
    return cv2.imdecode(data, cv2.IMREAD_COLOR)


def covered(rng, picture, most=0.3):
    """A patch of one colour over a part, as of hair, a hand or a reflection."""
    height, width = picture.shape[:2]
    w, h = (rng.uniform(0.08, most, 2) * (width, height)).astype(int)
    x, y = int(rng.integers(0, width - w)), int(rng.integers(0, height - h))
    picture = picture.copy()
    picture[y:y + h, x:x + w] = rng.integers(0, 256, 3)
    return picture


def _some(rng, picture, steps):
    for share, step in steps:
        if rng.random() < share:
            picture = step(rng, picture)
    return picture


def face(rng, picture):
    """For the recogniser: strong, but what makes the person stays to be seen."""
    return _some(rng, picture, [
        (0.35, coarse), (0.3, soft), (0.15, sharp), (0.9, tone), (0.3, colour), (0.5, noise), (0.35, compressed), (0.12, covered)])


def expression(rng, picture):
    """For the landmarks: lids are a few pixels high, and have to stay so."""
    return _some(rng, picture, [
        (0.2, lambda r, p: coarse(r, p, 0.6)), (0.2, lambda r, p: soft(r, p, 0.9)), (0.15, sharp), (0.9, tone), (0.3, colour),
        (0.4, lambda r, p: noise(r, p, 7.0)), (0.2, lambda r, p: compressed(r, p, 50)), (0.06, covered)])


def scene(rng, picture):
    """For the detector, on whole canvases."""
    return _some(rng, picture, [
        (0.2, lambda r, p: coarse(r, p, 0.5)), (0.2, lambda r, p: soft(r, p, 1.0)), (0.1, sharp), (0.8, tone), (0.3, lambda r, p: colour(r, p, 0.0)),
        (0.4, noise), (0.2, compressed)])


def texture(rng, picture):
    """For the attack network: weaker, because what tells a screen or paper from skin is fine."""
    return _some(rng, picture, [
        (0.15, lambda r, p: coarse(r, p, 0.75)), (0.15, lambda r, p: soft(r, p, 0.7)), (0.1, lambda r, p: sharp(r, p, 0.6)),
        (0.8, lambda r, p: tone(r, p, 0.8)), (0.25, lambda r, p: colour(r, p, 0.5)), (0.3, lambda r, p: noise(r, p, 5.0)),
        (0.3, lambda r, p: compressed(r, p, 60)), (0.05, covered)])
