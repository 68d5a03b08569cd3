// What one pass computes: rows of any sequences, each a token at a position.
#pragma once

#include <cstdint>

#include "kv-cache.h"

namespace farhand {

// Rows of one sequence stand together, in the order of their positions, and continue what its cache holds.
struct BatchRow {
  KvCache* cache;
  std::size_t position;
  std::uint32_t token;  // < vocabulary
};

}  // namespace farhand
