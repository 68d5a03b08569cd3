// What a model will take of the memory, worked out from the head of its file before anything is loaded.
#pragma once

#include <cstddef>

#include "gguf.h"
#include "hyper-parameters.h"

namespace farhand {

// How the keys and values of the positions seen are kept
enum class CacheFormat { F32, F16, Q8_0 };

struct MemoryRequest {
  std::size_t contextLength = 0;  // positions of all sequences together
  std::size_t batchRows = 1;      // tokens that go through the model at once
  std::size_t draftRows = 0;      // ... and through a prediction head, if there are any
  CacheFormat cache = CacheFormat::F32;
};

// Bytes
struct MemoryPlan {
  std::size_t weights = 0;
  std::size_t keysAndValues = 0;  // with the whole context in use; sliding layers keep their window and a batch
  std::size_t batch = 0;          // what a pass works with
  std::size_t available = 0;      // to this process

  std::size_t total() const { return weights + keysAndValues + batch; }
  bool fits() const { return total() <= available; }
};

MemoryPlan planMemory(const GgufFile& file, const HyperParameters& shape, const MemoryRequest& request,
                      std::size_t available);

// Throws ENGINE_OUT_OF_MEMORY with the figures, and with the context that would fit if there is one.
void requireMemory(const GgufFile& file, const HyperParameters& shape, const MemoryRequest& request,
                   std::size_t available);

}  // namespace farhand
