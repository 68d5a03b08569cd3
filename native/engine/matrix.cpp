#include "matrix.h"

#include <cstring>

#include "half.h"

namespace farhand {

namespace {

constexpr std::size_t BLOCK = 32;

std::uint16_t bits16(const std::byte* bytes) {
  std::uint16_t bits;
  std::memcpy(&bits, bytes, sizeof bits);
  return bits;
}

void copyQ8_0(const std::byte* blocks, std::span<float> out) {
  for (std::size_t i = 0; i < out.size(); ++i) {
    const std::byte* block = blocks + i / BLOCK * 34;
    const auto quant = static_cast<std::int8_t>(block[2 + i % BLOCK]);
    out[i] = halfToFloat(bits16(block)) * static_cast<float>(quant);
  }
}

void copyQ4_0(const std::byte* blocks, std::span<float> out) {
  for (std::size_t i = 0; i < out.size(); ++i) {
    const std::byte* block = blocks + i / BLOCK * 18;
    const std::size_t inBlock = i % BLOCK;
    const auto packed = static_cast<unsigned>(block[2 + inBlock % 16]);
    const int quant = static_cast<int>(inBlock < 16 ? packed & 15u : packed >> 4) - 8;
    out[i] = halfToFloat(bits16(block)) * static_cast<float>(quant);
  }
}

}  // namespace

std::size_t Matrix::rowBytes() const {
  const TensorTypeTraits& traits = traitsOf(type);
  return columns / traits.blockValues * traits.blockBytes;
}

Matrix Matrix::slice(std::size_t first, std::size_t count) const {
  return {type, row(first), count, columns};
}

void copyRow(const Matrix& matrix, std::size_t row, std::span<float> out) {
  const std::byte* bytes = matrix.row(row);
  switch (matrix.type) {
    case TensorType::F32: std::memcpy(out.data(), bytes, out.size_bytes()); return;
    case TensorType::F16:
      for (std::size_t i = 0; i < out.size(); ++i) out[i] = halfToFloat(bits16(bytes + 2 * i));
      return;
    case TensorType::BF16:
      for (std::size_t i = 0; i < out.size(); ++i) out[i] = bfloatToFloat(bits16(bytes + 2 * i));
      return;
    case TensorType::Q8_0: copyQ8_0(bytes, out); return;
    case TensorType::Q4_0: copyQ4_0(bytes, out); return;
  }
}

DotKernel Arithmetic::kernelFor(TensorType type) const {
  switch (type) {
    case TensorType::F32: return kernels_.dotF32;
    case TensorType::F16: return kernels_.dotF16;
    case TensorType::BF16: return kernels_.dotBF16;
    case TensorType::Q8_0: return kernels_.dotQ8_0;
    case TensorType::Q4_0: return kernels_.dotQ4_0;
  }
  return kernels_.dotF32;
}

void Arithmetic::multiply(const Matrix& matrix, std::span<const float> x, std::span<float> out) const {
  const DotKernel dot = kernelFor(matrix.type);
  const std::size_t rowBytes = matrix.rowBytes();
  pool_.forEachRange(matrix.rows, [&](std::size_t first, std::size_t end) {
    for (std::size_t r = first; r < end; ++r) out[r] = dot(matrix.data + r * rowBytes, x.data(), matrix.columns);
  });
}

}  // namespace farhand
