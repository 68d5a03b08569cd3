// What a model will take of the memory, worked out from the head of its file before anything is loaded. Nothing is
// estimated: what is taken later is counted by the same code (`weight-matrices.h`, `kv-layout.h`, Scratch).
#pragma once

#include <cstddef>

#include "hyper-parameters.h"
#include "kv-layout.h"
#include "weights.h"

namespace farhand {

struct MemoryRequest {
  std::size_t contextLength = 0;  // positions of all sequences together
  std::size_t batchRows = 1;      // tokens that go through the model at once
  CacheFormat cache = CacheFormat::F32;
  std::size_t digits = 1;         // of activations, 1 or 2
  bool packedFile = false;        // packed matrices are read from a file of their own
};

// Bytes
struct MemoryPlan {
  std::size_t weights = 0;        // that passes read: packed matrices, and what stays in the file
  std::size_t packed = 0;         // of these, packed copies, which are this process's own
  std::size_t packedFile = 0;     // of these, packed matrices in a file: its pages are shared, and given back when needed
  std::size_t keysAndValues = 0;  // with the whole context in use; sliding layers keep their window and a batch
  std::size_t batch = 0;          // what a pass works with, prediction heads included
  std::size_t available = 0;      // to this process

  std::size_t total() const { return weights + keysAndValues + batch; }
  bool fits() const { return total() <= available; }
};

// `weights` as the file has them, or packed
MemoryPlan planMemory(const HyperParameters& shape, const ModelWeights& weights, const MemoryRequest& request,
                      std::size_t available);

// Throws ENGINE_OUT_OF_MEMORY with the figures, and with the context that would fit if there is one.
void requireMemory(const MemoryPlan& plan, const HyperParameters& shape, const MemoryRequest& request);

}  // namespace farhand
