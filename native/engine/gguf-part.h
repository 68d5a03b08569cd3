// Reads the head of one GGUF file: metadata and the table of tensors. The data itself stays where it is.
//
// Layout, all little-endian (https://github.com/ggml-org/ggml/blob/master/docs/gguf.md):
//   1. "GGUF", u32 version (2 or 3), u64 number of tensors, u64 number of metadata entries
//   2. entries: string key, u32 kind, value. A string is u64 length + bytes; an array is u32 kind, u64 count, values
//   3. tensors: string name, u32 number of dimensions, u64 dimensions (row length first), u32 type, u64 offset
//   4. padding to a multiple of `general.alignment` (32 unless given), then the data; offsets count from here
//
// Nothing read is trusted: every length, count, offset and dimension is checked against the size of the file before
// it is used, so a damaged file ends in ENGINE_GGUF_DAMAGED and never in a wild read or a huge allocation.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <variant>
#include <vector>

#include "tensor-type.h"

namespace farhand {

// Whole numbers and flags become int64, floats become double; strings point into the file's bytes.
using GgufValue = std::variant<std::int64_t, double, std::string_view, std::vector<std::int64_t>, std::vector<double>,
                               std::vector<std::string_view>>;
using GgufValues = std::unordered_map<std::string_view, GgufValue>;

struct GgufTensor {
  std::string_view name;
  TensorType type;
  std::vector<std::size_t> dimensions;  // dimensions[0] is the contiguous one
  std::size_t valueCount;
  std::span<const std::byte> data;
};

struct GgufPart {
  std::span<const std::byte> head;  // all before the data
  GgufValues values;
  std::vector<GgufTensor> tensors;
};

// The bytes must outlive the result. Throws ENGINE_NOT_GGUF, ENGINE_GGUF_DAMAGED or ENGINE_UNSUPPORTED_TYPE.
GgufPart readGgufPart(std::span<const std::byte> bytes);

}  // namespace farhand
