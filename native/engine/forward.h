// The forward pass of step35 over a batch: rows of any sequences go through all layers together, so that weights are
// read once for all of them. All scratch is taken at the start; a pass allocates nothing.
//
// Per layer, h being the residual stream (StepFun, "Step 3.5 Flash", arXiv 2602.10604):
//   x = rmsNorm(h)           h += attention(x)        see `attention.h`
//   y = rmsNorm(h)           h += feedForward(y)      see `feed-forward.h`
// and at the end logits = output . rmsNorm(h).
#pragma once

#include <atomic>
#include <cstdint>
#include <span>

#include "stream.h"

namespace farhand {

class Forward {
 public:
  // Rows whose logits one call computes at most
  static constexpr std::size_t MAX_LOGIT_ROWS = 64;
  // Tokens of a prompt that are read together: enough that each expert meets several of them
  static constexpr std::size_t PROMPT_BATCH = 512;

  // For batches of up to `rows` rows. The references must outlive the object.
  Forward(const HyperParameters& shape, const ModelWeights& weights, const Arithmetic& arithmetic, std::size_t rows);

  // Takes the rows through all layers. Their caches must have room for their positions. Stops between layers once
  // `cancelled` is set, and returns false; the caches then lack the rows.
  bool run(std::span<const BatchRow> rows, const std::atomic<bool>& cancelled);

  // Logits of the tokens after the given rows of the last batch, (rows, vocabulary). Valid until the next call.
  std::span<float> logits(std::span<const std::uint32_t> rows);

  // What the last layer made of a row of the last batch, (embedding). Valid until the next pass.
  std::span<const float> hidden(std::size_t row) const { return stream_.row(row); }

  // Bytes of scratch that an object for so many rows takes
  static std::size_t scratchBytes(const HyperParameters& shape, const ModelWeights& weights,
                                  const Arithmetic& arithmetic, std::size_t rows);
  std::size_t allocatedBytes() const { return scratch_.allocatedBytes(); }

  std::size_t maxRows() const { return stream_.mostRows(); }

 private:
  const HyperParameters& shape_;
  const ModelWeights& weights_;
  Scratch scratch_;
  Stream stream_;
};

}  // namespace farhand
