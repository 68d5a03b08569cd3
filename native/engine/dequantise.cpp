#include "dequantise.h"

#include <bit>
#include <cstring>

#include "half.h"

namespace farhand {

namespace {

unsigned byteAt(const std::byte* bytes, std::size_t index) {
  return static_cast<unsigned>(bytes[index]);
}

unsigned nibbleOf(unsigned byte, bool high) {
  return high ? byte >> 4 : byte & 15u;
}

std::uint16_t bits16(const std::byte* bytes) {
  std::uint16_t bits;
  std::memcpy(&bits, bytes, sizeof bits);
  return bits;
}

std::uint32_t bits32(const std::byte* bytes) {
  std::uint32_t bits;
  std::memcpy(&bits, bytes, sizeof bits);
  return bits;
}

float halfAt(const std::byte* bytes) {
  return halfToFloat(bits16(bytes));
}

void copyF32(const std::byte* block, float* out) {
  std::memcpy(out, block, sizeof(float));
}

void copyF16(const std::byte* block, float* out) {
  *out = halfAt(block);
}

void copyBF16(const std::byte* block, float* out) {
  *out = bfloatToFloat(bits16(block));
}

void copyQ8_0(const std::byte* block, float* out) {
  const float d = halfAt(block);
  for (std::size_t j = 0; j < 32; ++j) out[j] = d * static_cast<float>(static_cast<std::int8_t>(block[2 + j]));
}

// valueOf(number, position) for each of the 32 four-bit numbers in 16 bytes
template <typename ValueOf>
void copyNibbles(const std::byte* quants, float* out, ValueOf valueOf) {
  for (std::size_t j = 0; j < 16; ++j) {
    out[j] = valueOf(nibbleOf(byteAt(quants, j), false), j);
    out[j + 16] = valueOf(nibbleOf(byteAt(quants, j), true), j + 16);
  }
}

void copyQ4_0(const std::byte* block, float* out) {
  const float d = halfAt(block);
  copyNibbles(block + 2, out, [d](unsigned n, std::size_t) { return d * static_cast<float>(static_cast<int>(n) - 8); });
}

void copyQ4_1(const std::byte* block, float* out) {
  const float d = halfAt(block);
  const float m = halfAt(block + 2);
  copyNibbles(block + 4, out, [d, m](unsigned n, std::size_t) { return d * static_cast<float>(n) + m; });
}

void copyQ5_0(const std::byte* block, float* out) {
  const float d = halfAt(block);
  const std::uint32_t high = bits32(block + 2);
  copyNibbles(block + 6, out, [d, high](unsigned n, std::size_t j) {
    return d * static_cast<float>(static_cast<int>(n | (high >> j & 1u) << 4) - 16);
  });
}

void copyQ5_1(const std::byte* block, float* out) {
  const float d = halfAt(block);
  const float m = halfAt(block + 2);
  const std::uint32_t high = bits32(block + 4);
  copyNibbles(block + 8, out, [d, m, high](unsigned n, std::size_t j) {
    return d * static_cast<float>(n | (high >> j & 1u) << 4) + m;
  });
}

void copyIQ4_NL(const std::byte* block, float* out) {
  const float d = halfAt(block);
  copyNibbles(block + 2, out, [d](unsigned n, std::size_t) { return d * static_cast<float>(IQ4_VALUES[n]); });
}

// 2^(e - 128); the two smallest are subnormal
float mxfp4Scale(unsigned e) {
  return std::bit_cast<float>(e < 2 ? 0x00200000u << e : (e - 1) << 23);
}

void copyMXFP4(const std::byte* block, float* out) {
  const float scale = mxfp4Scale(byteAt(block, 0));
  copyNibbles(block + 1, out, [scale](unsigned n, std::size_t) { return scale * static_cast<float>(MXFP4_VALUES[n]); });
}

// Values of the two- and three-bit types lie in two halves of 128, and within a half in four runs of 32 that take
// two bits each of the same 32 bytes. quant(byte, half, run, l) gives a value's whole number.
template <typename ValueOf>
void copyTwoBits(const std::byte* quants, float* out, ValueOf valueOf) {
  for (std::size_t i = 0; i < 256; ++i) {
    const std::size_t half = i / 128;
    const std::size_t run = i / 32 % 4;
    const unsigned bits = byteAt(quants, 32 * half + i % 32) >> 2 * run & 3u;
    out[i] = valueOf(bits, i);
  }
}

void copyQ2_K(const std::byte* block, float* out) {
  const float d = halfAt(block + 80);
  const float dmin = halfAt(block + 82);
  copyTwoBits(block + 16, out, [=](unsigned bits, std::size_t i) {
    const unsigned scale = byteAt(block, i / 16);
    return d * static_cast<float>(scale & 15u) * static_cast<float>(bits) - dmin * static_cast<float>(scale >> 4);
  });
}

// Sixteen six-bit numbers in 12 bytes: four low bits each in bytes 0 to 7, two high bits each in bytes 8 to 11
int scaleOfQ3_K(const std::byte* scales, std::size_t index) {
  const unsigned low = nibbleOf(byteAt(scales, index % 8), index >= 8);
  const unsigned high = byteAt(scales, 8 + index % 4) >> 2 * (index / 4) & 3u;
  return static_cast<int>(low | high << 4) - 32;
}

void copyQ3_K(const std::byte* block, float* out) {
  const float d = halfAt(block + 108);
  copyTwoBits(block + 32, out, [=](unsigned bits, std::size_t i) {
    const bool high = (byteAt(block, i % 32) >> i / 32 & 1u) != 0;
    const int quant = static_cast<int>(bits) - (high ? 0 : 4);
    return d * static_cast<float>(scaleOfQ3_K(block + 96, i / 16)) * static_cast<float>(quant);
  });
}

// Two sub-blocks share 32 bytes: the even one has the low halves. highBit(s, l) is 0 or 16.
template <typename HighBit>
void copyMinimumBlocks(const std::byte* block, const std::byte* quants, float* out, HighBit highBit) {
  const float d = halfAt(block);
  const float dmin = halfAt(block + 2);
  for (std::size_t s = 0; s < 8; ++s) {
    const SubBlockScale packed = unpackScale(block + 4, s);
    const float scale = d * static_cast<float>(packed.scale);
    const float minimum = dmin * static_cast<float>(packed.minimum);
    for (std::size_t l = 0; l < 32; ++l) {
      const unsigned quant = nibbleOf(byteAt(quants, 32 * (s / 2) + l), s % 2 == 1) + highBit(s, l);
      out[32 * s + l] = scale * static_cast<float>(quant) - minimum;
    }
  }
}

void copyQ4_K(const std::byte* block, float* out) {
  copyMinimumBlocks(block, block + 16, out, [](std::size_t, std::size_t) { return 0u; });
}

void copyQ5_K(const std::byte* block, float* out) {
  const std::byte* high = block + 16;
  copyMinimumBlocks(block, block + 48, out,
                    [high](std::size_t s, std::size_t l) { return (byteAt(high, l) >> s & 1u) << 4; });
}

void copyQ6_K(const std::byte* block, float* out) {
  const float d = halfAt(block + 208);
  for (std::size_t i = 0; i < 256; ++i) {
    const std::size_t half = i / 128;
    const std::size_t run = i / 32 % 4;
    const std::size_t l = i % 32;
    const unsigned low = nibbleOf(byteAt(block, 64 * half + 32 * (run % 2) + l), run >= 2);
    const unsigned high = byteAt(block, 128 + 32 * half + l) >> 2 * run & 3u;
    const auto scale = static_cast<std::int8_t>(block[192 + i / 16]);
    out[i] = d * static_cast<float>(scale) * static_cast<float>(static_cast<int>(low | high << 4) - 32);
  }
}

void copyIQ4_XS(const std::byte* block, float* out) {
  const float d = halfAt(block);
  const unsigned highBits = bits16(block + 2);
  for (std::size_t s = 0; s < 8; ++s) {
    const unsigned low = nibbleOf(byteAt(block, 4 + s / 2), s % 2 == 1);
    const int scale = static_cast<int>(low | (highBits >> 2 * s & 3u) << 4) - 32;
    const float factor = d * static_cast<float>(scale);
    copyNibbles(block + 8 + 16 * s, out + 32 * s,
                [factor](unsigned n, std::size_t) { return factor * static_cast<float>(IQ4_VALUES[n]); });
  }
}

using BlockCopy = void (*)(const std::byte* block, float* out);

BlockCopy copyOf(TensorType type) {
  switch (type) {
    case TensorType::F32: return copyF32;
    case TensorType::F16: return copyF16;
    case TensorType::BF16: return copyBF16;
    case TensorType::Q8_0: return copyQ8_0;
    case TensorType::Q4_0: return copyQ4_0;
    case TensorType::Q4_1: return copyQ4_1;
    case TensorType::Q5_0: return copyQ5_0;
    case TensorType::Q5_1: return copyQ5_1;
    case TensorType::IQ4_NL: return copyIQ4_NL;
    case TensorType::MXFP4: return copyMXFP4;
    case TensorType::Q2_K: return copyQ2_K;
    case TensorType::Q3_K: return copyQ3_K;
    case TensorType::Q4_K: return copyQ4_K;
    case TensorType::Q5_K: return copyQ5_K;
    case TensorType::Q6_K: return copyQ6_K;
    case TensorType::IQ4_XS: return copyIQ4_XS;
  }
  return copyF32;
}

}  // namespace

SubBlockScale unpackScale(const std::byte* scales, std::size_t index) {
  const unsigned scaleByte = byteAt(scales, index % 4);
  const unsigned minimumByte = byteAt(scales, index % 4 + 4);
  if (index < 4) return {scaleByte & 63u, minimumByte & 63u};
  const unsigned low = byteAt(scales, index + 4);
  return {(low & 15u) | scaleByte >> 6 << 4, low >> 4 | minimumByte >> 6 << 4};
}

void dequantise(TensorType type, const std::byte* blocks, std::span<float> out) {
  const TensorTypeTraits& traits = traitsOf(type);
  const BlockCopy copy = copyOf(type);
  for (std::size_t i = 0; i < out.size(); i += traits.blockValues, blocks += traits.blockBytes) {
    copy(blocks, out.data() + i);
  }
}

}  // namespace farhand
