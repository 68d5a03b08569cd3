// Counts what is taken from the heap, on all threads, by the hook that the sanitizers call.
#pragma once

#include <cstddef>
#include <memory>

#include "../../engine/model.h"

struct Allocations {
  std::size_t making = 0;  // of a pass and its caches, which shows that they are counted
  std::size_t passes = 0;  // once they are made: in passes of 1, 7 and 40 rows, through prediction heads, and for logits
};

Allocations countAllocations(const farhand::Model& model);
