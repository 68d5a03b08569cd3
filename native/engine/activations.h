// A batch of vectors on its way into matrix products: as floats and, when a product wants integers, as digits of
// int8 with a scale for every block of 32. Two digits keep 16 bits, so that answers stay nearer to exact arithmetic.
#pragma once

#include <algorithm>
#include <cstddef>
#include <span>

#include "aligned-buffer.h"
#include "kernels.h"

namespace farhand {

class Activations {
 public:
  // Room for `values` floats in all; digits: 1 or 2
  Activations(Scratch& scratch, std::size_t values, std::size_t vectors, std::size_t digits)
      : digitCount_(digits), values_(scratch, values), digits_(scratch, (values + vectors * BLOCK) * digits),
        scales_(scratch, values / BLOCK + vectors), sums_(scratch, (values / BLOCK + vectors) * 2) {}

  // How long each vector is from now on. What was stored is lost.
  void setLength(std::size_t length) {
    length_ = length;
    blocks_ = length / BLOCK;
  }
  std::size_t length() const { return length_; }
  std::size_t digitCount() const { return digitCount_; }

  std::span<float> values(std::size_t vector) const { return {values_.data() + vector * length_, length_}; }

  // Computes the digits of values [first, end) of a vector. Values beyond the last whole block have none: no packed
  // matrix has rows of such a length.
  void quantise(const Kernels& kernels, std::size_t vector, std::size_t first, std::size_t end) const {
    const std::size_t firstBlock = vector * blocks_ + first / BLOCK;
    kernels.quantise[digitCount_ - 1](values_.data() + vector * length_ + first, end / BLOCK - first / BLOCK,
                                      digits_.data() + firstBlock * BLOCK * digitCount_, scales_.data() + firstBlock,
                                      sums_.data() + firstBlock * 2);
  }

  Activation vector(std::size_t index) const {
    const std::size_t block = index * blocks_;
    return {values_.data() + index * length_, digits_.data() + block * BLOCK * digitCount_, scales_.data() + block,
            sums_.data() + block * 2};
  }

 private:
  std::size_t length_ = 0;
  std::size_t blocks_ = 0;
  std::size_t digitCount_;
  ScratchArray<float> values_;
  ScratchArray<std::int8_t> digits_;
  ScratchArray<float> scales_;
  ScratchArray<std::int32_t> sums_;
};

}  // namespace farhand
