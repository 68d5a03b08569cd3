#include "gguf.h"

#include "error.h"
#include "split-name.h"

namespace farhand {

namespace {

[[noreturn]] void failSplit(const std::string& what) {
  throw EngineError("ENGINE_SPLIT_INVALID", what);
}

// A `split.` entry, or `fallback` where there is none
std::size_t splitNumber(const GgufPart& part, std::string_view key, std::size_t fallback) {
  const auto found = part.values.find(key);
  if (found == part.values.end()) return fallback;
  const auto* number = std::get_if<std::int64_t>(&found->second);
  if (number == nullptr || *number < 0) {
    throw EngineError("ENGINE_METADATA_INVALID", "The model's metadata " + std::string(key) + " is no whole number.");
  }
  return static_cast<std::size_t>(*number);
}

std::string partName(std::size_t index, std::size_t count) {
  return "part " + std::to_string(index + 1) + " of " + std::to_string(count);
}

MappedFile openPart(const std::string& path, std::size_t index, std::size_t count) {
  try {
    return MappedFile(path);
  } catch (const EngineError&) {
    failSplit("The model's " + partName(index, count) + " is missing or can't be read: " + path + ".");
  }
}

// What is wrong with a part says which part it is.
GgufPart readPart(std::span<const std::byte> bytes, std::size_t index, std::size_t count) {
  try {
    return readGgufPart(bytes);
  } catch (const EngineError& error) {
    throw EngineError(error.code(), std::string(error.what()) + " This is " + partName(index, count) + ".");
  }
}

}  // namespace

GgufFile::GgufFile(const std::string& path) : path_(path) {
  const std::optional<SplitName> name = parseSplitName(path);
  if (name && name->index > 0) path_ = name->pathOf(0);
  files_.push_back(name && name->index > 0 ? openPart(path_, 0, name->count) : MappedFile(path_));
  addPart(readGgufPart(files_[0].bytes()), 0);
  if (partCount_ > 1 && (!name || name->count != partCount_)) {
    failSplit("The model file " + path_ + " is " + partName(0, partCount_) +
              ", but its name doesn't end so, and the other parts can't be found by it.");
  }
  for (std::size_t i = 1; i < partCount_; ++i) {
    files_.push_back(openPart(name->pathOf(i), i, partCount_));
    addPart(readPart(files_[i].bytes(), i, partCount_), i);
  }
  checkComplete();
}

GgufFile::GgufFile(const std::vector<std::span<const std::byte>>& parts) {
  for (std::size_t i = 0; i < parts.size(); ++i) addPart(readGgufPart(parts[i]), i);
  if (partCount_ != parts.size()) failSplit("The model has " + std::to_string(partCount_) + " parts.");
  checkComplete();
}

std::size_t GgufFile::fileBytes() const {
  std::size_t bytes = 0;
  for (const MappedFile& file : files_) bytes += file.bytes().size();
  return bytes;
}

void GgufFile::addPart(GgufPart part, std::size_t index) {
  const std::size_t count = splitNumber(part, "split.count", 1);
  const std::size_t number = splitNumber(part, "split.no", 0);
  const std::size_t tensorCount = splitNumber(part, "split.tensors.count", 0);
  if (index == 0) {
    partCount_ = count < 2 ? 1 : count;
    splitTensorCount_ = tensorCount;
    values_ = std::move(part.values);
  }
  if (partCount_ > 1 && (count != partCount_ || number != index || tensorCount != splitTensorCount_)) {
    failSplit("The model's " + partName(index, partCount_) + " says that it is " + partName(number, count) +
              " of a model with " + std::to_string(tensorCount) + " tensors, not " +
              std::to_string(splitTensorCount_) + ".");
  }
  heads_.push_back(part.head);
  for (GgufTensor& tensor : part.tensors) {
    if (!tensorIndex_.try_emplace(tensor.name, tensors_.size()).second) {
      throw EngineError("ENGINE_GGUF_DAMAGED",
                        "The model file is damaged: tensor " + std::string(tensor.name) + " stands there twice.");
    }
    tensors_.push_back(std::move(tensor));
  }
}

void GgufFile::checkComplete() const {
  if (partCount_ > 1 && tensors_.size() != splitTensorCount_) {
    failSplit("The model's " + std::to_string(partCount_) + " parts have " + std::to_string(tensors_.size()) +
              " tensors, but " + std::to_string(splitTensorCount_) + " are announced: parts of different models?");
  }
}

const GgufTensor* GgufFile::findTensor(std::string_view name) const {
  const auto found = tensorIndex_.find(name);
  return found == tensorIndex_.end() ? nullptr : &tensors_[found->second];
}

const GgufValue* GgufFile::findValue(std::string_view key) const {
  const auto found = values_.find(key);
  return found == values_.end() ? nullptr : &found->second;
}

}  // namespace farhand
