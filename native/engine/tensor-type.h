// The number formats that tensors may be stored in. Block layouts follow ggml (see `kernels.h` for the values).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace farhand {

// Numbers as they stand in a GGUF tensor entry
enum class TensorType : std::uint32_t { F32 = 0, F16 = 1, Q4_0 = 2, Q8_0 = 8, BF16 = 30 };

struct TensorTypeTraits {
  TensorType type;
  const char* name;
  std::size_t blockValues;  // row lengths are multiples of this
  std::size_t blockBytes;
};

// Traits of a supported type, or nullptr
const TensorTypeTraits* findTensorType(std::uint32_t id);
const TensorTypeTraits& traitsOf(TensorType type);

// A name for messages, also for types that are known but not supported: "Q4_K", "number 77"
std::string tensorTypeName(std::uint32_t id);

}  // namespace farhand
