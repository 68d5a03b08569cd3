// A weight matrix as it lies in the file, and the products with it. Nearly all time of a forward pass goes here.
#pragma once

#include <span>

#include "kernels.h"
#include "tensor-type.h"
#include "thread-pool.h"

namespace farhand {

// (rows, columns), row after row; one row is one output. A view: the file owns the bytes.
struct Matrix {
  TensorType type = TensorType::F32;
  const std::byte* data = nullptr;
  std::size_t rows = 0;
  std::size_t columns = 0;

  bool exists() const { return data != nullptr; }
  std::size_t rowBytes() const;
  const std::byte* row(std::size_t index) const { return data + index * rowBytes(); }
  // `count` rows from `first` on, for one expert of many or one part of a fused matrix
  Matrix slice(std::size_t first, std::size_t count) const;
};

// The exact values of one row: out has matrix.columns floats
void copyRow(const Matrix& matrix, std::size_t row, std::span<float> out);

class Arithmetic {
 public:
  Arithmetic(const Kernels& kernels, ThreadPool& pool) : kernels_(kernels), pool_(pool) {}

  const Kernels& kernels() const { return kernels_; }
  ThreadPool& pool() const { return pool_; }

  // out[r] = sum over c of matrix[r, c] * x[c]      x: (columns), out: (rows)
  // One pass over the matrix, which doesn't fit the cache: bound by memory, not by arithmetic.
  void multiply(const Matrix& matrix, std::span<const float> x, std::span<float> out) const;

 private:
  DotKernel kernelFor(TensorType type) const;  // nullptr if there is none
  float dotDequantised(const Matrix& matrix, const std::byte* row, const float* x) const;

  const Kernels& kernels_;
  ThreadPool& pool_;
};

}  // namespace farhand
