// Loading a model on Node's thread pool, and making the packed file of one without loading it.
#pragma once

#include <string>

#include "../engine/model.h"
#include "promise-worker.h"

namespace farhand {

// { mode: 'auto' | 'on' | 'off', path, userFolder }; anything else is off.
PackedFileOptions toPackedFileOptions(const Napi::Value& value);

// { state: 'none' | 'found' | 'written' | 'failed', path?, bytes, problem? }
Napi::Object toObject(Napi::Env env, const PackedFileReport& report);

// Resolves to a model.
class LoadWorker final : public PromiseWorker {
 public:
  LoadWorker(Napi::Env env, std::string path, const ModelOptions& options)
      : PromiseWorker(env), path_(std::move(path)), options_(options) {}

 private:
  void work() override;
  Napi::Value result() override;

  const std::string path_;
  const ModelOptions options_;
  std::shared_ptr<const Model> model_;
};

// Resolves to a report.
class PackWorker final : public PromiseWorker {
 public:
  // 0 threads: physical cores
  PackWorker(Napi::Env env, std::string path, std::size_t threads, const PackedFileOptions& options)
      : PromiseWorker(env), path_(std::move(path)), threads_(threads), options_(options) {}

 private:
  void work() override;
  Napi::Value result() override;

  const std::string path_;
  const std::size_t threads_;
  const PackedFileOptions options_;
  PackedFileReport report_;
};

}  // namespace farhand
