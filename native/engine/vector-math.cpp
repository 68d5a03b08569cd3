#include "vector-math.h"

#include <cmath>
#include <cstddef>

namespace farhand {

void rmsNorm(std::span<const float> x, std::span<const float> weight, double epsilon, std::span<float> out) {
  double squares = 0;
  for (const float value : x) squares += static_cast<double>(value) * value;
  const auto scale = static_cast<float>(1 / std::sqrt(squares / static_cast<double>(x.size()) + epsilon));
  for (std::size_t i = 0; i < x.size(); ++i) out[i] = x[i] * scale * weight[i];
}

float sigmoid(float x) {
  return 1 / (1 + std::exp(-x));
}

}  // namespace farhand
