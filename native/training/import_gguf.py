"""Reads the weights of a GGUF file that export_gguf.py wrote, so that a further round can begin from what is committed.

Q8_0 and Q4_0 blocks become f32 again. Rows of the embedding follow their tokens: a token that the file does not know gets the
mean of the marks with a little noise. The tag head, which the file leaves out, begins anew.
"""
import struct

import numpy as np
import torch

SIZES = {0: 1, 1: 1, 2: 2, 3: 2, 4: 4, 5: 4, 6: 4, 7: 1, 10: 8, 11: 8, 12: 8}
STRING, ARRAY = 8, 9
F32, Q4_0, Q8_0 = 0, 2, 8
PARTS = {"q": "attn_q", "k": "attn_k", "v": "attn_v", "gate": "attn_gate", "out": "attn_output"}


class Reader:
    def __init__(self, data):
        self.data, self.at = data, 0

    def take(self, form):
        (value,) = struct.unpack_from(form, self.data, self.at)
        self.at += struct.calcsize(form)
        return value

    def text(self):
        size = self.take("<Q")
        self.at += size
        return self.data[self.at - size : self.at].decode()

    def value(self, kind):
        if kind == STRING:
            return self.text()
        if kind == ARRAY:
            inner, count = self.take("<i"), self.take("<Q")
            return [self.value(inner) for _ in range(count)]
        self.at += SIZES[kind]
        return None


def read_gguf(path):
    """Token texts and tensors (numpy, f32) by name."""
    reader = Reader(path.read_bytes())
    reader.at = 8
    tensor_count, entry_count = reader.take("<Q"), reader.take("<Q")
    tokens = []
    for _ in range(entry_count):
        key = reader.text()
        value = reader.value(reader.take("<i"))
        if key == "tokenizer.ggml.tokens":
            tokens = value
    table = []
    for _ in range(tensor_count):
        name = reader.text()
        shape = [reader.take("<Q") for _ in range(reader.take("<I"))]
        table.append((name, shape[::-1], reader.take("<i"), reader.take("<Q")))
    start = -(-reader.at // 32) * 32
    return tokens, {name: values(reader.data, start + offset, shape, kind) for name, shape, kind, offset in table}


def values(data, at, shape, kind):
    count = int(np.prod(shape))
    if kind == F32:
        return np.frombuffer(data, "<f4", count, at).reshape(shape).copy()
    if kind == Q4_0:
        blocks = np.frombuffer(data, np.dtype([("d", "<f2"), ("q", "u1", 16)]), count // 32, at)
        nibbles = np.concatenate((blocks["q"] & 15, blocks["q"] >> 4), axis=1).astype(np.float32) - 8
        return (blocks["d"].astype(np.float32)[:, None] * nibbles).reshape(shape)
    if kind != Q8_0:
        raise ValueError(f"tensor type {kind} is not read")
    blocks = np.frombuffer(data, np.dtype([("d", "<f2"), ("q", "i1", 32)]), count // 32, at)
    return (blocks["d"].astype(np.float32)[:, None] * blocks["q"]).reshape(shape)


def begin_from(path, net, tokens, special):
    """Puts the file's weights into `net`, whose vocabulary is `tokens` with `special` marks in front."""
    known, tensors = read_gguf(path)
    state = net.state_dict()

    def put(name, array):
        state[name] = torch.from_numpy(np.ascontiguousarray(array)).reshape(state[name].shape)

    rows = {token: row for token, row in zip(known, tensors["token_embd.weight"])}
    marks = np.stack([rows[token] for token in tokens[:special] if token in rows])
    random = np.random.default_rng(0)
    fresh = lambda: marks.mean(0) + random.normal(0, 0.3 * marks.std(0))
    put("embedding.weight", np.stack([rows[t] if t in rows else fresh() for t in tokens]).astype(np.float32))
    put("norm.weight", tensors["output_norm.weight"] - 1)
    for i in range(net.c.layers):
        ours, theirs = f"blocks.{i}.", f"blk.{i}."
        for norm, name in (("attention_norm", "attn_norm"), ("ffn_norm", "ffn_norm")):
            put(f"{ours}{norm}.weight", tensors[f"{theirs}{name}.weight"] - 1)
        for norm in ("q_norm", "k_norm"):
            put(f"{ours}attention.{norm}.weight", tensors[f"{theirs}attn_{norm}.weight"] - 1)
        for part, name in PARTS.items():
            put(f"{ours}attention.{part}.weight", tensors[f"{theirs}{name}.weight"])
        if i < net.c.dense_layers:
            for part in ("gate", "up", "down"):
                put(f"{ours}ffn.{part}.weight", tensors[f"{theirs}ffn_{part}.weight"])
            continue
        put(f"{ours}ffn.router.weight", tensors[f"{theirs}ffn_gate_inp.weight"])
        put(f"{ours}ffn.bias", tensors[f"{theirs}exp_probs_b.bias"])
        for part in ("gate", "up", "down"):
            put(f"{ours}ffn.{part}", tensors[f"{theirs}ffn_{part}_exps.weight"])
            put(f"{ours}ffn.shared.{part}.weight", tensors[f"{theirs}ffn_{part}_shexp.weight"])
    net.load_state_dict(state)
