#include "predictions.h"

#include <atomic>

#include "../engine/draft-sources.h"
#include "../engine/forward.h"

namespace farhand {

std::vector<float> predictionsAfter(const Model& model, const std::vector<std::uint32_t>& tokens) {
  const std::size_t heads = model.shape().predictors();
  const std::size_t read = tokens.size() - 1;
  KvCache cache = model.newCache();
  cache.reserve(0, tokens.size() + heads);
  std::vector<BatchRow> rows;
  for (std::size_t position = 0; position < read; ++position) rows.push_back({&cache, position, tokens[position]});
  Forward forward(model.shape(), model.weights(), model.arithmetic(), read);
  const std::atomic<bool> cancelled = false;
  forward.run(rows, cancelled);

  DraftSources sources(model);
  std::vector<PredictorRow> followed;
  for (std::size_t row = 0; row < read; ++row) {
    followed.push_back({rows[row], row == 0 ? std::span<const float>() : forward.hidden(row - 1)});
  }
  sources.follow(followed);
  std::vector<float> logits;
  DraftRequest request{DraftKind::MTP, tokens, read, &cache, forward.hidden(read - 1), heads, {}, &logits};
  sources.draft({&request, 1});
  return logits;
}

}  // namespace farhand
