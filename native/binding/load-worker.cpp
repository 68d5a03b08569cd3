#include "load-worker.h"

#include "native-model.h"

namespace farhand {

namespace {

const char* nameOf(PackedFileReport::State state) {
  switch (state) {
    case PackedFileReport::State::FOUND: return "found";
    case PackedFileReport::State::WRITTEN: return "written";
    case PackedFileReport::State::FAILED: return "failed";
    default: return "none";
  }
}

}  // namespace

PackedFileOptions toPackedFileOptions(const Napi::Value& value) {
  PackedFileOptions options;
  if (!value.IsObject()) return options;
  const auto text = [object = value.As<Napi::Object>()](const char* name) {
    const Napi::Value found = object.Get(name);
    return found.IsString() ? found.As<Napi::String>().Utf8Value() : std::string();
  };
  const std::string mode = text("mode");
  if (mode == "auto") options.mode = PackedFileMode::AUTOMATIC;
  if (mode == "on") options.mode = PackedFileMode::ON;
  options.path = text("path");
  options.userFolder = text("userFolder");
  return options;
}

Napi::Object toObject(Napi::Env env, const PackedFileReport& report) {
  auto result = Napi::Object::New(env);
  result["state"] = Napi::String::New(env, nameOf(report.state));
  if (!report.path.empty()) result["path"] = Napi::String::New(env, report.path);
  result["bytes"] = Napi::Number::New(env, static_cast<double>(report.bytes));
  if (!report.problem.empty()) result["problem"] = Napi::String::New(env, report.problem);
  return result;
}

void LoadWorker::work() {
  model_ = std::make_shared<const Model>(GgufFile(path_), options_, cancelled());
}

Napi::Value LoadWorker::result() {
  return NativeModel::wrap(Env(), std::move(model_));
}

void PackWorker::work() {
  const GgufFile file(path_);
  const HyperParameters shape = readHyperParameters(file, ALL_PREDICTORS);
  const ModelWeights weights = findWeights(file, shape, ANY_VOCABULARY);
  ThreadPool pool(threads_ == 0 ? physicalCores() : threads_);
  if (!wantsPackedFile(options_.mode, weightBytes(weights, shape).packed)) return;
  report_ = PackedFile(file, weights, shape, options_, pool, cancelled()).report();
}

Napi::Value PackWorker::result() {
  return toObject(Env(), report_);
}

}  // namespace farhand
