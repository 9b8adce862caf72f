"""Networks to ONNX files and back.

The files keep batch norm as separate nodes and torch's own names for the weights, so that training can go on from a
committed file; ONNX Runtime folds batch norm into the convolutions when it loads a file.
"""
import argparse
import json
import os
import shutil
import subprocess
import tempfile

import numpy
import onnx
import torch
from onnx import numpy_helper

import nets

FOLDER = os.path.dirname(os.path.abspath(__file__))


def write(net, task, path):
    """Writes the network, whole or not at all. The weights' names in the file are those of the state dictionary."""
    height, width = nets.SIDES[task]
    axes = {"input": {0: "batch"}, **{name: {0: "batch"} for name in nets.OUTPUTS[task]}}
    if task == "detector":
        axes["input"].update({2: "height", 3: "width"})
        for name in nets.OUTPUTS[task]:
            axes[name][1] = "cells_" + name.split("_")[1]
    training = net.training
    net.eval()
    torch.onnx.export(
        net, torch.zeros(2, 3, height, width), path + ".part", opset_version=13, input_names=["input"],
        output_names=nets.OUTPUTS[task], dynamic_axes=axes, do_constant_folding=False,
        training=torch.onnx.TrainingMode.PRESERVE)
    net.train(training)
    model = onnx.load(path + ".part")
    separate_equal_weights(model.graph)
    onnx.save(model, path + ".part")
    onnx.checker.check_model(model)
    missing = {n for n in net.state_dict() if not n.endswith("num_batches_tracked")} - {i.name for i in model.graph.initializer}
    if missing:
        raise RuntimeError(f"{path}: weights without a name in the file: {sorted(missing)}")
    os.replace(path + ".part", path)


def separate_equal_weights(graph):
    """The exporter stores equal arrays once and gives the others their name by an Identity node: gives each its own array again."""
    arrays = {i.name: numpy_helper.to_array(i) for i in graph.initializer}
    for node in [n for n in graph.node if n.op_type == "Identity" and n.input[0] in arrays]:
        graph.initializer.append(numpy_helper.from_array(arrays[node.input[0]], node.output[0]))
        graph.node.remove(node)


def read(net, path):
    """Loads the weights of a file that <write> made; the network must have the same form."""
    stored = {i.name: numpy_helper.to_array(i) for i in onnx.load(path).graph.initializer}
    state = net.state_dict()
    for name, value in state.items():
        if not name.endswith("num_batches_tracked"):
            value.copy_(torch.from_numpy(stored[name].copy()))
    net.load_state_dict(state)


def run_onnx(path, pixels, repeats=1, threads=1):
    """Runs a file in ONNX Runtime (the npm package; found from this folder upwards). Outputs by name, and median milliseconds."""
    with tempfile.TemporaryDirectory() as folder:
        pixels.astype(numpy.float32).tofile(f"{folder}/input")
        arguments = [path, f"{folder}/input", "x".join(map(str, pixels.shape)), folder, str(repeats), str(threads)]
        answer = subprocess.run(["node", f"{FOLDER}/run_onnx.js", *arguments], check=True, capture_output=True, text=True)
        report = json.loads(answer.stdout)
        outputs = {name: numpy.fromfile(f"{folder}/{name}", numpy.float32).reshape(shape)
                   for name, shape in report["shapes"].items()}
        return outputs, report["milliseconds"]


def largest_difference(net, task, path):
    """Largest difference between torch and the file, relative to 1 + the largest value of that output, at batch 1 and 3."""
    worst = 0.0
    height, width = nets.SIDES[task]
    net.eval()
    for count in (1, 3):
        pixels = numpy.random.default_rng(count).integers(0, 256, (count, 3, height, width)).astype(numpy.float32)
        outputs, _ = run_onnx(path, pixels)
        with torch.no_grad():
            expected = net(torch.from_numpy(pixels))
        expected = expected if isinstance(expected, tuple) else (expected,)
        for name, value in zip(nets.OUTPUTS[task], expected):
            value = value.numpy()
            if value.shape != outputs[name].shape:
                raise RuntimeError(f"{path}: {name} has the shape {outputs[name].shape}, not {value.shape}")
            worst = max(worst, float(numpy.abs(value - outputs[name]).max() / (1 + numpy.abs(value).max())))
    return worst


def check(net, task, path):
    """The difference as a sentence; refuses a file that does not compute what the network computes."""
    if shutil.which("node") is None:
        return "not compared with ONNX Runtime (no node here)"
    difference = largest_difference(net, task, path)
    if not difference < 1e-3:
        raise RuntimeError(f"{path}: ONNX Runtime and torch differ by {difference:.1e}")
    return f"ONNX Runtime agrees to {difference:.0e}"


def main():
    parser = argparse.ArgumentParser(description="Writes an untrained network, or reports on a file.")
    parser.add_argument("--task", required=True, choices=nets.NETS)
    parser.add_argument("--out", help="write an untrained network here")
    parser.add_argument("--report", help="size, cost and time (one thread) of this file")
    arguments = parser.parse_args()
    torch.manual_seed(1)
    net = nets.NETS[arguments.task]()
    if arguments.out:
        write(net, arguments.task, arguments.out)
    path = arguments.report or arguments.out
    read(net, path)
    height, width = nets.SIDES[arguments.task]
    multiplications, parameters = nets.cost(net, height, width)
    _, milliseconds = run_onnx(path, numpy.zeros((1, 3, height, width)), repeats=200)
    print(f"{arguments.task}: {os.path.getsize(path)} bytes, {parameters} parameters, {multiplications / 1e6:.1f} M multiply-adds, "
          f"{milliseconds:.2f} ms on one thread; {check(net, arguments.task, path)}")


if __name__ == "__main__":
    main()
