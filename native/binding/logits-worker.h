// Logits of a token sequence, of every position or of the last, computed on Node's thread pool.
#pragma once

#include <vector>

#include "model-worker.h"

namespace farhand {

class LogitsWorker final : public ModelWorker {
 public:
  // Returns { result: Promise<Float32Array>, cancel() }. `batch` tokens go through the model together; 0 means the
  // usual number. Throws EngineError if the tokens don't fit the context.
  static Napi::Object start(Napi::Env env, std::shared_ptr<const Model> model, std::vector<std::uint32_t> tokens,
                            std::size_t batch, bool lastOnly);

 private:
  LogitsWorker(Napi::Env env, std::shared_ptr<const Model> model, std::vector<std::uint32_t> tokens,
               std::size_t batch, bool lastOnly);
  void work() override;
  Napi::Value result() override;

  const std::vector<std::uint32_t> tokens_;
  const std::size_t batch_;
  const bool lastOnly_;
  std::vector<float> logits_;  // (tokens or 1, vocabulary)
};

}  // namespace farhand
