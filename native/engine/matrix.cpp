#include "matrix.h"

#include <array>

#include "dequantise.h"

namespace farhand {

std::size_t Matrix::rowBytes() const {
  const TensorTypeTraits& traits = traitsOf(type);
  return columns / traits.blockValues * traits.blockBytes;
}

Matrix Matrix::slice(std::size_t first, std::size_t count) const {
  return {type, row(first), count, columns};
}

void copyRow(const Matrix& matrix, std::size_t row, std::span<float> out) {
  dequantise(matrix.type, matrix.row(row), out);
}

DotKernel Arithmetic::kernelFor(TensorType type) const {
  switch (type) {
    case TensorType::F32: return kernels_.dotF32;
    case TensorType::F16: return kernels_.dotF16;
    case TensorType::BF16: return kernels_.dotBF16;
    case TensorType::Q8_0: return kernels_.dotQ8_0;
    case TensorType::Q4_0: return kernels_.dotQ4_0;
    default: return nullptr;
  }
}

// For a type without a kernel: its values, a block at a time, through the float kernel
float Arithmetic::dotDequantised(const Matrix& matrix, const std::byte* row, const float* x) const {
  std::array<float, 256> values;
  const TensorTypeTraits& traits = traitsOf(matrix.type);
  float total = 0;
  for (std::size_t i = 0; i < matrix.columns; i += traits.blockValues, row += traits.blockBytes) {
    const std::span block(values.data(), traits.blockValues);
    dequantise(matrix.type, row, block);
    total += kernels_.dotF32(block.data(), x + i, block.size());
  }
  return total;
}

void Arithmetic::multiply(const Matrix& matrix, std::span<const float> x, std::span<float> out) const {
  const DotKernel dot = kernelFor(matrix.type);
  const std::size_t rowBytes = matrix.rowBytes();
  pool_.forEachRange(matrix.rows, [&](std::size_t first, std::size_t end) {
    for (std::size_t r = first; r < end; ++r) {
      const std::byte* row = matrix.data + r * rowBytes;
      out[r] = dot == nullptr ? dotDequantised(matrix, row, x.data()) : dot(row, x.data(), matrix.columns);
    }
  });
}

}  // namespace farhand
