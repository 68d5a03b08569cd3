// The small steps between the matrix products, in float; sums of squares are taken in double.
#pragma once

#include <span>

namespace farhand {

// out = x / rms(x) * weight, rms(x) = sqrt(mean(x^2) + epsilon). `out` may be `x`.
void rmsNorm(std::span<const float> x, std::span<const float> weight, double epsilon, std::span<float> out);

float sigmoid(float x);

}  // namespace farhand
