// The JavaScript object of one running output. The scheduler rings `wake` through a thread-safe function; the
// tokens themselves are fetched by take(). The thread-safe function holds `wake`, and `wake` holds this object's owner,
// so nothing is collected as garbage while the output is written.
#pragma once

#include <napi.h>

#include <memory>

#include "../engine/generation.h"

namespace farhand {

void callWake(Napi::Env env, Napi::Function wake, std::nullptr_t* context, void* data);
using Bell = Napi::TypedThreadSafeFunction<std::nullptr_t, void, &callWake>;

class NativeGeneration : public Napi::ObjectWrap<NativeGeneration> {
 public:
  static Napi::Function define(Napi::Env env);

  // Starts writing. Throws EngineError.
  static Napi::Object start(const Napi::FunctionReference& constructor, std::shared_ptr<const Model> model,
                            GenerationOptions options, const Napi::Function& wake);

  explicit NativeGeneration(const Napi::CallbackInfo& info) : Napi::ObjectWrap<NativeGeneration>(info) {}
  ~NativeGeneration() override;

 private:
  Napi::Value take(const Napi::CallbackInfo& info);
  Napi::Value finished(const Napi::CallbackInfo& info);
  void cancel(const Napi::CallbackInfo& info);
  void hold(const Napi::CallbackInfo& info);
  void release(const Napi::CallbackInfo& info);
  // The environment is going away (a worker ends, the process exits): stop the thread before its bell is taken down.
  static void stopAtExit(void* self);

  napi_env env_ = nullptr;
  bool watchingExit_ = false;
  Bell wake_;
  std::unique_ptr<Generation> generation_;
};

}  // namespace farhand
