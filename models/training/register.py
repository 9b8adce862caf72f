#!/usr/bin/env python3
"""Writes the hash and the size of our own model files into models/manifest.json, and measured thresholds into the demo set.

    python3 models/training/register.py models/demo_*.onnx
    python3 models/training/register.py --calibration calibration.json     (as ./rv models calibrate --set demo writes it)
    python3 models/training/register.py --bona-fide 0.5 --data-set TEXT --provenance TEXT [--share-refused 0.012]
    python3 models/training/register.py --detect 0.6 --data-set TEXT --provenance TEXT
    python3 models/training/register.py --attack-fusion fusion.json --set demo     (as ./rv models calibrate-attacks writes it)
    python3 models/training/register.py --check                            (exit 1 when a file of the manifest is missing or another one)

A file is known by its name. Only entries of kind "own" are touched. The rest of the manifest keeps its text.
"""

import argparse
import hashlib
import json
import pathlib
import sys

MANIFEST = pathlib.Path(__file__).resolve().parent.parent / "manifest.json"
MAXIMUM_BYTES = 4_000_000


def read():
    return json.loads(MANIFEST.read_text(encoding="utf-8"))


def write(manifest):
    MANIFEST.write_text(json.dumps(manifest, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def own_models(manifest):
    return [model for model in manifest["models"] if model["source"]["kind"] == "own"]


def digest(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def register(manifest, path):
    model = next((model for model in own_models(manifest) if model["fileName"] == path.name), None)
    if model is None:
        sys.exit(f"{path.name} is no own model of {MANIFEST.name}")
    size = path.stat().st_size
    if size > MAXIMUM_BYTES:
        sys.exit(f"{path.name} has {size} bytes; an own model has at most {MAXIMUM_BYTES}")
    model["sha256"], model["sizeBytes"] = digest(path), size
    print(f"{model['id']}: {model['sha256']}, {size} bytes")


def put(calibrations, calibration):
    """Replaces the calibration of the same role, in its place."""
    at = next((i for i, old in enumerate(calibrations) if old["role"] == calibration["role"]), len(calibrations))
    calibrations[at:at + 1] = [calibration]


def calibrate(manifest, path):
    measured = json.loads(path.read_text(encoding="utf-8"))
    demo = next(chosen for chosen in manifest["sets"] if chosen["name"] == "demo")
    hashes = {model["id"]: model["sha256"] for model in manifest["models"]}
    if measured["set"] != "demo" or any(hashes.get(model["id"]) != model["sha256"] for model in measured["models"]):
        sys.exit(f"{path.name} was not measured with the files that the manifest names; register those first")
    for calibration in measured["calibrations"]:
        put(demo["calibrations"], calibration)
        print(f"demo {calibration['role']}: {calibration['threshold']}")
    if measured.get("table"):
        demo["similarityTable"] = measured["table"]


def fuse(manifest, name, path):
    measured = json.loads(path.read_text(encoding="utf-8"))
    chosen = next(chosen for chosen in manifest["sets"] if chosen["name"] == name)
    models = {model["id"]: model for model in manifest["models"]}
    wanted = [{"id": i, "sha256": models[i]["sha256"]} for i in chosen["modelIds"] if models[i]["task"] in ("detector", "attack")]
    if measured["models"] != wanted:
        sys.exit(f"{path.name} was not measured with the detector and attack networks of the set {name}")
    chosen["attackFusion"] = measured
    print(f"{name}: attack fusion of {measured['createdAt'][:10]}, {'decides' if measured['decides'] else 'advice'}")


def single(role, threshold, options):
    return {
        "role": role, "threshold": threshold, "intervalLow": None, "intervalHigh": None, "falseMatchRate": None,
        "falseNonMatchRate": options.share_refused, "dataSet": options.data_set, "provenance": options.provenance,
    }


def check(manifest):
    wrong = []
    for model in own_models(manifest):
        path = MANIFEST.parent / model["fileName"]
        if not path.exists():
            wrong.append(f"{model['fileName']} is missing")
        elif digest(path) != model["sha256"] or path.stat().st_size != model["sizeBytes"]:
            wrong.append(f"{model['fileName']} is not the file of the manifest")
    print("\n".join(wrong) or "the own models are those of the manifest")
    return 1 if wrong else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=pathlib.Path)
    parser.add_argument("--calibration", type=pathlib.Path)
    parser.add_argument("--bona-fide", type=float)
    parser.add_argument("--detect", type=float)
    parser.add_argument("--attack-fusion", type=pathlib.Path)
    parser.add_argument("--set", default="demo")
    parser.add_argument("--data-set")
    parser.add_argument("--provenance")
    parser.add_argument("--share-refused", type=float)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    if (options.bona_fide is not None or options.detect is not None) and not (options.data_set and options.provenance):
        parser.error("a threshold needs --data-set and --provenance")

    manifest = read()
    for path in options.files:
        register(manifest, path)
    if options.calibration:
        calibrate(manifest, options.calibration)
    if options.attack_fusion:
        fuse(manifest, options.set, options.attack_fusion)
    if options.bona_fide is not None:
        put(next(chosen for chosen in manifest["sets"] if chosen["name"] == "demo")["calibrations"], single("bona-fide", options.bona_fide, options))
    if options.detect is not None:
        put(next(model for model in own_models(manifest) if model["task"] == "detector")["calibrations"], single("detect", options.detect, options))
    write(manifest)
    return check(manifest) if options.check else 0


if __name__ == "__main__":
    sys.exit(main())
