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

std::uint32_t Sampler::choose(std::span<float> logits) {
  penalise(logits);
  const float largest = largestOf(logits);
  if (!std::isfinite(largest)) {
    throw EngineError("ENGINE_GGUF_DAMAGED", "The model's weights give numbers that are not finite.");
  }
  const auto likeliest = static_cast<std::uint32_t>(std::find(logits.begin(), logits.end(), largest) - logits.begin());
  if (options_.temperature <= 0) return likeliest;
  collect(logits, largest);
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

void Sampler::remember(std::span<const std::uint32_t> tokens) {
  if (options_.repetitionPenalty == 1) return;
  for (const std::uint32_t token : tokens) {
    ++recentCounts_[token];
    if (options_.repetitionWindow == 0) continue;
    recent_.push_back(token);
    if (recent_.size() <= options_.repetitionWindow) continue;
    const auto oldest = recentCounts_.find(recent_.front());
    if (--oldest->second == 0) recentCounts_.erase(oldest);
    recent_.pop_front();
  }
}

void Sampler::penalise(std::span<float> logits) const {
  const auto penalty = static_cast<float>(options_.repetitionPenalty);
  for (const auto& [token, count] : recentCounts_) {
    float& logit = logits[token];
    logit = logit > 0 ? logit / penalty : logit * penalty;
  }
}

// What min-p keeps, in the order of the vocabulary
void Sampler::collect(std::span<const float> logits, float largest) {
  choices_.clear();
  for (std::size_t token = 0; token < logits.size(); ++token) {
    const double probability = std::exp((logits[token] - largest) / options_.temperature);
    if (probability > 0 && probability >= options_.minP) {
      choices_.push_back({static_cast<std::uint32_t>(token), probability});
    }
  }
}

// Of what min-p has kept: the k likeliest, and of those the likeliest that together reach top-p. Equally likely tokens
// rank by number. Only as much is sorted as is looked at: a vocabulary has a hundred thousand tokens.
void Sampler::keepLikely() {
  if (options_.topK > 0 && choices_.size() > options_.topK) {
    sortFirst(options_.topK);
    choices_.resize(options_.topK);
  }
  if (options_.topP >= 1) return;
  double sum = 0;
  for (const Choice& choice : choices_) sum += choice.probability;
  constexpr std::size_t FIRST_LOOK = 256;
  double reached = 0;
  std::size_t kept = 0;
  std::size_t sorted = 0;
  while (kept < choices_.size() && (kept == 0 || reached < options_.topP * sum)) {
    if (kept == sorted) {
      sorted = sorted == 0 ? std::min(FIRST_LOOK, choices_.size()) : choices_.size();
      sortFirst(sorted);
    }
    reached += choices_[kept++].probability;
  }
  choices_.resize(kept);
}

void Sampler::sortFirst(std::size_t count) {
  const auto likelier = [](const Choice& left, const Choice& right) {
    return left.probability > right.probability || (left.probability == right.probability && left.token < right.token);
  };
  if (count == choices_.size()) return std::sort(choices_.begin(), choices_.end(), likelier);
  std::partial_sort(choices_.begin(), choices_.begin() + static_cast<std::ptrdiff_t>(count), choices_.end(), likelier);
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
