// A checksum as fast as memory is read: against accidents, not against people. Damage within eight neighbouring bytes at
// a multiple of eight is always seen; any other stays unseen once in 2^64 times.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace farhand {

// `seed` may be the checksum of what came before.
std::uint64_t checksumOf(std::span<const std::byte> bytes, std::uint64_t seed = 0);

template <typename T>
std::uint64_t checksumOfValue(const T& value, std::uint64_t seed) {
  return checksumOf(std::as_bytes(std::span(&value, 1)), seed);
}

}  // namespace farhand
