#include "memory-plan.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>
#include <limits>
#include <string_view>

#include "error.h"

namespace farhand {

namespace {

constexpr std::size_t MOST = std::numeric_limits<std::size_t>::max();

// Damaged metadata may ask for anything: sums and products stop at the largest number, which fits no machine.
std::size_t times(std::size_t a, std::size_t b) {
  return b != 0 && a > MOST / 4 / b ? MOST / 4 : a * b;
}

std::size_t plus(std::size_t a, std::size_t b) {
  return std::min(MOST / 4, a) + std::min(MOST / 4, b);
}

// Bytes that `count` cached numbers take
std::size_t cacheBytes(CacheFormat format, std::size_t count) {
  switch (format) {
    case CacheFormat::F32: return times(count, 4);
    case CacheFormat::F16: return times(count, 2);
    case CacheFormat::Q8_0: return times(count, 34) / 32;
  }
  return times(count, 4);
}

std::size_t keysAndValues(const HyperParameters& shape, const MemoryRequest& request) {
  const std::size_t window = std::min(request.contextLength, plus(shape.slidingWindow, request.batchRows));
  std::size_t bytes = 0;
  for (const LayerShape& layer : shape.layers) {
    const std::size_t positions = layer.sliding ? window : request.contextLength;
    const std::size_t numbers = times(layer.kvHeads, shape.keyLength + shape.valueLength);
    bytes = plus(bytes, times(positions, cacheBytes(request.cache, numbers)));
  }
  return bytes;
}

// The widest a token gets between the matrices of a layer: its feed-forward networks, all chosen experts together
std::size_t widestNetwork(const GgufFile& file, const HyperParameters& shape) {
  std::size_t widest = 0;
  for (const GgufTensor& tensor : file.tensors()) {
    if (tensor.dimensions.size() < 2 || tensor.name.find(".ffn_gate") == tensor.name.npos) continue;
    const bool experts = tensor.name.ends_with("_exps.weight");
    widest = std::max(widest, times(tensor.dimensions[1], experts ? shape.expertUsedCount : 1));
  }
  return widest;
}

std::size_t batchBytes(const GgufFile& file, const HyperParameters& shape, const MemoryRequest& request) {
  std::size_t heads = 0;
  for (const LayerShape& layer : shape.layers) heads = std::max(heads, layer.heads);
  const GgufTensor* embedding = file.findTensor("token_embd.weight");
  const std::size_t vocabulary = embedding == nullptr ? 0 : embedding->valueCount / embedding->dimensions[0];
  // The stream, its norm and what a branch adds; queries and attended values; gate and up; scores of the experts
  std::size_t perRow = times(3, shape.embeddingLength);
  perRow = plus(perRow, times(heads, shape.keyLength + shape.valueLength));
  perRow = plus(perRow, times(2, widestNetwork(file, shape)));
  perRow = plus(perRow, shape.expertCount);
  std::size_t numbers = plus(times(request.batchRows, perRow), vocabulary);
  if (shape.predictors() > 0) {
    // The same for the heads, whose input is of two vectors, and the logits of all guesses
    const std::size_t guessed = plus(perRow, plus(times(2, shape.embeddingLength), vocabulary));
    numbers = plus(numbers, times(request.draftRows, guessed));
  }
  return times(sizeof(float), numbers);
}

std::string bytesText(std::size_t bytes) {
  constexpr std::array UNITS = {"bytes", "kB", "MB", "GB", "TB"};
  auto number = static_cast<double>(bytes);
  std::size_t unit = 0;
  for (; number >= 1000 && unit + 1 < UNITS.size(); ++unit) number /= 1000;
  std::array<char, 32> text;
  std::snprintf(text.data(), text.size(), unit == 0 ? "%.0f %s" : "%.1f %s", number, UNITS[unit]);
  return text.data();
}

// Whether the tensor is one of the ends of the model or of a layer that is used
bool isLoaded(const GgufTensor& tensor, const HyperParameters& shape) {
  constexpr std::string_view BLOCK = "blk.";
  if (!tensor.name.starts_with(BLOCK)) return true;
  const std::string_view number = tensor.name.substr(BLOCK.size());
  std::size_t block = 0;
  std::from_chars(number.data(), number.data() + number.size(), block);
  return block < shape.layers.size();
}

// The largest context that would fit, or 0
std::size_t fittingContext(const GgufFile& file, const HyperParameters& shape, MemoryRequest request,
                           std::size_t available) {
  std::size_t fits = 0;
  std::size_t tooLong = request.contextLength;
  while (fits + 1 < tooLong) {
    request.contextLength = fits + (tooLong - fits) / 2;
    (planMemory(file, shape, request, available).fits() ? fits : tooLong) = request.contextLength;
  }
  return fits;
}

}  // namespace

MemoryPlan planMemory(const GgufFile& file, const HyperParameters& shape, const MemoryRequest& request,
                      std::size_t available) {
  MemoryPlan plan;
  for (const GgufTensor& tensor : file.tensors()) {
    if (isLoaded(tensor, shape)) plan.weights = plus(plan.weights, tensor.data.size());
  }
  plan.keysAndValues = keysAndValues(shape, request);
  plan.batch = batchBytes(file, shape, request);
  plan.available = available;
  return plan;
}

void requireMemory(const GgufFile& file, const HyperParameters& shape, const MemoryRequest& request,
                   std::size_t available) {
  const MemoryPlan plan = planMemory(file, shape, request, available);
  if (plan.fits()) return;
  const std::size_t context = fittingContext(file, shape, request, available);
  const std::string advice = context > 0 ? "A contextLength of " + std::to_string(context) + " would fit."
                                         : "No context would fit: the model is too large for this machine.";
  throw EngineError("ENGINE_OUT_OF_MEMORY",
                    "The model needs " + bytesText(plan.total()) + " of memory: " + bytesText(plan.weights) +
                        " for weights, " + bytesText(plan.keysAndValues) + " for keys and values of " +
                        std::to_string(request.contextLength) + " positions, " + bytesText(plan.batch) +
                        " for a pass; " + bytesText(plan.available) + " are available. " + advice);
}

}  // namespace farhand
