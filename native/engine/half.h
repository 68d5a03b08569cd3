// Half-precision numbers (IEEE binary16) and bfloat16, as bit patterns, to float.
#pragma once

#include <bit>
#include <cstdint>

namespace farhand {

inline float halfToFloat(std::uint16_t half) {
  const std::uint32_t sign = static_cast<std::uint32_t>(half & 0x8000u) << 16;
  const std::uint32_t magnitude = half & 0x7fffu;
  if (magnitude >= 0x7c00u) return std::bit_cast<float>(sign | 0x7f800000u | (magnitude & 0x3ffu) << 13);
  // Shifted into place the exponent is 112 too small; the multiplication corrects it, subnormal numbers included.
  constexpr float TWO_TO_112 = 0x1p112f;
  const float value = std::bit_cast<float>(magnitude << 13) * TWO_TO_112;
  return std::bit_cast<float>(std::bit_cast<std::uint32_t>(value) | sign);
}

inline float bfloatToFloat(std::uint16_t bits) {
  return std::bit_cast<float>(static_cast<std::uint32_t>(bits) << 16);
}

}  // namespace farhand
