#include "matrix.h"

#include <algorithm>
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

void Arithmetic::multiplyChunk(const Matrix& matrix, std::size_t firstRow, const Activation* x, std::size_t vectors,
                               Tile& tile) const {
  const std::size_t rows = std::min(CHUNK_ROWS, matrix.rows - firstRow);
  const auto multiply = [&](FloatProduct product) {
    product(matrix.row(firstRow), matrix.rowBytes(), rows, matrix.columns, x, vectors, tile.values[0], CHUNK_ROWS);
  };
  switch (matrix.type) {
    case TensorType::F32: return multiply(kernels_.multiplyF32);
    case TensorType::F16: return multiply(kernels_.multiplyF16);
    case TensorType::BF16: return multiply(kernels_.multiplyBF16);
    default:
      for (std::size_t r = 0; r < rows; ++r) {
        multiplyDequantised(matrix, firstRow + r, x, vectors, tile.values[0] + r);
      }
  }
}

// out[v * CHUNK_ROWS] = row . x[v], for the formats that have no kernel of their own: piece by piece as floats
void Arithmetic::multiplyDequantised(const Matrix& matrix, std::size_t row, const Activation* x, std::size_t vectors,
                                     float* out) const {
  constexpr std::size_t PIECE = 256;
  const TensorTypeTraits& traits = traitsOf(matrix.type);
  alignas(64) float values[PIECE];
  float sums[TILE_VECTORS];
  Activation rest[TILE_VECTORS];
  std::copy_n(x, vectors, rest);
  for (std::size_t v = 0; v < vectors; ++v) out[v * CHUNK_ROWS] = 0;
  for (std::size_t at = 0; at < matrix.columns; at += PIECE) {
    const std::size_t count = std::min(PIECE, matrix.columns - at);
    const std::byte* bytes = matrix.row(row) + at / traits.blockValues * traits.blockBytes;
    copyRow({matrix.type, bytes, 1, count}, 0, {values, count});
    kernels_.multiplyF32(values, 0, 1, count, rest, vectors, sums, 1);
    for (std::size_t v = 0; v < vectors; ++v) {
      out[v * CHUNK_ROWS] += sums[v];
      rest[v].values += count;
    }
  }
}

}  // namespace farhand
