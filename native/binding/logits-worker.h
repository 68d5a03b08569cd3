// Logits of a token sequence, of every position or of the last, computed on Node's thread pool.
#pragma once

#include <napi.h>

#include <atomic>
#include <memory>
#include <vector>

#include "../engine/failure.h"
#include "../engine/model.h"

namespace farhand {

class LogitsWorker : public Napi::AsyncWorker {
 public:
  // Returns { result: Promise<Float32Array>, cancel() }. `batch` tokens go through the model together; 0 means the
  // usual number. Throws EngineError if the tokens don't fit the context.
  static Napi::Object start(Napi::Env env, std::shared_ptr<const Model> model, std::vector<std::uint32_t> tokens,
                            std::size_t batch, bool lastOnly);

  void Execute() override;
  void OnOK() override;

 private:
  LogitsWorker(Napi::Env env, std::shared_ptr<const Model> model, std::vector<std::uint32_t> tokens,
               std::size_t batch, bool lastOnly);
  void compute();

  const std::shared_ptr<const Model> model_;
  const std::vector<std::uint32_t> tokens_;
  const std::size_t batch_;
  const bool lastOnly_;
  const std::shared_ptr<std::atomic<bool>> cancelled_ = std::make_shared<std::atomic<bool>>(false);
  Napi::Promise::Deferred deferred_;
  std::vector<float> logits_;  // (tokens or 1, vocabulary)
  std::optional<Failure> failure_;
};

}  // namespace farhand
