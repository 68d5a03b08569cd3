#include "rope.h"

#include <algorithm>
#include <cmath>

namespace farhand {

Rope::Rope(const HyperParameters& shape, std::span<const float> factors, std::size_t rows, Scratch& scratch) {
  for (const LayerShape& layer : shape.layers) {
    const bool factored = layer.ropeFactors && !factors.empty();
    const auto same = std::find_if(tables_.begin(), tables_.end(), [&](const Table& table) {
      return table.dims == layer.rotaryDims && table.base == layer.ropeBase && table.factored == factored;
    });
    tableOfLayer_.push_back(static_cast<std::size_t>(same - tables_.begin()));
    if (same != tables_.end()) continue;
    const std::size_t pairs = layer.rotaryDims / 2;
    Table table{layer.rotaryDims, layer.ropeBase, factored, {}, {scratch, rows * pairs}, {scratch, rows * pairs}};
    for (std::size_t i = 0; i < pairs; ++i) {
      const double exponent = -2 * static_cast<double>(i) / static_cast<double>(layer.rotaryDims);
      table.frequencies.push_back(std::pow(layer.ropeBase, exponent) / (factored ? factors[i] : 1));
    }
    tables_.push_back(std::move(table));
  }
}

void Rope::place(std::size_t row, std::size_t position) {
  for (Table& table : tables_) {
    const std::size_t pairs = table.frequencies.size();
    for (std::size_t i = 0; i < pairs; ++i) {
      const double angle = static_cast<double>(position) * table.frequencies[i];
      table.cosines[row * pairs + i] = static_cast<float>(std::cos(angle));
      table.sines[row * pairs + i] = static_cast<float>(std::sin(angle));
    }
  }
}

void Rope::rotate(std::size_t layer, std::size_t row, std::span<float> head) const {
  const Table& table = tables_[tableOfLayer_[layer]];
  const std::size_t pairs = table.dims / 2;
  const float* cosines = table.cosines.data() + row * pairs;
  const float* sines = table.sines.data() + row * pairs;
  for (std::size_t i = 0; i < pairs; ++i) {
    const float first = head[i];
    const float second = head[i + pairs];
    head[i] = first * cosines[i] - second * sines[i];
    head[i + pairs] = first * sines[i] + second * cosines[i];
  }
}

}  // namespace farhand
