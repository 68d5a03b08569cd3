#include "inspect.h"

#include <cstdio>
#include <string_view>

#include "../../engine/available-memory.h"
#include "../../engine/dequantise.h"
#include "../../engine/error.h"
#include "../../engine/memory-plan.h"

void printValues(const char* path, const char* name) {
  const farhand::GgufFile file{std::string(path)};
  const farhand::GgufTensor* tensor = file.findTensor(name);
  if (tensor == nullptr) throw std::runtime_error("no such tensor");
  std::vector<float> numbers(tensor->valueCount);
  farhand::dequantise(tensor->type, tensor->data.data(), numbers);
  std::fwrite(numbers.data(), sizeof(float), numbers.size(), stdout);
}

void printPlan(const char* path, std::size_t contextLength, const char* cache, std::size_t available) {
  const farhand::GgufFile file{std::string(path)};
  const farhand::HyperParameters shape = farhand::readHyperParameters(file);
  farhand::MemoryRequest request;
  request.contextLength = contextLength;
  request.cache = farhand::cacheFormatNamed(cache).value();
  try {
    const farhand::ModelWeights weights = farhand::findWeights(file, shape, farhand::ANY_VOCABULARY);
    const farhand::MemoryPlan plan = farhand::planMemory(shape, weights, request, available);
    farhand::requireMemory(plan, shape, request);
    std::printf("{\"weights\":%zu,\"keysAndValues\":%zu,\"batch\":%zu}\n", plan.weights, plan.keysAndValues,
                plan.batch);
  } catch (const farhand::EngineError& error) {
    std::printf("{\"code\":\"%s\",\"message\":\"%s\"}\n", error.code(), error.what());
  }
}

void printAvailable(const char* root) {
  std::printf("%zu\n", farhand::availableMemory(root));
}
