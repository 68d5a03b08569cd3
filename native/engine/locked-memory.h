#pragma once

#include <cstddef>
#include <span>

namespace farhand {

// Keeps a range in memory until it is unmapped, whatever else the machine does. `total` is what will be locked in all:
// the error ENGINE_LOCK_REFUSED names it, the limit and the command that raises it.
void lockMemory(std::span<const std::byte> bytes, std::size_t total);

}  // namespace farhand
