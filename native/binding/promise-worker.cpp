#include "promise-worker.h"

#include "convert.h"

namespace farhand {

Napi::Object PromiseWorker::queue(PromiseWorker* worker) {
  const Napi::Env env = worker->Env();
  auto object = Napi::Object::New(env);
  object["result"] = worker->deferred_.Promise();
  object["cancel"] = Napi::Function::New(env, [flag = worker->cancelled_](const Napi::CallbackInfo&) { *flag = true; });
  worker->Queue();
  return object;
}

void PromiseWorker::Execute() {
  failure_ = captureFailure([this] { work(); });
}

void PromiseWorker::OnOK() {
  if (!canRunScripts(Env())) return;
  if (failure_) {
    deferred_.Reject(toError(Env(), *failure_).Value());
    return;
  }
  deferred_.Resolve(result());
}

}  // namespace farhand
