// The kernels as maths, for every processor. Eight running sums keep rounding small and let the compiler use
// whatever vector registers the base instruction set has.

#include <cstdint>
#include <cstdlib>
#include <cstring>

#include "half.h"
#include "kernels.h"

namespace farhand {

namespace {

constexpr std::size_t LANES = 8;
constexpr std::size_t BLOCK = 32;

template <typename ValueAt>
float dotWith(ValueAt valueAt, const float* x, std::size_t count) {
  float sums[LANES] = {};
  std::size_t i = 0;
  for (; i + LANES <= count; i += LANES) {
    for (std::size_t lane = 0; lane < LANES; ++lane) sums[lane] += valueAt(i + lane) * x[i + lane];
  }
  float total = 0;
  for (; i < count; ++i) total += valueAt(i) * x[i];
  for (const float sum : sums) total += sum;
  return total;
}

std::uint16_t bits16(const void* row, std::size_t byte) {
  std::uint16_t bits;
  std::memcpy(&bits, static_cast<const unsigned char*>(row) + byte, sizeof bits);
  return bits;
}

float dotF32(const void* row, const float* x, std::size_t count) {
  const auto* values = static_cast<const float*>(row);
  return dotWith([values](std::size_t i) { return values[i]; }, x, count);
}

float dotF16(const void* row, const float* x, std::size_t count) {
  return dotWith([row](std::size_t i) { return halfToFloat(bits16(row, 2 * i)); }, x, count);
}

float dotBF16(const void* row, const float* x, std::size_t count) {
  return dotWith([row](std::size_t i) { return bfloatToFloat(bits16(row, 2 * i)); }, x, count);
}

float dotQ8_0(const void* row, const float* x, std::size_t count) {
  constexpr std::size_t BLOCK_BYTES = 34;
  float total = 0;
  for (std::size_t block = 0; block < count / BLOCK; ++block) {
    const auto* bytes = static_cast<const unsigned char*>(row) + block * BLOCK_BYTES;
    const auto* quants = reinterpret_cast<const signed char*>(bytes + 2);
    const auto valueAt = [quants](std::size_t i) { return static_cast<float>(quants[i]); };
    total += halfToFloat(bits16(bytes, 0)) * dotWith(valueAt, x + block * BLOCK, BLOCK);
  }
  return total;
}

float dotQ4_0(const void* row, const float* x, std::size_t count) {
  constexpr std::size_t BLOCK_BYTES = 18;
  constexpr std::size_t HALF_BLOCK = BLOCK / 2;
  float total = 0;
  for (std::size_t block = 0; block < count / BLOCK; ++block) {
    const auto* bytes = static_cast<const unsigned char*>(row) + block * BLOCK_BYTES;
    const auto* quants = bytes + 2;
    const auto lowAt = [quants](std::size_t i) { return static_cast<float>((quants[i] & 15) - 8); };
    const auto highAt = [quants](std::size_t i) { return static_cast<float>((quants[i] >> 4) - 8); };
    const float* values = x + block * BLOCK;
    const float sum = dotWith(lowAt, values, HALF_BLOCK) + dotWith(highAt, values + HALF_BLOCK, HALF_BLOCK);
    total += halfToFloat(bits16(bytes, 0)) * sum;
  }
  return total;
}

void addScaled(float* y, const float* x, float factor, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) y[i] += factor * x[i];
}

}  // namespace

const Kernels PLAIN_KERNELS = {"plain", dotF32, dotF16, dotBF16, dotQ8_0, dotQ4_0, addScaled};

const Kernels& bestKernels() {
  const char* wanted = std::getenv("FARHAND_ENGINE_KERNELS");
  if (wanted != nullptr && std::strcmp(wanted, "plain") == 0) return PLAIN_KERNELS;
#if defined(__x86_64__)
  const bool wide = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") && __builtin_cpu_supports("f16c");
  if (wide) return AVX2_KERNELS;
#endif
  return PLAIN_KERNELS;
}

}  // namespace farhand
