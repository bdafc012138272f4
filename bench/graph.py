"""The trained encoder as a graph for onnxruntime: each block of it one operator that the CPU runs fast, its matrices in eight bits.

An export by torch spells attention out and looks for filled-up windows, of which memcon has none; onnxruntime then finds no
attention to fuse. Two more things are spared that nobody asks for: queries, keys and values are one product, and the last
layer answers for the places behind the left context alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from memcon.evidence import HEADS

Floats = NDArray[np.float32]
CONTRIBUTED = "com.microsoft"
LAYERS, ATTENDING, EPSILON = 6, 12, 1e-12
EMBEDDINGS = "enc.embeddings."
# Sums of two products of a byte and a number of seven bits fit into sixteen bits, which processors without VNNI add in.
TOP = 64


class Graph:
    """A graph in the making, out of the trained weights by torch's names. Each method adds one step and returns its name."""

    def __init__(self, state: Mapping[str, Floats]) -> None:
        self.state = state
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def constant(self, name: str, value: object, kind: type = np.float32) -> str:
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(np.asarray(value, kind)), name))
        return name

    def step(self, kind: str, inputs: Sequence[str], name: str, domain: str = "", **settings: object) -> str:
        self.nodes.append(helper.make_node(kind, inputs, [name], domain=domain, **settings))
        return name

    def split(self, given: str, names: Sequence[str], *sizes: str) -> Sequence[str]:
        """Cuts the last axis: into equal parts, or by a constant that holds their sizes."""
        settings = {} if sizes else {"num_outputs": len(names)}
        self.nodes.append(helper.make_node("Split", [given, *sizes], names, axis=2, **settings))
        return names

    def dense(self, given: str, layers: Sequence[str], name: str) -> str:
        """The linear layers of those names side by side, in eight bits with a scale for each column."""
        weight = np.concatenate([self.state[f"{layer}.weight"].T for layer in layers], axis=1)
        scale = np.abs(weight).max(axis=0) / np.float32(TOP)
        inputs = (
            self.constant(f"{name}.weight", np.clip(np.rint(weight / scale), -TOP, TOP), np.int8),
            self.constant(f"{name}.scale", scale),
            self.constant(f"{name}.zero", np.zeros(len(scale)), np.int8),
            self.constant(f"{name}.bias", np.concatenate([self.state[f"{layer}.bias"] for layer in layers])),
        )
        return self.step("DynamicQuantizeMatMul", (given, *inputs), name, CONTRIBUTED)

    def normal(self, one: str, two: str, layer: str) -> str:
        """The sum of two steps, normalised."""
        scale, shift = (self.constant(f"{layer}.{end}", self.state[f"{layer}.{end}"]) for end in ("weight", "bias"))
        added = self.step("Add", (one, two), f"{layer}.sum")
        return self.step("LayerNormalization", (added, scale, shift), layer, epsilon=EPSILON, axis=-1)

    def embedded(self) -> str:
        """The word pieces as vectors: words in eight bits, places as they are."""
        words = self.state[f"{EMBEDDINGS}word_embeddings.weight"]
        scale = (words.max() - words.min()) / np.float32(255)
        zero = np.rint(-words.min() / scale)
        self.constant("words", np.clip(np.rint(words / scale) + zero, 0, 255), np.uint8)
        scales = (self.constant("words.scale", scale), self.constant("words.zero", zero, np.uint8))
        found = self.step("DequantizeLinear", (self.step("Gather", ("words", "ids"), "words.found"), *scales), "words.seen")
        kinds = self.state[f"{EMBEDDINGS}token_type_embeddings.weight"]
        self.constant("places", self.state[f"{EMBEDDINGS}position_embeddings.weight"] + kinds[:1])
        for name, number in (("zero", 0), ("one", 1)):
            self.constant(name, [number], np.int64)
        self.step("Shape", ("ids",), "length", start=1, end=2)
        places = self.step("Slice", ("places", "zero", "length", "zero"), "places.taken")
        return self.normal(found, self.step("Unsqueeze", (places, "zero"), "places.seen"), f"{EMBEDDINGS}LayerNorm")

    def layer(self, given: str, number: int) -> str:
        """One layer of the encoder; the last one looks at all places and goes on with those behind the context."""
        name = f"enc.encoder.layer.{number}"
        query, key, value = (f"{name}.attention.self.{part}" for part in ("query", "key", "value"))
        if number < LAYERS - 1:
            looking = self.split(self.dense(given, (query, key, value), f"{name}.looks"), (query, key, value))
        else:
            behind = self.step("Slice", (given, "context", "length", "one"), "behind")
            seen = self.split(self.dense(given, (key, value), f"{name}.looks"), (key, value))
            looking = (self.dense(behind, (query,), query), *seen)
            given = behind
        attended = self.step("MultiHeadAttention", looking, f"{name}.attended", CONTRIBUTED, num_heads=ATTENDING)
        turned = self.dense(attended, (f"{name}.attention.output.dense",), f"{name}.turned")
        given = self.normal(turned, given, f"{name}.attention.output.LayerNorm")
        wide = self.step("Gelu", (self.dense(given, (f"{name}.intermediate.dense",), f"{name}.wide"),), f"{name}.bent", CONTRIBUTED)
        return self.normal(self.dense(wide, (f"{name}.output.dense",), f"{name}.narrow"), given, f"{name}.output.LayerNorm")


def write(state: Mapping[str, Floats], path: Path) -> None:
    """Writes the graph. Its inputs are ``ids`` (one window of word pieces with its two marks) and ``context`` (how many places at
    its beginning no answer is given for); its outputs are the heads, a row for each place behind those."""
    graph = Graph(state)
    seen = graph.embedded()
    for number in range(LAYERS):
        seen = graph.layer(seen, number)
    answers = graph.dense(seen, [f"heads.{head}" for head in HEADS], "heads")
    graph.split(answers, tuple(HEADS), graph.constant("heads.sizes", [len(classes) for classes in HEADS.values()], np.int64))
    shapes = {"ids": [1, "length"], "context": [1]}
    inputs = [helper.make_tensor_value_info(name, TensorProto.INT64, shape) for name, shape in shapes.items()]
    outputs = [helper.make_tensor_value_info(head, TensorProto.FLOAT, [1, "behind", len(classes)]) for head, classes in HEADS.items()]
    made = helper.make_graph(graph.nodes, "encoder", inputs, outputs, graph.constants)
    imports = [helper.make_opsetid("", 18), helper.make_opsetid(CONTRIBUTED, 1)]
    onnx.save(helper.make_model(made, opset_imports=imports, ir_version=9), path)
