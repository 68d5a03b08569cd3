// The number formats that tensors may be stored in. `dequantise.h` has their layouts.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace farhand {

// Numbers as they stand in a GGUF tensor entry
enum class TensorType : std::uint32_t {
  F32 = 0,
  F16 = 1,
  Q4_0 = 2,
  Q4_1 = 3,
  Q5_0 = 6,
  Q5_1 = 7,
  Q8_0 = 8,
  Q2_K = 10,
  Q3_K = 11,
  Q4_K = 12,
  Q5_K = 13,
  Q6_K = 14,
  IQ4_NL = 20,
  IQ4_XS = 23,
  BF16 = 30,
  MXFP4 = 39,
};

struct TensorTypeTraits {
  TensorType type;
  const char* name;
  std::size_t blockValues;  // row lengths are multiples of this
  std::size_t blockBytes;
};

// Traits of a supported type, or nullptr
const TensorTypeTraits* findTensorType(std::uint32_t id);
const TensorTypeTraits& traitsOf(TensorType type);

// A name for messages, also for types that are known but not supported: "IQ2_XS", "number 77"
std::string tensorTypeName(std::uint32_t id);

}  // namespace farhand
