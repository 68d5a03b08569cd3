// Chooses the next token from logits: the likeliest, or a random one by temperature, top-k, min-p and top-p, after a
// penalty on what was written lately.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <span>
#include <unordered_map>
#include <vector>

namespace farhand {

struct SamplerOptions {
  double temperature = 0;  // 0: the likeliest token, always
  std::size_t topK = 0;    // 0: all
  double topP = 1;         // 1: all
  double minP = 0;         // 0: all
  // Divides positive logits of remembered tokens and multiplies negative ones (Keskar et al. 2019, CTRL); 1: off
  double repetitionPenalty = 1;
  std::size_t repetitionWindow = 64;  // how many tokens are remembered, 0: all
  std::uint64_t seed = 0;
};

class Sampler {
 public:
  explicit Sampler(const SamplerOptions& options) : options_(options), state_(options.seed) {}

  // Index of the choice. A logit of -infinity (or NaN) is never chosen. Throws ENGINE_GGUF_DAMAGED if all are such.
  // The logits are changed where a penalty applies.
  std::uint32_t choose(std::span<float> logits);

  // Tokens of the prompt and tokens written, chosen or not, in order: what the penalty looks back on
  void remember(std::span<const std::uint32_t> tokens);
  void remember(std::uint32_t token) { remember({&token, 1}); }

 private:
  struct Choice {
    std::uint32_t token;
    double probability;  // relative to the likeliest token's, which is 1
  };

  void penalise(std::span<float> logits) const;
  void collect(std::span<const float> logits, float largest);
  void keepLikely();
  void sortFirst(std::size_t count);
  double random();

  SamplerOptions options_;
  std::uint64_t state_;
  std::deque<std::uint32_t> recent_;                              // the window, oldest first; unused if that is all
  std::unordered_map<std::uint32_t, std::size_t> recentCounts_;  // how often each token stands in it
  std::vector<Choice> choices_;                                   // scratch
};

// Natural logarithm of the probability that the logits give to a token
double logProbability(std::span<const float> logits, std::uint32_t token);

}  // namespace farhand
