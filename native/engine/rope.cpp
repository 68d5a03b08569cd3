#include "rope.h"

#include <algorithm>
#include <cmath>

namespace farhand {

Rope::Rope(const HyperParameters& shape, std::span<const float> factors) {
  for (const LayerShape& layer : shape.layers) {
    const bool factored = layer.ropeFactors && !factors.empty();
    const auto same = std::find_if(tables_.begin(), tables_.end(), [&](const Table& table) {
      return table.dims == layer.rotaryDims && table.base == layer.ropeBase && table.factored == factored;
    });
    tableOfLayer_.push_back(static_cast<std::size_t>(same - tables_.begin()));
    if (same != tables_.end()) continue;
    const std::size_t pairs = layer.rotaryDims / 2;
    Table table{layer.rotaryDims, layer.ropeBase, factored, {}, std::vector<float>(pairs), std::vector<float>(pairs)};
    for (std::size_t i = 0; i < pairs; ++i) {
      const double exponent = -2 * static_cast<double>(i) / static_cast<double>(layer.rotaryDims);
      table.frequencies.push_back(std::pow(layer.ropeBase, exponent) / (factored ? factors[i] : 1));
    }
    tables_.push_back(std::move(table));
  }
}

void Rope::moveTo(std::size_t position) {
  for (Table& table : tables_) {
    for (std::size_t i = 0; i < table.frequencies.size(); ++i) {
      const double angle = static_cast<double>(position) * table.frequencies[i];
      table.cosines[i] = static_cast<float>(std::cos(angle));
      table.sines[i] = static_cast<float>(std::sin(angle));
    }
  }
}

void Rope::rotate(std::size_t layer, std::span<float> head) const {
  const Table& table = tables_[tableOfLayer_[layer]];
  const std::size_t pairs = table.dims / 2;
  for (std::size_t i = 0; i < pairs; ++i) {
    const float first = head[i];
    const float second = head[i + pairs];
    head[i] = first * table.cosines[i] - second * table.sines[i];
    head[i + pairs] = first * table.sines[i] + second * table.cosines[i];
  }
}

}  // namespace farhand
