// Keys and values of the positions seen so far, one store per layer, in float. A sliding layer keeps only its window,
// as a ring: position p lies in cell p % cells, and what it overwrites is never looked at again.
#pragma once

#include <algorithm>
#include <span>
#include <vector>

#include "hyper-parameters.h"

namespace farhand {

class KvCache {
 public:
  // Room for `positions` positions
  KvCache(const HyperParameters& shape, std::size_t positions) {
    for (const LayerShape& layer : shape.layers) {
      const std::size_t cells = layer.sliding ? std::min(shape.slidingWindow, positions) : positions;
      const std::size_t keySize = layer.kvHeads * shape.keyLength;
      const std::size_t valueSize = layer.kvHeads * shape.valueLength;
      stores_.push_back({cells, keySize, valueSize, std::vector<float>(cells * keySize),
                         std::vector<float>(cells * valueSize)});
    }
  }

  // (kvHeads, keyLength) and (kvHeads, valueLength) of one position
  std::span<float> keys(std::size_t layer, std::size_t position) {
    Store& store = stores_[layer];
    return {store.keys.data() + position % store.cells * store.keySize, store.keySize};
  }
  std::span<float> values(std::size_t layer, std::size_t position) {
    Store& store = stores_[layer];
    return {store.values.data() + position % store.cells * store.valueSize, store.valueSize};
  }

  // How many positions up to and including `position` a layer can still see
  std::size_t visible(std::size_t layer, std::size_t position) const {
    return std::min(position + 1, stores_[layer].cells);
  }

  std::size_t mostVisible() const {
    std::size_t most = 0;
    for (const Store& store : stores_) most = std::max(most, store.cells);
    return most;
  }

 private:
  struct Store {
    std::size_t cells;
    std::size_t keySize;
    std::size_t valueSize;
    std::vector<float> keys;    // (cells, kvHeads, keyLength)
    std::vector<float> values;  // (cells, kvHeads, valueLength)
  };

  std::vector<Store> stores_;
};

}  // namespace farhand
