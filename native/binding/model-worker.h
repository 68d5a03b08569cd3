// Work with a model on Node's thread pool
#pragma once

#include <memory>
#include <span>

#include "../engine/model.h"
#include "promise-worker.h"

namespace farhand {

class ModelWorker : public PromiseWorker {
 protected:
  ModelWorker(Napi::Env env, std::shared_ptr<const Model> model);

  // Throws EngineError if so many tokens don't fit the model's context.
  static void checkFits(const Model& model, std::size_t tokens);

  const Model& model() const { return *model_; }
  // Throws EngineError if the call has been cancelled.
  void append(Sequence& sequence, std::span<const std::uint32_t> tokens) const;

 private:
  const std::shared_ptr<const Model> model_;
};

}  // namespace farhand
