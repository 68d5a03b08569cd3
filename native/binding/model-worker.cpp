#include "model-worker.h"

namespace farhand {

ModelWorker::ModelWorker(Napi::Env env, std::shared_ptr<const Model> model)
    : PromiseWorker(env), model_(std::move(model)) {}

void ModelWorker::checkFits(const Model& model, std::size_t tokens) {
  if (tokens <= model.contextLength()) return;
  throw EngineError("ENGINE_CONTEXT_EXCEEDED", std::to_string(tokens) + " tokens don't fit the context of " +
                                                   std::to_string(model.contextLength()) + ".");
}

void ModelWorker::append(Sequence& sequence, std::span<const std::uint32_t> tokens) const {
  if (!sequence.append(tokens, cancelled())) throw EngineError("ENGINE_ABORTED", "The call was aborted.");
}

}  // namespace farhand
