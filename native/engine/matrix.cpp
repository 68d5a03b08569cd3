#include "matrix.h"

#include <algorithm>

#include "dequantise.h"
#include "packed-matrix.h"

namespace farhand {

std::size_t Matrix::rowBytes() const {
  const TensorTypeTraits& traits = traitsOf(type);
  return columns / traits.blockValues * traits.blockBytes;
}

Matrix Matrix::slice(std::size_t first, std::size_t count) const {
  Matrix part = {type, row(first), count, columns};
  if (packed != nullptr) {
    const std::size_t groups = (sectionRows + GROUP_ROWS - 1) / GROUP_ROWS;
    part.packed = packed + first / sectionRows * groups * packedGroupBytes(type, columns);
    part.sectionRows = sectionRows;
  }
  return part;
}

void copyRow(const Matrix& matrix, std::size_t row, std::span<float> out) {
  dequantise(matrix.type, matrix.row(row), out);
}

namespace {

// The packed rows of a chunk
PackedRows packedRows(const Matrix& matrix, std::size_t firstRow) {
  const std::size_t rows = std::min(CHUNK_ROWS, matrix.rows - firstRow);
  const std::size_t groupBytes = packedGroupBytes(matrix.type, matrix.columns);
  return {matrix.packed + firstRow / GROUP_ROWS * groupBytes, (rows + GROUP_ROWS - 1) / GROUP_ROWS, groupBytes,
          matrix.columns / BLOCK};
}

}  // namespace

// Of a type that has a packed form
const PackedKernels& Arithmetic::packedKernels(TensorType type) const {
  switch (type) {
    case TensorType::Q4_0: return kernels_.packedQ4_0;
    case TensorType::Q4_1: return kernels_.packedQ4_1;
    case TensorType::IQ4_NL: return kernels_.packedIQ4_NL;
    case TensorType::MXFP4: return kernels_.packedMXFP4;
    case TensorType::Q4_K: return kernels_.packedQ4_K;
    case TensorType::Q5_K: return kernels_.packedQ5_K;
    case TensorType::Q6_K: return kernels_.packedQ6_K;
    default: return kernels_.packedQ8_0;
  }
}

void Arithmetic::multiplyMany(const Matrix& matrix, std::size_t firstRow, const Activation* x, std::size_t vectors,
                              WideTile& tile) const {
  packedKernels(matrix.type)
      .multiplyMany(*kernels_.tiles, packedRows(matrix, firstRow), x, vectors, tile.values[0], CHUNK_ROWS);
}

void Arithmetic::multiplyChunk(const Matrix& matrix, std::size_t firstRow, const Activation* x, std::size_t vectors,
                               Tile& tile) const {
  const std::size_t rows = std::min(CHUNK_ROWS, matrix.rows - firstRow);
  if (matrix.packed != nullptr) {
    const PackedProduct multiply = packedKernels(matrix.type).multiply[digits_ - 1];
    return multiply(packedRows(matrix, firstRow), x, vectors, tile.values[0], CHUNK_ROWS);
  }
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
    dequantise(matrix.type, bytes, {values, count});
    kernels_.multiplyF32(values, 0, 1, count, rest, vectors, sums, 1);
    for (std::size_t v = 0; v < vectors; ++v) {
      out[v * CHUNK_ROWS] += sums[v];
      rest[v].values += count;
    }
  }
}

}  // namespace farhand
