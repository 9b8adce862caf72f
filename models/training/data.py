"""Rendered frames on disk: a folder holds dataset.json, pixels.npy (uint8 [n, h, w, 3], BGR) and truth.npy (float32 [n, columns]).

Pixels are mapped, not read; truth is read whole.
"""
import json
import os
import queue
import threading

import numpy

from nets import POINTS

SPECIES = ["live", "print", "replay", "cutout", "bentmask"]


class Folder:
    """One folder written by `./rv people frames`."""

    def __init__(self, path, kinds):
        with open(os.path.join(path, "dataset.json"), encoding="utf-8") as file:
            self.about = json.load(file)
        if self.about["kind"] not in kinds:
            raise SystemExit(f"{path} holds {self.about['kind']}, not {' or '.join(kinds)}")
        self.pixels = numpy.load(os.path.join(path, "pixels.npy"), mmap_mode="r")
        # A folder still being written has rows of zeros at its end; a finished one counts its rows.
        self.count = min(int(self.about.get("count", len(self.pixels))), len(self.pixels))
        self.columns = list(self.about["columns"])
        self.truth = numpy.load(os.path.join(path, "truth.npy"))[:self.count]


class Frames:
    """Several folders as one list of frames. Truth columns by name, as arrays of all frames."""

    def __init__(self, paths, kinds, keep=None):
        """<keep> maps a folder's truth, as a function from a column's name to its values, to a mask of the frames to use."""
        self.folders = [Folder(path, kinds) for path in paths]
        self.columns = self.folders[0].columns
        for path, folder in zip(paths, self.folders):
            if folder.columns != self.columns:
                raise SystemExit(f"{path} has other columns than {paths[0]}")
        self._position = {name: i for i, name in enumerate(self.columns)}
        masks = [numpy.ones(f.count, bool) if keep is None else keep(lambda name, f=f: f.truth[:, self._position[name]])
                 for f in self.folders]
        self._where = numpy.concatenate(
            [numpy.stack([numpy.full(m.sum(), i), numpy.flatnonzero(m)], 1) for i, m in enumerate(masks)])
        self.truth = numpy.concatenate([f.truth[m] for f, m in zip(self.folders, masks)])

    def __len__(self):
        return len(self.truth)

    def __getitem__(self, name):
        return self.truth[:, self._position[name]]

    def picture(self, index):
        """BGR, a view of the mapped file: copy before writing to it."""
        folder, row = self._where[index]
        return self.folders[folder].pixels[row]

    def _block(self, first, count):
        start = self._position[first]
        return self.truth[:, start:start + count]

    def points(self):
        """[n, 74, 2] pixels."""
        return self._block("p0x", 2 * POINTS).reshape(-1, POINTS, 2)

    def five(self):
        """[n, 5, 2] pixels: right eye, left eye, nose tip, right and left mouth corner."""
        return self._block("f0x", 10).reshape(-1, 5, 2)

    def boxes(self):
        """[n, 4] pixels: left, top, width, height."""
        return self._block("boxX", 4)

    def identity(self):
        """Names and values [n, parameters] of what makes the person."""
        names = [name for name in self.columns if name.startswith("id.")]
        return names, self.truth[:, [self._position[name] for name in names]]


def some(frames, limit, seed=1):
    """Numbers of at most <limit> frames, the same ones each time."""
    return numpy.sort(numpy.random.default_rng(seed).permutation(len(frames))[:limit])


class Prefetch:
    """Makes batches on another thread while the network learns from the last one."""

    def __init__(self, make, depth=3):
        self._queue = queue.Queue(depth)
        self._make = make
        threading.Thread(target=self._fill, daemon=True).start()

    def _fill(self):
        while True:
            try:
                self._queue.put(self._make())
            except Exception as error:  # handed to the thread that waits for the batch
                self._queue.put(error)
                return

    def next(self):
        batch = self._queue.get()
        if isinstance(batch, Exception):
            raise batch
        return batch
