// One sequence that is read by itself, batch after batch: its cache, its length and a forward pass of its own.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "forward.h"
#include "kv-cache.h"

namespace farhand {

class Sequence {
 public:
  Sequence(KvCache cache, std::unique_ptr<Forward> forward) : cache_(std::move(cache)), forward_(std::move(forward)) {}

  // Appends tokens (each < vocabulary), at most maxRows(). Returns false once `cancelled` is set; the sequence is of
  // no use after that.
  bool append(std::span<const std::uint32_t> tokens, const std::atomic<bool>& cancelled) {
    cache_.reserve(length_, length_ + tokens.size());
    rows_.clear();
    for (const std::uint32_t token : tokens) rows_.push_back({&cache_, length_++, token});
    return forward_->run(rows_, cancelled);
  }

  // Goes on at position `end` as if what was appended last came again and again. For measurements; the length so far, not
  // 0, and `end` are multiples of PAGE_POSITIONS.
  void repeatUntil(std::size_t end) {
    while (length_ < end) {
      const std::size_t next = std::min(end, length_ + Forward::PROMPT_BATCH);
      cache_.repeatPages(length_, next);
      length_ = next;
    }
  }

  std::size_t maxRows() const { return forward_->maxRows(); }

  // Logits after the i-th of the tokens appended last, for `count` <= Forward::MAX_LOGIT_ROWS of them from `first` on:
  // (count, vocabulary). Valid until the next call.
  std::span<float> logits(std::size_t first, std::size_t count) {
    wanted_.clear();
    for (std::size_t i = 0; i < count; ++i) wanted_.push_back(static_cast<std::uint32_t>(first + i));
    return forward_->logits(wanted_);
  }

 private:
  KvCache cache_;
  std::unique_ptr<Forward> forward_;
  std::size_t length_ = 0;
  std::vector<BatchRow> rows_;
  std::vector<std::uint32_t> wanted_;
};

}  // namespace farhand
