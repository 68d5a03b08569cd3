#include "vector-math.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>

namespace farhand {

namespace {

// Limits this small mean "none" (the files write 0)
constexpr float LEAST_LIMIT = 1e-6f;

}  // namespace

void rmsNorm(std::span<const float> x, std::span<const float> weight, double epsilon, std::span<float> out) {
  double squares = 0;
  for (const float value : x) squares += static_cast<double>(value) * value;
  const auto scale = static_cast<float>(1 / std::sqrt(squares / static_cast<double>(x.size()) + epsilon));
  for (std::size_t i = 0; i < x.size(); ++i) out[i] = x[i] * scale * weight[i];
}

void softmax(std::span<float> x) {
  float most = -std::numeric_limits<float>::infinity();
  for (const float value : x) most = std::max(most, value);
  double sum = 0;
  for (float& value : x) {
    value = std::exp(value - most);
    sum += value;
  }
  const auto scale = static_cast<float>(1 / sum);
  for (float& value : x) value *= scale;
}

float sigmoid(float x) {
  return 1 / (1 + std::exp(-x));
}

float silu(float x) {
  return x * sigmoid(x);
}

void swiglu(std::span<float> gate, std::span<const float> up, float limit) {
  const bool limited = limit > LEAST_LIMIT;
  for (std::size_t i = 0; i < gate.size(); ++i) {
    float activation = silu(gate[i]);
    float value = up[i];
    if (limited) {
      activation = std::min(activation, limit);
      value = std::clamp(value, -limit, limit);
    }
    gate[i] = activation * value;
  }
}

}  // namespace farhand
