"""Writes a checkpoint as a GGUF file of the `step35` architecture.

    python export_gguf.py --checkpoint last.pt --tokenizer tokenizer.json --out ../model/farhand-brain-v3.gguf [--type f32]

Norms carry the +1 that they lack in training; norms, router and bias stay F32, matrices become Q8_0 blocks. The
layout is GGUF version 3: header, metadata, tensor table, data aligned to 32 bytes.
"""
import argparse
import json
import struct
from pathlib import Path

import numpy as np
import torch

ALIGNMENT = 32
F32, Q4_0, Q5_0, Q8_0 = 0, 2, 6, 8
TYPES = {"f32": F32, "q4_0": Q4_0, "q5_0": Q5_0, "q8_0": Q8_0}
# What readers of GGUF call a file whose matrices are mostly of a type.
FILE_TYPES = {F32: 0, Q4_0: 2, Q5_0: 8, Q8_0: 7}
UINT32, INT32, FLOAT32, BOOL, STRING, ARRAY = 4, 5, 6, 7, 8, 9


def text(value):
    data = value.encode()
    return struct.pack("<Q", len(data)) + data


def scalar(kind, value):
    if kind == STRING:
        return text(value)
    return struct.pack({UINT32: "<I", INT32: "<i", FLOAT32: "<f", BOOL: "<?"}[kind], value)


def entry(key, kind, value):
    if isinstance(value, list):
        body = struct.pack("<iiQ", ARRAY, kind, len(value)) + b"".join(scalar(kind, v) for v in value)
    else:
        body = struct.pack("<i", kind) + scalar(kind, value)
    return text(key) + body


def quantised(values, kind):
    """Blocks of 32 values under an f16 scale: signed bytes (Q8_0), or 5 or 4 bits around a middle (Q5_0, Q4_0)."""
    blocks = values.astype(np.float32).reshape(-1, 32)
    if kind == Q8_0:
        scale = np.abs(blocks).max(1, keepdims=True) / 127
    else:
        middle = 16 if kind == Q5_0 else 8
        furthest = np.take_along_axis(blocks, np.abs(blocks).argmax(1, keepdims=True), 1)
        scale = furthest / -middle
    inverse = np.divide(1, scale, out=np.zeros_like(scale), where=scale != 0)
    steps = np.round(blocks * inverse)
    if kind == Q8_0:
        out = np.empty(len(blocks), dtype=[("d", "<f2"), ("q", "i1", 32)])
        out["q"] = steps
    else:
        steps = np.clip(steps + middle, 0, 2 * middle - 1).astype(np.uint32)
        high = [("h", "<u4")] if kind == Q5_0 else []
        out = np.empty(len(blocks), dtype=[("d", "<f2"), *high, ("q", "u1", 16)])
        out["q"] = (steps[:, :16] & 15) | ((steps[:, 16:] & 15) << 4)
        if kind == Q5_0:
            out["h"] = ((steps >> 4) << np.arange(32, dtype=np.uint32)).sum(1)
    out["d"] = scale[:, 0].astype(np.float16)
    return out.tobytes()


def tensors_of(state, config):
    """Pairs of GGUF names and arrays, in the engine's names."""
    half = config["head_width"] // 2
    yield "token_embd.weight", state["embedding.weight"]
    yield "output_norm.weight", state["norm.weight"] + 1
    yield "rope_freqs.weight", torch.ones(half)
    for i in range(config["layers"]):
        source, name = f"blocks.{i}.", f"blk.{i}."
        yield name + "attn_norm.weight", state[source + "attention_norm.weight"] + 1
        yield name + "ffn_norm.weight", state[source + "ffn_norm.weight"] + 1
        for ours, theirs in (("q", "attn_q"), ("k", "attn_k"), ("v", "attn_v"), ("gate", "attn_gate"), ("out", "attn_output")):
            yield f"{name}{theirs}.weight", state[f"{source}attention.{ours}.weight"]
        yield name + "attn_q_norm.weight", state[source + "attention.q_norm.weight"] + 1
        yield name + "attn_k_norm.weight", state[source + "attention.k_norm.weight"] + 1
        if i < config["dense_layers"]:
            for part in ("gate", "up", "down"):
                yield f"{name}ffn_{part}.weight", state[f"{source}ffn.{part}.weight"]
            continue
        yield name + "ffn_gate_inp.weight", state[source + "ffn.router.weight"]
        yield name + "exp_probs_b.bias", state[source + "ffn.bias"]
        for part in ("gate", "up", "down"):
            yield f"{name}ffn_{part}_exps.weight", state[f"{source}ffn.{part}"]
            yield f"{name}ffn_{part}_shexp.weight", state[f"{source}ffn.shared.{part}.weight"]


def metadata_of(config, tokenizer, name, kind):
    layers = config["layers"]
    tokens = tokenizer["tokens"]
    ids = {token: i for i, token in enumerate(tokens[: tokenizer["special"]])}
    # The marks of the plan language are user-defined tokens (4), which a grammar may ask for; only these are control.
    kinds = [4 if i < tokenizer["special"] else 1 for i in range(len(tokens))]
    kinds[ids["<pad>"]] = kinds[ids["<end>"]] = 3
    s = "step35."
    return [
        entry("general.architecture", STRING, "step35"),
        entry("general.name", STRING, name),
        entry("general.license", STRING, "MIT"),
        entry("general.file_type", UINT32, FILE_TYPES[kind]),
        entry("general.quantization_version", UINT32, 2),
        entry(s + "block_count", UINT32, layers),
        entry(s + "context_length", UINT32, 1024),
        entry(s + "embedding_length", UINT32, config["width"]),
        entry(s + "feed_forward_length", UINT32, config["dense_ffn"]),
        entry(s + "leading_dense_block_count", UINT32, config["dense_layers"]),
        entry(s + "attention.head_count", INT32, [config["heads"]] * layers),
        entry(s + "attention.head_count_kv", INT32, [config["kv_heads"]] * layers),
        entry(s + "attention.key_length", UINT32, config["head_width"]),
        entry(s + "attention.value_length", UINT32, config["head_width"]),
        entry(s + "attention.layer_norm_rms_epsilon", FLOAT32, 1e-5),
        entry(s + "attention.sliding_window", UINT32, config["window"]),
        entry(s + "attention.sliding_window_pattern", BOOL, [not full for full in config["full"]]),
        entry(s + "rope.freq_base", FLOAT32, config["rope_base"]),
        entry(s + "rope.freq_base_swa", FLOAT32, config["rope_base_sliding"]),
        entry(s + "expert_count", UINT32, config["experts"]),
        entry(s + "expert_used_count", UINT32, config["chosen"]),
        entry(s + "expert_feed_forward_length", UINT32, config["expert_ffn"]),
        entry(s + "expert_shared_feed_forward_length", UINT32, config["shared_ffn"]),
        entry(s + "expert_gating_func", UINT32, 2),
        entry(s + "expert_weights_scale", FLOAT32, config["expert_scale"]),
        entry(s + "expert_weights_norm", BOOL, True),
        entry(s + "swiglu_clamp_exp", FLOAT32, [0.0] * layers),
        entry(s + "swiglu_clamp_shexp", FLOAT32, [0.0] * layers),
        entry("tokenizer.ggml.model", STRING, "gpt2"),
        entry("tokenizer.ggml.pre", STRING, "deepseek-v3"),
        entry("tokenizer.ggml.tokens", STRING, tokens),
        entry("tokenizer.ggml.token_type", INT32, kinds),
        entry("tokenizer.ggml.merges", STRING, tokenizer["merges"]),
        entry("tokenizer.ggml.eos_token_id", UINT32, ids["<end>"]),
        entry("tokenizer.ggml.padding_token_id", UINT32, ids["<pad>"]),
        entry("tokenizer.ggml.add_bos_token", BOOL, False),
    ]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--tokenizer", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--name", default="farhand-brain-v3")
    parser.add_argument("--type", choices=TYPES, default="q8_0")
    options = parser.parse_args()
    state = torch.load(options.checkpoint, weights_only=False, map_location="cpu")
    config, weights = state["config"], state["model"]
    chosen = TYPES[options.type]
    tokenizer = json.loads(options.tokenizer.read_text())
    metadata = metadata_of(config, tokenizer, options.name, chosen)
    table, data, offset = [], [], 0
    for name, tensor in tensors_of(weights, config):
        values = tensor.detach().float().numpy()
        small = values.ndim == 1 or "ffn_gate_inp" in name
        kind = F32 if small else chosen
        body = values.astype("<f4").tobytes() if kind == F32 else quantised(values, kind)
        shape = values.shape[::-1]
        table.append(text(name) + struct.pack(f"<I{len(shape)}QiQ", len(shape), *shape, kind, offset))
        body += b"\0" * (-len(body) % ALIGNMENT)
        data.append(body)
        offset += len(body)
    header = b"GGUF" + struct.pack("<IQQ", 3, len(table), len(metadata)) + b"".join(metadata) + b"".join(table)
    header += b"\0" * (-len(header) % ALIGNMENT)
    options.out.write_bytes(header + b"".join(data))
    print(f"{options.out}: {len(header) + offset} bytes, step {state['step']}, {state['spent'] / 60:.1f} minutes of training")


if __name__ == "__main__":
    main()
