// How long reading a prompt and then decoding given tokens takes, on Node's thread pool. The decoded tokens are given, not
// chosen: a model left to itself soon repeats itself, and then always reads the same experts.
#pragma once

#include <vector>

#include "model-worker.h"

namespace farhand {

class RateWorker final : public ModelWorker {
 public:
  // Returns { result: Promise<{ promptMs, decodeMs }>, cancel() }. The prompt is read as one piece, the rest token by
  // token with logits for each, from `position` on: the prompt's pages come again and again before it. Throws EngineError if the tokens don't fit the context.
  static Napi::Object start(Napi::Env env, std::shared_ptr<const Model> model, std::vector<std::uint32_t> prompt,
                            std::vector<std::uint32_t> decoded, std::size_t position);

 private:
  RateWorker(Napi::Env env, std::shared_ptr<const Model> model, std::vector<std::uint32_t> prompt,
             std::vector<std::uint32_t> decoded, std::size_t position);
  void work() override;
  Napi::Value result() override;

  const std::vector<std::uint32_t> prompt_;
  const std::vector<std::uint32_t> decoded_;
  const std::size_t position_;
  double promptMs_ = 0;
  double decodeMs_ = 0;
};

}  // namespace farhand
