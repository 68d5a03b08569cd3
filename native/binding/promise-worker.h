// Work on Node's thread pool, for which JavaScript holds { result: Promise, cancel() }. What the work is and what it
// resolves to is said by the classes below this one.
#pragma once

#include <napi.h>

#include <atomic>
#include <memory>
#include <optional>

#include "../engine/failure.h"

namespace farhand {

class PromiseWorker : public Napi::AsyncWorker {
 public:
  void Execute() final;
  void OnOK() final;

  // Hands the worker to the thread pool; from here on it deletes itself.
  static Napi::Object queue(PromiseWorker* worker);

 protected:
  explicit PromiseWorker(Napi::Env env) : Napi::AsyncWorker(env), deferred_(env) {}

  // On a thread of the pool: no JavaScript here. A failure rejects the promise with its code.
  virtual void work() = 0;
  // On JavaScript's thread, after work that did not fail: what the promise resolves to.
  virtual Napi::Value result() = 0;

  const std::atomic<bool>& cancelled() const { return *cancelled_; }

 private:
  const std::shared_ptr<std::atomic<bool>> cancelled_ = std::make_shared<std::atomic<bool>>(false);
  Napi::Promise::Deferred deferred_;
  std::optional<Failure> failure_;
};

}  // namespace farhand
