// Reads primitive GGUF values one after another and never past the end of the file.
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>

#include "error.h"
#include "gguf-part.h"

static_assert(std::endian::native == std::endian::little, "GGUF is little-endian and read without swapping");

namespace farhand {

class GgufCursor {
 public:
  explicit GgufCursor(std::span<const std::byte> bytes) : bytes_(bytes) {}

  std::size_t position() const { return position_; }
  std::size_t remaining() const { return bytes_.size() - position_; }

  template <typename T>
  T read(const char* what) {
    T value;
    std::memcpy(&value, take(sizeof(T), what), sizeof(T));
    return value;
  }

  std::string_view readString(const char* what) {
    const auto length = readCount(1, what);
    return {reinterpret_cast<const char*>(take(length, what)), length};
  }

  // A u64 count of things of which each takes at least `leastBytes`; fails if the rest of the file can't hold them.
  std::size_t readCount(std::size_t leastBytes, const char* what);

  GgufValue readValue();

  [[noreturn]] void fail(const std::string& what) const;

 private:
  const std::byte* take(std::size_t count, const char* what);
  GgufValue readArray();

  std::span<const std::byte> bytes_;
  std::size_t position_ = 0;
};

}  // namespace farhand
