// Chooses the next token from logits: the likeliest, or a random one by temperature, top-k, top-p and min-p.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace farhand {

struct SamplerOptions {
  double temperature = 0;  // 0: the likeliest token, always
  std::size_t topK = 0;    // 0: all
  double topP = 1;         // 1: all
  double minP = 0;         // 0: all
  std::uint64_t seed = 0;
};

class Sampler {
 public:
  explicit Sampler(const SamplerOptions& options) : options_(options), state_(options.seed) {}

  // Index of the choice. A logit of -infinity (or NaN) is never chosen. Throws ENGINE_GGUF_DAMAGED if all are such.
  std::uint32_t choose(std::span<const float> logits);

 private:
  struct Choice {
    std::uint32_t token;
    double probability;
  };

  double random();
  void keepLikely();

  SamplerOptions options_;
  std::uint64_t state_;
  std::vector<Choice> choices_;  // scratch
};

// Natural logarithm of the probability that the logits give to a token
double logProbability(std::span<const float> logits, std::uint32_t token);

}  // namespace farhand
