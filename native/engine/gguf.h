// A model file: one GGUF file, or the parts of a split one put together. Metadata come from the first part, tensors
// from all of them. Part i of n is named NAME-0000i-of-0000n.gguf and carries `split.no` (i - 1), `split.count` (n) and
// `split.tensors.count` (of all parts together).
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "gguf-part.h"
#include "mapped-file.h"

namespace farhand {

class GgufFile {
 public:
  // Of a split file, any part leads to all of them. Throws ENGINE_FILE_NOT_FOUND, ENGINE_SPLIT_INVALID and what
  // readGgufPart throws.
  explicit GgufFile(const std::string& path);
  // Reads from memory that outlives the object, one range for each part in their order
  explicit GgufFile(const std::vector<std::span<const std::byte>>& parts);

  // Of the first part
  const std::string& path() const { return path_; }
  // Of all parts together
  std::size_t fileBytes() const;
  // One for each part, or none if read from memory
  const std::vector<MappedFile>& files() const { return files_; }
  // All before the data of each part
  const std::vector<std::span<const std::byte>>& heads() const { return heads_; }
  const std::vector<GgufTensor>& tensors() const { return tensors_; }

  // nullptr if there is none of that name
  const GgufTensor* findTensor(std::string_view name) const;
  const GgufValue* findValue(std::string_view key) const;

 private:
  void addPart(GgufPart part, std::size_t index);
  void checkComplete() const;

  std::string path_;
  std::vector<MappedFile> files_;
  std::vector<std::span<const std::byte>> heads_;
  std::size_t partCount_ = 1;
  std::size_t splitTensorCount_ = 0;  // as the first of several parts says
  GgufValues values_;
  std::vector<GgufTensor> tensors_;
  std::unordered_map<std::string_view, std::size_t> tensorIndex_;
};

}  // namespace farhand
