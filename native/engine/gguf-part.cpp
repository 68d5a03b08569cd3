#include "gguf-part.h"

#include <bit>
#include <limits>

#include "error.h"
#include "gguf-cursor.h"

namespace farhand {

namespace {

constexpr std::size_t DEFAULT_ALIGNMENT = 32;
constexpr std::int64_t LEAST_ALIGNMENT = 8;
constexpr std::int64_t MOST_ALIGNMENT = 1 << 20;
constexpr std::size_t MAX_DIMENSIONS = 4;
// Key length + kind + one byte of value, and name length + dimension count + type + offset
constexpr std::size_t LEAST_ENTRY_BYTES = 8 + 4 + 1;
constexpr std::size_t LEAST_TENSOR_BYTES = 8 + 4 + 4 + 8;

void checkMagic(GgufCursor& cursor) {
  constexpr std::uint32_t GGUF_MAGIC = 0x46554747;
  if (cursor.remaining() < 8 || cursor.read<std::uint32_t>("the magic") != GGUF_MAGIC) {
    throw EngineError("ENGINE_NOT_GGUF", "The model file doesn't begin with the letters GGUF.");
  }
  const auto version = cursor.read<std::uint32_t>("the version");
  if (version != 2 && version != 3) {
    throw EngineError("ENGINE_NOT_GGUF", "The model file has GGUF version " + std::to_string(version) +
                                             " (or the other byte order); versions 2 and 3 are read.");
  }
}

std::size_t alignmentOf(const GgufValues& values, const GgufCursor& cursor) {
  const auto found = values.find("general.alignment");
  if (found == values.end()) return DEFAULT_ALIGNMENT;
  const auto* number = std::get_if<std::int64_t>(&found->second);
  const bool fits = number != nullptr && *number >= LEAST_ALIGNMENT && *number <= MOST_ALIGNMENT;
  if (!fits || !std::has_single_bit(static_cast<std::uint64_t>(*number))) {
    cursor.fail("general.alignment is no power of two of at least 8");
  }
  return static_cast<std::size_t>(*number);
}

// Everything but the place of its data; returns the offset that will give it
std::size_t readTensor(GgufCursor& cursor, GgufTensor& tensor) {
  tensor.name = cursor.readString("the name of a tensor");
  const std::string name(tensor.name);
  const auto dimensionCount = cursor.read<std::uint32_t>("a tensor");
  if (dimensionCount == 0 || dimensionCount > MAX_DIMENSIONS) {
    cursor.fail("tensor " + name + " has " + std::to_string(dimensionCount) + " dimensions");
  }
  tensor.valueCount = 1;
  for (std::uint32_t i = 0; i < dimensionCount; ++i) {
    const auto size = cursor.read<std::uint64_t>("a tensor");
    if (size == 0 || size > std::numeric_limits<std::size_t>::max() / 8 / tensor.valueCount) {
      cursor.fail("tensor " + name + " has a dimension of " + std::to_string(size));
    }
    tensor.valueCount *= static_cast<std::size_t>(size);
    tensor.dimensions.push_back(static_cast<std::size_t>(size));
  }
  const auto typeId = cursor.read<std::uint32_t>("a tensor");
  const TensorTypeTraits* traits = findTensorType(typeId);
  if (traits == nullptr) {
    throw EngineError("ENGINE_UNSUPPORTED_TYPE", "Tensor " + name + " has the type " + tensorTypeName(typeId) + ".");
  }
  tensor.type = traits->type;
  if (tensor.dimensions[0] % traits->blockValues != 0) {
    cursor.fail("tensor " + name + " has rows of " + std::to_string(tensor.dimensions[0]) + " values in " +
                traits->name);
  }
  return cursor.read<std::uint64_t>("a tensor");
}

// The tensor's bytes, from `offset` of the data section on
std::span<const std::byte> dataOf(const GgufTensor& tensor, std::span<const std::byte> file, std::size_t dataStart,
                                  std::size_t offset) {
  const TensorTypeTraits& traits = traitsOf(tensor.type);
  const std::size_t blocks = tensor.valueCount / traits.blockValues;
  const bool fits = dataStart <= file.size() && offset <= file.size() - dataStart &&
                    blocks <= (file.size() - dataStart - offset) / traits.blockBytes;
  if (!fits) {
    throw EngineError("ENGINE_GGUF_DAMAGED", "The model file is damaged: it has " + std::to_string(file.size()) +
                                                 " bytes and ends before the data of tensor " +
                                                 std::string(tensor.name) + ".");
  }
  return file.subspan(dataStart + offset, blocks * traits.blockBytes);
}

}  // namespace

GgufPart readGgufPart(std::span<const std::byte> bytes) {
  GgufPart part;
  GgufCursor cursor(bytes);
  checkMagic(cursor);
  const std::size_t tensorCount = cursor.readCount(LEAST_TENSOR_BYTES, "the table of tensors");
  const std::size_t entryCount = cursor.readCount(LEAST_ENTRY_BYTES, "the metadata");
  for (std::size_t i = 0; i < entryCount; ++i) {
    const std::string_view key = cursor.readString("a metadata key");
    if (!part.values.try_emplace(key, cursor.readValue()).second) {
      cursor.fail("the metadata key " + std::string(key) + " stands there twice");
    }
  }
  std::vector<std::size_t> offsets;
  for (std::size_t i = 0; i < tensorCount; ++i) offsets.push_back(readTensor(cursor, part.tensors.emplace_back()));
  const std::size_t alignment = alignmentOf(part.values, cursor);
  const std::size_t dataStart = (cursor.position() + alignment - 1) / alignment * alignment;
  part.head = bytes.first(cursor.position());
  for (std::size_t i = 0; i < tensorCount; ++i) {
    if (offsets[i] % alignment != 0) {
      cursor.fail("the offset " + std::to_string(offsets[i]) + " of a tensor is not aligned");
    }
    part.tensors[i].data = dataOf(part.tensors[i], bytes, dataStart, offsets[i]);
  }
  return part;
}

}  // namespace farhand
