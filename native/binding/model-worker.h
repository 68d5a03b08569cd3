// Work with a model on Node's thread pool, for which JavaScript holds { result: Promise, cancel() }. What the work is
// and what it resolves to is said by the classes below this one.
#pragma once

#include <napi.h>

#include <atomic>
#include <memory>
#include <optional>
#include <span>

#include "../engine/failure.h"
#include "../engine/model.h"

namespace farhand {

class ModelWorker : public Napi::AsyncWorker {
 public:
  void Execute() final;
  void OnOK() final;

 protected:
  ModelWorker(Napi::Env env, std::shared_ptr<const Model> model);

  // Throws EngineError if so many tokens don't fit the model's context.
  static void checkFits(const Model& model, std::size_t tokens);
  // Hands the worker to the thread pool; from here on it deletes itself.
  static Napi::Object queue(ModelWorker* worker);

  // On a thread of the pool: no JavaScript here. A failure rejects the promise with its code.
  virtual void work() = 0;
  // On JavaScript's thread, after work that did not fail: what the promise resolves to.
  virtual Napi::Value result() = 0;

  const Model& model() const { return *model_; }
  // Throws EngineError if the call has been cancelled.
  void append(Sequence& sequence, std::span<const std::uint32_t> tokens) const;

 private:
  const std::shared_ptr<const Model> model_;
  const std::shared_ptr<std::atomic<bool>> cancelled_ = std::make_shared<std::atomic<bool>>(false);
  Napi::Promise::Deferred deferred_;
  std::optional<Failure> failure_;
};

}  // namespace farhand
