#include "gguf-cursor.h"

#include <algorithm>
#include <limits>

namespace farhand {

namespace {

enum Kind : std::uint32_t { U8, I8, U16, I16, U32, I32, F32, BOOL, STRING, ARRAY, U64, I64, F64, KIND_COUNT };

// The fewest bytes a value of each kind takes
constexpr std::size_t LEAST_BYTES[KIND_COUNT] = {1, 1, 2, 2, 4, 4, 4, 1, 8, 12, 8, 8, 8};

bool isFloat(std::uint32_t kind) {
  return kind == F32 || kind == F64;
}

std::int64_t readInteger(GgufCursor& cursor, std::uint32_t kind) {
  switch (kind) {
    case U8: return cursor.read<std::uint8_t>("a number");
    case I8: return cursor.read<std::int8_t>("a number");
    case U16: return cursor.read<std::uint16_t>("a number");
    case I16: return cursor.read<std::int16_t>("a number");
    case U32: return cursor.read<std::uint32_t>("a number");
    case I32: return cursor.read<std::int32_t>("a number");
    case BOOL: return cursor.read<std::uint8_t>("a flag") != 0;
    case I64: return cursor.read<std::int64_t>("a number");
    default: {
      constexpr auto most = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
      return static_cast<std::int64_t>(std::min(cursor.read<std::uint64_t>("a number"), most));
    }
  }
}

double readFloat(GgufCursor& cursor, std::uint32_t kind) {
  return kind == F32 ? cursor.read<float>("a number") : cursor.read<double>("a number");
}

}  // namespace

void GgufCursor::fail(const std::string& what) const {
  throw EngineError("ENGINE_GGUF_DAMAGED", "The model file is damaged at byte " + std::to_string(position_) + " of " +
                                               std::to_string(bytes_.size()) + ": " + what + ".");
}

const std::byte* GgufCursor::take(std::size_t count, const char* what) {
  if (count > remaining()) fail(std::string("it ends inside ") + what);
  const std::byte* start = bytes_.data() + position_;
  position_ += count;
  return start;
}

std::size_t GgufCursor::readCount(std::size_t leastBytes, const char* what) {
  const auto count = read<std::uint64_t>(what);
  if (count > remaining() / leastBytes) {
    fail(std::string(what) + " claims " + std::to_string(count) + " items, more than the file can hold");
  }
  return static_cast<std::size_t>(count);
}

GgufValue GgufCursor::readValue() {
  const auto kind = read<std::uint32_t>("the kind of a value");
  if (kind >= KIND_COUNT) fail("a value has the unknown kind " + std::to_string(kind));
  if (kind == ARRAY) return readArray();
  if (kind == STRING) return readString("a string");
  if (isFloat(kind)) return readFloat(*this, kind);
  return readInteger(*this, kind);
}

GgufValue GgufCursor::readArray() {
  const auto kind = read<std::uint32_t>("the kind of an array");
  if (kind >= KIND_COUNT || kind == ARRAY) fail("an array has items of the unknown kind " + std::to_string(kind));
  const std::size_t count = readCount(LEAST_BYTES[kind], "an array");
  const auto collect = [count](auto readItem) {
    std::vector<decltype(readItem())> items;
    items.reserve(count);
    for (std::size_t i = 0; i < count; ++i) items.push_back(readItem());
    return items;
  };
  if (kind == STRING) return collect([this] { return readString("a string"); });
  if (isFloat(kind)) return collect([this, kind] { return readFloat(*this, kind); });
  return collect([this, kind] { return readInteger(*this, kind); });
}

}  // namespace farhand
