#include "gguf.h"

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

std::size_t alignmentOf(const GgufFile& file, const GgufCursor& cursor) {
  const GgufValue* value = file.findValue("general.alignment");
  if (value == nullptr) return DEFAULT_ALIGNMENT;
  const auto* number = std::get_if<std::int64_t>(value);
  const bool fits = number != nullptr && *number >= LEAST_ALIGNMENT && *number <= MOST_ALIGNMENT;
  if (!fits || !std::has_single_bit(static_cast<std::uint64_t>(*number))) {
    cursor.fail("general.alignment is no power of two of at least 8");
  }
  return static_cast<std::size_t>(*number);
}

}  // namespace

GgufFile::GgufFile(const std::string& path) : path_(path), file_(path), bytes_(file_->bytes()) {
  read();
}

GgufFile::GgufFile(std::span<const std::byte> bytes) : bytes_(bytes) {
  read();
}

void GgufFile::read() {
  GgufCursor cursor(bytes_);
  checkMagic(cursor);
  const std::size_t tensorCount = cursor.readCount(LEAST_TENSOR_BYTES, "the table of tensors");
  const std::size_t entryCount = cursor.readCount(LEAST_ENTRY_BYTES, "the metadata");
  for (std::size_t i = 0; i < entryCount; ++i) {
    const std::string_view key = cursor.readString("a metadata key");
    if (!values_.try_emplace(key, cursor.readValue()).second) {
      cursor.fail("the metadata key " + std::string(key) + " stands there twice");
    }
  }
  std::vector<std::size_t> offsets;
  tensors_.reserve(tensorCount);
  for (std::size_t i = 0; i < tensorCount; ++i) readTensor(cursor, offsets);
  const std::size_t alignment = alignmentOf(*this, cursor);
  const std::size_t dataStart = (cursor.position() + alignment - 1) / alignment * alignment;
  for (const std::size_t offset : offsets) {
    if (offset % alignment != 0) cursor.fail("the offset " + std::to_string(offset) + " of a tensor is not aligned");
  }
  placeTensors(dataStart, offsets);
}

void GgufFile::readTensor(GgufCursor& cursor, std::vector<std::size_t>& offsets) {
  GgufTensor tensor{};
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
  offsets.push_back(cursor.read<std::uint64_t>("a tensor"));
  if (!tensorIndex_.try_emplace(tensor.name, tensors_.size()).second) {
    cursor.fail("tensor " + name + " stands there twice");
  }
  tensors_.push_back(std::move(tensor));
}

void GgufFile::placeTensors(std::size_t dataStart, const std::vector<std::size_t>& offsets) {
  for (std::size_t i = 0; i < tensors_.size(); ++i) {
    GgufTensor& tensor = tensors_[i];
    const TensorTypeTraits& traits = traitsOf(tensor.type);
    const std::size_t blocks = tensor.valueCount / traits.blockValues;
    const bool fits = dataStart <= fileBytes() && offsets[i] <= fileBytes() - dataStart &&
                      blocks <= (fileBytes() - dataStart - offsets[i]) / traits.blockBytes;
    if (!fits) {
      throw EngineError("ENGINE_GGUF_DAMAGED", "The model file is damaged: it has " + std::to_string(fileBytes()) +
                                                   " bytes and ends before the data of tensor " +
                                                   std::string(tensor.name) + ".");
    }
    tensor.data = bytes_.subspan(dataStart + offsets[i], blocks * traits.blockBytes);
  }
}

const GgufTensor* GgufFile::findTensor(std::string_view name) const {
  const auto found = tensorIndex_.find(name);
  return found == tensorIndex_.end() ? nullptr : &tensors_[found->second];
}

const GgufValue* GgufFile::findValue(std::string_view key) const {
  const auto found = values_.find(key);
  return found == values_.end() ? nullptr : &found->second;
}

}  // namespace farhand
