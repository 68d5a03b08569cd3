"""A small Step-3.5 (`step35`) decoder for training on a CPU.

Every part that the engine knows is here and in the same order: zero-centred norms, QK norm before RoPE, half of a
head rotated on full layers and all of it on sliding ones, one sigmoid gate per head from the normed input, a dense
first layer, then experts chosen by sigmoid scores plus a bias that takes part in the choice only, and a shared expert.
The tag head serves training alone: it tells, for each token of the second reading, which slot it belongs to.
"""
import math
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import nn

EPS = 1e-5


@dataclass
class Config:
    vocab: int = 8192
    tags: int = 57
    width: int = 256
    layers: int = 6
    dense_layers: int = 1
    heads: int = 8
    kv_heads: int = 4
    head_width: int = 32
    dense_ffn: int = 640
    experts: int = 8
    chosen: int = 2
    expert_ffn: int = 128
    shared_ffn: int = 256
    window: int = 32
    full: tuple = (True, False, True, False, True, True)
    tag_layer: int = 3
    rope_base: float = 10000.0
    rope_base_sliding: float = 10000.0
    expert_scale: float = 2.0


def norm(x, weight):
    wide = x.float()
    return (wide * torch.rsqrt(wide.pow(2).mean(-1, keepdim=True) + EPS) * (weight + 1)).to(x.dtype)


def gated(gate, up):
    return F.silu(gate) * up


def norm_and_rotate(x, weight, cos, sin):
    """QK norm, then rotation of the pairs (i, i + n/2) of the first n values; x is [batch, time, head, width]."""
    wide = x.float()
    wide = wide * torch.rsqrt(wide.pow(2).mean(-1, keepdim=True) + EPS) * (weight + 1)
    half = cos.shape[-1]
    a, b, rest = wide[..., :half], wide[..., half : 2 * half], wide[..., 2 * half :]
    cos, sin = cos[:, None], sin[:, None]
    return torch.cat((a * cos - b * sin, a * sin + b * cos, rest), -1).to(x.dtype)


def compile_pieces():
    """Compiles the element-wise pieces, where a small model spends its time."""
    global norm, gated, norm_and_rotate
    norm, gated, norm_and_rotate = (torch.compile(f, dynamic=True) for f in (norm, gated, norm_and_rotate))


class Norm(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.weight = nn.Parameter(torch.zeros(width))

    def forward(self, x):
        return norm(x, self.weight)


class Attention(nn.Module):
    def __init__(self, c):
        super().__init__()
        self.c = c
        self.q = nn.Linear(c.width, c.heads * c.head_width, bias=False)
        self.k = nn.Linear(c.width, c.kv_heads * c.head_width, bias=False)
        self.v = nn.Linear(c.width, c.kv_heads * c.head_width, bias=False)
        self.gate = nn.Linear(c.width, c.heads, bias=False)
        self.out = nn.Linear(c.heads * c.head_width, c.width, bias=False)
        self.q_norm, self.k_norm = Norm(c.head_width), Norm(c.head_width)

    def forward(self, x, cos, sin, mask):
        c = self.c
        batch, time, _ = x.shape
        q = self.q(x).view(batch, time, c.heads, c.head_width)
        k = self.k(x).view(batch, time, c.kv_heads, c.head_width)
        v = self.v(x).view(batch, time, c.kv_heads, c.head_width).transpose(1, 2)
        q = norm_and_rotate(q, self.q_norm.weight, cos, sin).transpose(1, 2)
        k = norm_and_rotate(k, self.k_norm.weight, cos, sin).transpose(1, 2)
        repeat = c.heads // c.kv_heads
        k, v = k.repeat_interleave(repeat, 1), v.repeat_interleave(repeat, 1)
        score = torch.matmul(q, k.transpose(-1, -2)) * c.head_width**-0.5 + mask
        y = torch.matmul(torch.softmax(score.float(), -1).to(v.dtype), v)
        y = y * torch.sigmoid(self.gate(x)).transpose(1, 2).unsqueeze(-1)
        return self.out(y.transpose(1, 2).reshape(batch, time, -1))


class FeedForward(nn.Module):
    def __init__(self, width, hidden):
        super().__init__()
        self.gate = nn.Linear(width, hidden, bias=False)
        self.up = nn.Linear(width, hidden, bias=False)
        self.down = nn.Linear(hidden, width, bias=False)

    def forward(self, x):
        return self.down(gated(self.gate(x), self.up(x)))


class Experts(nn.Module):
    def __init__(self, c):
        super().__init__()
        self.c = c
        self.router = nn.Linear(c.width, c.experts, bias=False)
        self.register_buffer("bias", torch.zeros(c.experts))
        self.gate = nn.Parameter(torch.randn(c.experts, c.expert_ffn, c.width) * 0.02)
        self.up = nn.Parameter(torch.randn(c.experts, c.expert_ffn, c.width) * 0.02)
        self.down = nn.Parameter(torch.randn(c.experts, c.width, c.expert_ffn) * 0.02 / math.sqrt(2 * c.layers))
        self.shared = FeedForward(c.width, c.shared_ffn)
        self.load = None

    def forward(self, x):
        c = self.c
        flat = x.reshape(-1, c.width)
        count = flat.shape[0]
        with torch.autocast("cpu", enabled=False):
            score = torch.sigmoid(F.linear(flat.float(), self.router.weight))
        chosen = (score + self.bias).topk(c.chosen, -1).indices
        weight = score.gather(1, chosen)
        weight = weight / weight.sum(-1, keepdim=True) * c.expert_scale
        expert = chosen.reshape(-1)
        hot = F.one_hot(expert, c.experts)
        load = hot.sum(0)
        if self.training:
            self.load = load
        # No token is dropped; room is padded to few sizes, since oneDNN builds a kernel for every new shape.
        step = max(1, count * c.chosen // c.experts // 4) if self.training else 1
        room = -(-int(load.max()) // step) * step
        slot = expert * room + (hot.cumsum(0).gather(1, expert[:, None]).squeeze(1) - 1)
        kind = torch.bfloat16 if torch.is_autocast_enabled("cpu") else flat.dtype
        spread = torch.zeros(c.experts * room, c.width, dtype=kind)
        spread = spread.index_copy(0, slot, flat.to(kind).repeat_interleave(c.chosen, 0)).view(c.experts, room, c.width)
        hidden = gated(
            torch.bmm(spread, self.gate.to(kind).transpose(1, 2)), torch.bmm(spread, self.up.to(kind).transpose(1, 2))
        )
        result = torch.bmm(hidden, self.down.to(kind).transpose(1, 2)).reshape(-1, c.width).index_select(0, slot)
        y = (result.view(count, c.chosen, c.width) * weight.to(kind).unsqueeze(-1)).sum(1)
        return self.shared(x) + y.view(x.shape).to(x.dtype)

    @torch.no_grad()
    def balance(self, rate=1e-3):
        """Nudges the selection bias towards equal load, without any auxiliary loss."""
        if self.load is not None:
            load = self.load.float()
            self.bias += rate * torch.sign(load.mean() - load)
            self.load = None


class Block(nn.Module):
    def __init__(self, c, index):
        super().__init__()
        self.full = c.full[index]
        self.attention_norm, self.ffn_norm = Norm(c.width), Norm(c.width)
        self.attention = Attention(c)
        self.ffn = FeedForward(c.width, c.dense_ffn) if index < c.dense_layers else Experts(c)

    def forward(self, x, tables, masks):
        cos, sin = tables[self.full]
        x = x + self.attention(self.attention_norm(x), cos, sin, masks[self.full])
        return x + self.ffn(self.ffn_norm(x))


def rotation(time, dims, base):
    angle = torch.outer(torch.arange(time).float(), base ** (-torch.arange(0, dims, 2).float() / dims))
    return angle.cos(), angle.sin()


class Step35(nn.Module):
    def __init__(self, c, context=320):
        super().__init__()
        self.c = c
        self.embedding = nn.Embedding(c.vocab, c.width)
        self.blocks = nn.ModuleList(Block(c, i) for i in range(c.layers))
        self.norm = Norm(c.width)
        self.tag_norm, self.tag_head = Norm(c.width), nn.Linear(c.width, c.tags)
        for name, p in self.named_parameters():
            if p.dim() == 2:
                last = name.endswith(("out.weight", "down.weight"))
                nn.init.normal_(p, std=0.02 / (math.sqrt(2 * c.layers) if last else 1))
        self.tables = {
            True: rotation(context, c.head_width // 2, c.rope_base),
            False: rotation(context, c.head_width, c.rope_base_sliding),
        }
        i = torch.arange(context)
        causal = i[None] <= i[:, None]
        near = causal & (i[:, None] - i[None] < c.window)
        hide = torch.zeros(context, context)
        self.masks = {True: hide.masked_fill(~causal, -1e4), False: hide.masked_fill(~near, -1e4)}

    def trunk(self, ids):
        """The last hidden states, not yet normed, and those that the tag head reads."""
        time = ids.shape[1]
        kind = torch.bfloat16 if torch.is_autocast_enabled("cpu") else torch.float32
        tables = {full: (cos[:time], sin[:time]) for full, (cos, sin) in self.tables.items()}
        masks = {full: mask[:time, :time].to(kind) for full, mask in self.masks.items()}
        x = self.embedding(ids)
        tagged = x
        for index, block in enumerate(self.blocks):
            x = block(x, tables, masks)
            if index == self.c.tag_layer:
                tagged = x
        return x, tagged

    def logits(self, hidden):
        return F.linear(self.norm(hidden), self.embedding.weight)

    def tag_logits(self, hidden):
        return self.tag_head(self.tag_norm(hidden))
