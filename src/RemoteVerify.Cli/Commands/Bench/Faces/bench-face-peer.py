"""What OpenCV's own network runner needs for the networks that it can load: the peer of ./rv bench face --peers.

Reads one line of JSON: {"frame": PNG, "rounds": N, "detector": ONNX, "attack": [{"file": ONNX, "scale": S}], "recogniser": ONNX or null}.
Writes one line: median milliseconds of each stage with its preparation and decoding, and what came out.
"""
import json
import statistics
import sys
import time

import cv2
import numpy as np

PLACES = np.array([(40.3928, 59.0815), (87.3757, 58.8587), (64.0336, 81.9847), (44.7324, 105.5606), (83.6399, 105.3761)])


def detect(net, frame):
    height, width = frame.shape[:2]
    padded = cv2.copyMakeBorder(frame, 0, -height % 32, 0, -width % 32, cv2.BORDER_CONSTANT)
    net.setInput(cv2.dnn.blobFromImage(padded))
    names = [f"{kind}_{stride}" for kind in ("cls", "obj", "bbox", "kps") for stride in (8, 16, 32)]
    out = dict(zip(names, net.forward(names)))
    boxes, scores, points = [], [], []
    for stride in (8, 16, 32):
        columns = padded.shape[1] // stride
        score = np.sqrt(np.clip(out[f"cls_{stride}"].ravel(), 0, 1) * np.clip(out[f"obj_{stride}"].ravel(), 0, 1))
        kept = np.flatnonzero(score > 0.6)
        box = out[f"bbox_{stride}"].reshape(-1, 4)[kept]
        point = out[f"kps_{stride}"].reshape(-1, 5, 2)[kept]
        cell = np.stack([kept % columns, kept // columns], axis=1)
        centre = (cell + box[:, :2]) * stride
        size = np.exp(box[:, 2:]) * stride
        boxes += np.concatenate([centre - size / 2, size], axis=1).tolist()
        points += ((cell[:, None, :] + point) * stride).tolist()
        scores += score[kept].tolist()
    best = cv2.dnn.NMSBoxes(boxes, scores, 0.6, 0.3)
    return [(boxes[i], points[i], scores[i]) for i in np.array(best).ravel()]


def attack(nets, frame, box):
    height, width = frame.shape[:2]
    total = 0.0
    for net, wanted in nets:
        x, y, w, h = box
        scale = min(wanted, (height - 1) / h, (width - 1) / w)
        left, right = span(x + w / 2, w * scale, width)
        top, bottom = span(y + h / 2, h * scale, height)
        crop = cv2.resize(frame[top:bottom + 1, left:right + 1], (80, 80))
        net.setInput(cv2.dnn.blobFromImage(crop))
        logits = net.forward().ravel()
        e = np.exp(logits - logits.max())
        total += float(e[1] / e.sum())
    return total / len(nets)


def span(centre, length, limit):
    first, last = centre - length / 2, centre + length / 2
    if first < 0:
        first, last = 0, last - first
    if last > limit - 1:
        first, last = first - (last - limit + 1), limit - 1
    return max(int(first), 0), int(last)


def embed(net, frame, points):
    source = np.array(points)
    p, q = source - source.mean(0), PLACES - PLACES.mean(0)
    squares = (p ** 2).sum()
    a = (p * q).sum() / squares
    b = (p[:, 0] * q[:, 1] - p[:, 1] * q[:, 0]).sum() / squares
    turn = np.array([[a, -b], [b, a]])
    matrix = np.hstack([turn, (PLACES.mean(0) - turn @ source.mean(0))[:, None]])
    net.setInput(cv2.dnn.blobFromImage(cv2.warpAffine(frame, matrix, (128, 128))))
    vector = net.forward().ravel()
    return vector / np.linalg.norm(vector)


def median(rounds, act):
    for _ in range(3):
        act()
    times = []
    for _ in range(rounds):
        begun = time.perf_counter()
        act()
        times.append(1000 * (time.perf_counter() - begun))
    return statistics.median(times)


def main():
    cv2.setNumThreads(1)
    asked = json.loads(sys.stdin.readline())
    frame = cv2.imread(asked["frame"])
    rounds = asked["rounds"]
    detector = cv2.dnn.readNetFromONNX(asked["detector"])
    nets = [(cv2.dnn.readNetFromONNX(one["file"]), one["scale"]) for one in asked["attack"]]
    box, points, score = max(detect(detector, frame), key=lambda face: face[0][2] * face[0][3])
    answer = {
        "version": cv2.__version__,
        "detect": median(rounds, lambda: detect(detector, frame)),
        "attack": median(rounds, lambda: attack(nets, frame, box)),
        "box": box,
        "points": points,
        "confidence": score,
        "bonaFide": attack(nets, frame, box),
    }
    if asked.get("recogniser"):
        recogniser = cv2.dnn.readNetFromONNX(asked["recogniser"])
        answer["embed"] = median(rounds, lambda: embed(recogniser, frame, points))
        answer["template"] = embed(recogniser, frame, points).tolist()
    print(json.dumps(answer))


main()
