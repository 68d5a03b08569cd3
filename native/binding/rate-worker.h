// How long reading a prompt and then decoding given tokens takes, on Node's thread pool. The decoded tokens are given, not
// chosen: a model left to itself soon repeats itself, and then always reads the same experts.
#pragma once

#include <napi.h>

#include <atomic>
#include <memory>
#include <vector>

#include "../engine/failure.h"
#include "../engine/model.h"

namespace farhand {

class RateWorker : public Napi::AsyncWorker {
 public:
  // Returns { result: Promise<{ promptMs, decodeMs }>, cancel() }. The prompt is read as one piece, the rest token by
  // token with logits for each. Throws EngineError if the tokens don't fit the context.
  static Napi::Object start(Napi::Env env, std::shared_ptr<const Model> model, std::vector<std::uint32_t> prompt,
                            std::vector<std::uint32_t> decoded);

  void Execute() override;
  void OnOK() override;

 private:
  RateWorker(Napi::Env env, std::shared_ptr<const Model> model, std::vector<std::uint32_t> prompt,
             std::vector<std::uint32_t> decoded);
  void measure();

  const std::shared_ptr<const Model> model_;
  const std::vector<std::uint32_t> prompt_;
  const std::vector<std::uint32_t> decoded_;
  const std::shared_ptr<std::atomic<bool>> cancelled_ = std::make_shared<std::atomic<bool>>(false);
  Napi::Promise::Deferred deferred_;
  double promptMs_ = 0;
  double decodeMs_ = 0;
  std::optional<Failure> failure_;
};

}  // namespace farhand
