// Runs a network in ONNX Runtime: node run_onnx.js MODEL INPUT SHAPE FOLDER REPEATS THREADS
// INPUT holds raw float32 in the shape (1x3x112x112); each output is written to FOLDER under its name.
// Prints one JSON line: the outputs' shapes and the median milliseconds of a run.
"use strict";
const fs = require("fs");
const path = require("path");
const { InferenceSession, Tensor } = require("onnxruntime-node");

async function main([model, input, shape, folder, repeats, threads]) {
  const options = { intraOpNumThreads: Number(threads), interOpNumThreads: 1, executionMode: "sequential" };
  const session = await InferenceSession.create(model, options);
  const bytes = fs.readFileSync(input);
  const values = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4);
  const feeds = { [session.inputNames[0]]: new Tensor("float32", values, shape.split("x").map(Number)) };
  const times = [];
  let outputs = {};
  for (let run = 0; run < Number(repeats); run++) {
    const start = process.hrtime.bigint();
    outputs = await session.run(feeds);
    times.push(Number(process.hrtime.bigint() - start) / 1e6);
  }

  const shapes = {};
  for (const [name, tensor] of Object.entries(outputs)) {
    shapes[name] = tensor.dims;
    fs.writeFileSync(path.join(folder, name), Buffer.from(tensor.data.buffer, tensor.data.byteOffset, tensor.data.byteLength));
  }

  times.sort((a, b) => a - b);
  console.log(JSON.stringify({ shapes, milliseconds: times[times.length >> 1] }));
}

main(process.argv.slice(2)).catch(error => { console.error(error.message); process.exit(1); });
