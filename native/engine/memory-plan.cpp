#include "memory-plan.h"

#include <array>
#include <cstdio>
#include <string>

#include "error.h"
#include "forward.h"
#include "predictor.h"
#include "weight-matrices.h"

namespace farhand {

namespace {

std::size_t keysAndValues(const HyperParameters& shape, const MemoryRequest& request) {
  return KvLayout(shape, request.cache).takenFor(request.contextLength, request.batchRows);
}

std::size_t batchBytes(const HyperParameters& shape, const ModelWeights& weights, const MemoryRequest& request) {
  ThreadPool pool(1);
  const Arithmetic arithmetic(PLAIN_KERNELS, pool, request.digits);
  const std::size_t heads = shape.predictors() > 0 ? Predictor::scratchBytes(shape, weights, arithmetic) : 0;
  return heads + Forward::scratchBytes(shape, weights, arithmetic, request.batchRows);
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

// The largest context that would fit, or 0
std::size_t fittingContext(MemoryPlan plan, const HyperParameters& shape, MemoryRequest request) {
  std::size_t fits = 0;
  std::size_t tooLong = request.contextLength;
  while (fits + 1 < tooLong) {
    request.contextLength = fits + (tooLong - fits) / 2;
    plan.keysAndValues = keysAndValues(shape, request);
    (plan.fits() ? fits : tooLong) = request.contextLength;
  }
  return fits;
}

}  // namespace

MemoryPlan planMemory(const HyperParameters& shape, const ModelWeights& weights, const MemoryRequest& request,
                      std::size_t available) {
  const WeightBytes bytes = weightBytes(weights, shape);
  MemoryPlan plan;
  plan.weights = bytes.total();
  (request.packedFile ? plan.packedFile : plan.packed) = bytes.packed;
  plan.keysAndValues = keysAndValues(shape, request);
  plan.batch = batchBytes(shape, weights, request);
  plan.available = available;
  return plan;
}

void requireMemory(const MemoryPlan& plan, const HyperParameters& shape, const MemoryRequest& request) {
  if (plan.fits()) return;
  const std::size_t context = fittingContext(plan, shape, request);
  const std::string advice = context > 0 ? "A contextLength of " + std::to_string(context) + " would fit."
                                         : "No context would fit: the model is too large for this machine.";
  throw EngineError("ENGINE_OUT_OF_MEMORY",
                    "The model needs " + bytesText(plan.total()) + " of memory: " + bytesText(plan.weights) +
                        " for weights, " + bytesText(plan.keysAndValues) + " for keys and values of " +
                        std::to_string(request.contextLength) + " positions, " + bytesText(plan.batch) +
                        " for a pass; " + bytesText(plan.available) + " are available. " + advice);
}

}  // namespace farhand
