// The small steps between the matrix products, in float; sums of squares are taken in double.
#pragma once

#include <span>

namespace farhand {

// out = x / rms(x) * weight, rms(x) = sqrt(mean(x^2) + epsilon). `out` may be `x`.
void rmsNorm(std::span<const float> x, std::span<const float> weight, double epsilon, std::span<float> out);

// x = exp(x - max) / sum
void softmax(std::span<float> x);

float sigmoid(float x);
float silu(float x);

// gate = silu(gate) * up; with a limit, silu(gate) is capped from above and up on both sides first.
void swiglu(std::span<float> gate, std::span<const float> up, float limit);

}  // namespace farhand
