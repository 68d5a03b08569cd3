"""Trains the embedded brain.  python train.py --out DIR --minutes 80 [--from last.pt | MODEL.gguf] [--seed 1]

Data comes from generate.mjs in parts that are drawn while training goes on, so edited phrasings take effect with the
next part. First stage: also predict the second reading of the request, which grows the heads that copy. Then the
plan and the tags alone. Muon on matrices, AdamW on the rest, one thread. A round that begins from a GGUF file only
refines: AdamW throughout, since the steps are small. Checkpoints (every four minutes, and when
SIGTERM stops it) allow resuming.
"""
import argparse
import json
import os
import random
import signal
import subprocess
import time
from pathlib import Path

import torch
import torch.nn.functional as F

import model
from import_gguf import begin_from
from model import Config, Experts, Step35

HERE = Path(__file__).resolve().parent
LENGTHS = (16, 24, 32, 40, 48, 56, 64, 72, 80, 96, 112, 128, 160, 192, 224, 256, 288)
IGNORED = -100


@torch.no_grad()
def orthogonal(g):
    """Newton-Schulz iteration towards the nearest orthogonal matrix, as in Muon (Jordan et al., 2024)."""
    x = g.bfloat16()
    tall = x.shape[-2] > x.shape[-1]
    if tall:
        x = x.mT
    x = x / (x.norm(dim=(-2, -1), keepdim=True) + 1e-7)
    for _ in range(5):
        a = x @ x.mT
        x = 3.4445 * x + (-4.7750 * a + 2.0315 * a @ a) @ x
    return (x.mT if tall else x).float()


class Muon:
    def __init__(self, params, rate, momentum=0.95, decay=0.01):
        self.params, self.rate, self.momentum, self.decay = params, rate, momentum, decay
        self.buffers = [torch.zeros_like(p) for p in params]

    @torch.no_grad()
    def step(self, scale):
        for p, b in zip(self.params, self.buffers):
            b.mul_(self.momentum).add_(p.grad)
            update = orthogonal(p.grad + self.momentum * b)
            p.mul_(1 - self.rate * scale * self.decay)
            p.add_(update, alpha=-self.rate * scale * max(1, p.shape[-2] / p.shape[-1]) ** 0.5)
            p.grad = None


class Marks:
    def __init__(self, tokens):
        ids = {t: i for i, t in enumerate(tokens[:200])}
        self.again, self.plan, self.echo, self.end = (ids[t] for t in ("<again>", "<plan>", "<echo>", "<end>"))


def to_row(sample, marks):
    """(ids, next-token targets of the plan, of the second reading, tags), all of one length."""
    if "e" in sample:
        e = sample["e"]
        ids = e + [marks.echo] + e + [marks.end]
        targets = [IGNORED] * len(e) + e + [marks.end] + [IGNORED]
        return ids, targets, [IGNORED] * len(ids), [IGNORED] * len(ids)
    p, t = sample["p"], sample["t"]
    n = len(p)
    ids = p + [marks.again] + p + [marks.plan] + t
    targets = [IGNORED] * (2 * n + 1) + t + [IGNORED]
    second = [IGNORED] * n + p + [IGNORED] * (len(ids) - 2 * n)
    tags = [IGNORED] * (n + 1) + sample["g"] + [IGNORED] * (1 + len(t))
    return ids, targets, second, tags


def collate(rows, length):
    out = torch.zeros(4, len(rows), length, dtype=torch.long)
    out[1:] = IGNORED
    for i, row in enumerate(rows):
        for k in range(4):
            out[k, i, : len(row[k])] = torch.tensor(row[k])
    return out


class Batches:
    """Endless batches of nearly equal token counts, each of one padded length."""

    def __init__(self, out, tokenizer, marks, tokens, seed, focus, part_size):
        self.out, self.tokenizer, self.marks, self.tokens, self.seed = out, tokenizer, marks, tokens, seed
        self.focus, self.part_size = focus, part_size
        self.random = random.Random(seed)
        self.part, self.ready, self.waiting, self.next = 0, [], {}, None
        self.start(False)

    def start(self, every_line):
        """Begins to draw the next part; `every_line` takes in the phrasings that are otherwise held out."""
        self.part += 1
        self.path = self.out / f"part-{self.part % 2}.jsonl"
        command = ["node", str(HERE / "generate.mjs"), "samples", "--tokenizer", str(self.tokenizer)]
        command += ["--count", str(self.part_size), "--focus", self.focus]
        command += ["--seed", str(self.seed * 100003 + self.part), "--out", str(self.path)]
        command += ["--every-line"] if every_line else []
        self.next = subprocess.Popen(command, stderr=subprocess.DEVNULL)

    def refill(self, every_line):
        failed = self.next.wait() != 0
        text = self.path.read_text() if not failed else ""
        self.start(every_line)
        if failed:
            time.sleep(5)
            return
        rows = [to_row(json.loads(line), self.marks) for line in text.splitlines()]
        self.random.shuffle(rows)
        for row in rows:
            length = next((n for n in LENGTHS if n >= len(row[0])), None)
            if length is None:
                continue
            group = self.waiting.setdefault(length, [])
            group.append(row)
            if len(group) == self.tokens // length:
                self.ready.append((length, group))
                self.waiting[length] = []
        self.random.shuffle(self.ready)

    def take(self, every_line):
        while not self.ready:
            self.refill(every_line)
        length, rows = self.ready.pop()
        return collate(rows, length)


def padded_positions(wanted, step=256):
    """Indices of the wanted positions, repeated to a multiple of `step` so that few shapes occur."""
    index = wanted.nonzero().squeeze(1)
    return F.pad(index, (0, -len(index) % step)), len(index)


def loss_at(net, hidden, targets, logits):
    index, count = padded_positions(targets >= 0)
    if count == 0:
        return torch.zeros(())
    goal = targets[index].clone()
    goal[count:] = IGNORED
    return F.cross_entropy(logits(hidden[index]).float(), goal)


@torch.no_grad()
def exact(net, rows):
    """Share of rows whose every plan token is the likeliest one (equal to an exact greedy plan)."""
    net.eval()
    right = {}
    for start in range(0, len(rows), 32):
        part = rows[start : start + 32]
        length = max(len(r["row"][0]) for r in part)
        ids, targets, _, _ = collate([r["row"] for r in part], length)
        hidden, _ = net.trunk(ids)
        flat = targets.reshape(-1)
        index = (flat >= 0).nonzero().squeeze(1)
        good = torch.ones_like(flat, dtype=torch.bool)
        good[index] = net.logits(hidden.reshape(-1, net.c.width)[index]).argmax(-1) == flat[index]
        for r, ok in zip(part, good.view_as(targets).all(1).tolist()):
            for key in ("all", r["l"], "refuse" if r["k"] == "refuse" else "focus" if r.get("f") else "command"):
                right.setdefault(key, []).append(ok)
    net.train()
    return {key: round(100 * sum(v) / len(v), 1) for key, v in right.items()}


def held_out(out, tokenizer, marks, focus, count=320):
    """Samples from phrasings that training never sees."""
    path = out / "held-out.jsonl"
    command = ["node", str(HERE / "generate.mjs"), "samples", "--tokenizer", str(tokenizer), "--count", str(count)]
    command += ["--focus", focus]
    subprocess.run(command + ["--seed", "77", "--held-out", "--text", "--out", str(path)], check=True, stderr=subprocess.DEVNULL)
    samples = [json.loads(line) for line in path.read_text().splitlines()]
    rows = [dict(s, row=to_row(s, marks)) for s in samples]
    return [r for r in rows if len(r["row"][0]) <= LENGTHS[-1]]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--tokenizer", type=Path, default=HERE / "lexicons" / "tokenizer.json")
    parser.add_argument("--minutes", type=float, default=80)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--from", dest="start", type=Path, help="checkpoint or GGUF file whose weights begin a further round")
    parser.add_argument("--focus", default="", help="words of plan headers, with commas: half of the samples have one of them")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--part-size", type=int, default=12000)
    parser.add_argument("--precision", choices=("bf16", "f32"), default="bf16")
    parser.add_argument("--tokens", type=int, default=6144)
    parser.add_argument("--rate", type=float, default=0.012)
    parser.add_argument("--small-rate", type=float, default=0.002)
    parser.add_argument("--cooldown", type=float, default=0.4)
    parser.add_argument("--copy-share", type=float, default=0.15)
    parser.add_argument("--every-line-after", type=float, default=0.7)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    tokenizer = json.loads(options.tokenizer.read_text())
    marks = Marks(tokenizer["tokens"])
    config = Config(vocab=len(tokenizer["tokens"]), tags=tokenizer["tagCount"])
    net = Step35(config)
    model.compile_pieces()
    print(config, sum(p.numel() for p in net.parameters()), flush=True)
    refines = options.start is not None and options.start.suffix == ".gguf"
    aside = ("embedding", "router", "attention.gate", "tag_")
    big = [p for n, p in net.named_parameters() if not refines and p.dim() >= 2 and not any(a in n for a in aside)]
    known = {id(p) for p in big}
    small = [p for p in net.parameters() if id(p) not in known]
    muon = Muon(big, options.rate)
    adam = torch.optim.AdamW(small, options.small_rate, betas=(0.9, 0.98), weight_decay=0.0, fused=True)
    state_path = options.out / "last.pt"
    spent, step, seen = 0.0, 0, 0
    if refines:
        begin_from(options.start, net, tokenizer["tokens"], tokenizer["special"])
    elif options.start:
        net.load_state_dict(torch.load(options.start, weights_only=False)["model"])
    if state_path.exists():
        state = torch.load(state_path, weights_only=False)
        net.load_state_dict(state["model"])
        muon.buffers = state["muon"]
        adam.load_state_dict(state["adam"])
        spent, step, seen = state["spent"], state["step"], state["seen"]
        print(f"resumed at step {step}, {spent / 60:.1f} min", flush=True)
    batches = Batches(options.out, options.tokenizer, marks, options.tokens, options.seed + step, options.focus, options.part_size)
    total = options.minutes * 60
    last_print = last_save = last_exam = time.time()
    losses, rates = [], []
    stopping = []
    signal.signal(signal.SIGTERM, lambda *_: stopping.append(True))
    while spent < total and not stopping:
        began = time.time()
        progress = spent / total
        scale = min(1, (step + 1) / 60) * min(1, max(0.02, (1 - progress) / options.cooldown))
        ids, targets, second, tags = batches.take(progress > options.every_line_after)
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=options.precision == "bf16"):
            hidden, tagged = net.trunk(ids)
            hidden, tagged = hidden.reshape(-1, config.width), tagged.reshape(-1, config.width)
            plan_loss = loss_at(net, hidden, targets.reshape(-1), net.logits)
            tag_loss = loss_at(net, tagged, tags.reshape(-1), net.tag_logits)
            loss = plan_loss + 0.5 * tag_loss
            if progress < options.copy_share:
                loss = loss + 0.5 * loss_at(net, hidden, second.reshape(-1), net.logits)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        for group in adam.param_groups:
            group["lr"] = options.small_rate * scale
        muon.step(scale)
        adam.step()
        adam.zero_grad(set_to_none=True)
        for block in net.blocks:
            if isinstance(block.ffn, Experts):
                block.ffn.balance()
        step += 1
        seen += ids.shape[0]
        losses.append((plan_loss.item(), tag_loss.item()))
        now = time.time()
        rates.append(ids.numel() / (now - began))
        spent += now - began
        if now - last_print > 30:
            last_print = now
            recent = losses[-60:]
            plan, tag = (sum(v[k] for v in recent) / len(recent) for k in (0, 1))
            rate = sorted(rates[-60:])[len(rates[-60:]) // 2]
            print(f"{spent / 60:.1f} min step {step} samples {seen} plan {plan:.4f} tag {tag:.4f} {rate:.0f} tok/s", flush=True)
        if now - last_save > 240 or spent >= total or stopping:
            if now - last_exam > 600 or spent >= total:
                rows = held_out(options.out, options.tokenizer, marks, options.focus)
                print(f"{spent / 60:.1f} min step {step} held-out exact {exact(net, rows)}", flush=True)
                last_exam = time.time()
            state = dict(model=net.state_dict(), muon=muon.buffers, adam=adam.state_dict(), spent=spent, step=step, seen=seen)
            torch.save(dict(state, config=vars(config)), options.out / "last.tmp")
            os.replace(options.out / "last.tmp", state_path)
            last_save = time.time()


if __name__ == "__main__":
    main()
