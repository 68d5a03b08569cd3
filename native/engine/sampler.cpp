#include "sampler.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "error.h"

namespace farhand {

namespace {

float largestOf(std::span<const float> logits) {
  float largest = -std::numeric_limits<float>::infinity();
  for (const float logit : logits) {
    if (logit > largest) largest = logit;
  }
  return largest;
}

}  // namespace

double logProbability(std::span<const float> logits, std::uint32_t token) {
  const double largest = largestOf(logits);
  double sum = 0;
  for (const float logit : logits) {
    if (!std::isnan(logit)) sum += std::exp(logit - largest);
  }
  return logits[token] - largest - std::log(sum);
}

std::uint32_t Sampler::choose(std::span<const float> logits) {
  const float largest = largestOf(logits);
  if (!std::isfinite(largest)) {
    throw EngineError("ENGINE_GGUF_DAMAGED", "The model's weights give numbers that are not finite.");
  }
  const auto likeliest = static_cast<std::uint32_t>(std::find(logits.begin(), logits.end(), largest) - logits.begin());
  if (options_.temperature <= 0) return likeliest;
  choices_.clear();
  for (std::size_t token = 0; token < logits.size(); ++token) {
    const double probability = std::exp((logits[token] - largest) / options_.temperature);
    if (probability > 0) choices_.push_back({static_cast<std::uint32_t>(token), probability});
  }
  keepLikely();
  double sum = 0;
  for (const Choice& choice : choices_) sum += choice.probability;
  double rest = random() * sum;
  for (const Choice& choice : choices_) {
    rest -= choice.probability;
    if (rest < 0) return choice.token;
  }
  return choices_.back().token;
}

// Probabilities are relative to the likeliest token's, which is 1. Order: top-k, min-p, top-p.
void Sampler::keepLikely() {
  std::stable_sort(choices_.begin(), choices_.end(),
                   [](const Choice& left, const Choice& right) { return left.probability > right.probability; });
  if (options_.topK > 0 && choices_.size() > options_.topK) choices_.resize(options_.topK);
  double sum = 0;
  std::size_t kept = 0;
  while (kept < choices_.size() && choices_[kept].probability >= options_.minP) sum += choices_[kept++].probability;
  choices_.resize(std::max<std::size_t>(kept, 1));
  if (options_.topP >= 1) return;
  double reached = 0;
  kept = 0;
  while (kept < choices_.size() && reached < options_.topP * sum) reached += choices_[kept++].probability;
  choices_.resize(std::max<std::size_t>(kept, 1));
}

// SplitMix64 (Steele, Lea, Flood 2014); uniform in [0, 1)
double Sampler::random() {
  state_ += 0x9e3779b97f4a7c15u;
  std::uint64_t bits = state_;
  bits = (bits ^ bits >> 30) * 0xbf58476d1ce4e5b9u;
  bits = (bits ^ bits >> 27) * 0x94d049bb133111ebu;
  bits ^= bits >> 31;
  return static_cast<double>(bits >> 11) * 0x1p-53;
}

}  // namespace farhand
