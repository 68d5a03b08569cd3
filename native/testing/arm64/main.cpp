// Runs the engine without Node, for processors that no Node is at hand for. See `arm64-engine.ts` for how it is built.
//   driver kernels                               see `kernel-check.h`
//   driver logits MODEL THREADS BATCH CACHE TOKEN...   the logits of every position as floats: (tokens, vocabulary)
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "../../engine/failure.h"
#include "../../engine/model.h"
#include "../kernels/kernel-check.h"

namespace {

void printLogits(const char* path, std::size_t threads, std::size_t batch, const char* cache,
                 std::span<const std::uint32_t> tokens) {
  farhand::ModelOptions options;
  options.threads = threads;
  options.cache = farhand::cacheFormatNamed(cache);
  const farhand::Model model(farhand::GgufFile(std::string(path)), options);
  farhand::Sequence sequence = model.newSequence(std::min(batch, tokens.size()));
  const std::atomic<bool> cancelled = false;
  while (!tokens.empty()) {
    const std::size_t count = std::min(tokens.size(), sequence.maxRows());
    sequence.append(tokens.first(count), cancelled);
    for (std::size_t first = 0; first < count; first += farhand::Forward::MAX_LOGIT_ROWS) {
      const std::size_t some = std::min(count - first, farhand::Forward::MAX_LOGIT_ROWS);
      const std::span<const float> logits = sequence.logits(first, some);
      std::fwrite(logits.data(), sizeof(float), logits.size(), stdout);
    }
    tokens = tokens.subspan(count);
  }
}

}  // namespace

int main(int count, char** arguments) {
  const std::string mode = count > 1 ? arguments[1] : "";
  if (mode == "kernels") {
    checkKernels();
    return 0;
  }
  if (mode != "logits" || count < 7) return 2;
  const auto numberAt = [&](int at) { return std::strtoul(arguments[at], nullptr, 10); };
  std::vector<std::uint32_t> tokens;
  for (int i = 6; i < count; ++i) tokens.push_back(static_cast<std::uint32_t>(numberAt(i)));
  const auto failure = farhand::captureFailure(
      [&] { printLogits(arguments[2], numberAt(3), numberAt(4), arguments[5], tokens); });
  if (!failure) return 0;
  std::fprintf(stderr, "%s: %s\n", failure->code.c_str(), failure->message.c_str());
  return 1;
}
