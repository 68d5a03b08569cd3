// Typed access to GGUF metadata: a missing or unfit value ends in ENGINE_METADATA_INVALID with its key.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "gguf.h"

namespace farhand {

class Metadata {
 public:
  // Keys given to the methods follow `prefix`, for example "step35."
  Metadata(const GgufFile& file, std::string prefix) : file_(file), prefix_(std::move(prefix)) {}

  bool has(std::string_view key) const { return find(key) != nullptr; }

  // Whole numbers between 0 and 2^31 - 1
  std::optional<std::size_t> size(std::string_view key) const;
  std::size_t requiredSize(std::string_view key) const;
  std::optional<double> number(std::string_view key) const;
  double requiredNumber(std::string_view key) const;
  std::optional<bool> flag(std::string_view key) const;
  std::optional<std::string_view> text(std::string_view key) const;
  std::span<const std::string_view> texts(std::string_view key) const;  // empty if missing
  std::span<const std::int64_t> integers(std::string_view key) const;   // empty if missing

  // One value per layer: an array of exactly `layers` or of `fewer` values, or one value for all. Empty if missing.
  std::vector<double> perLayer(std::string_view key, std::size_t layers, std::size_t fewer) const;

  [[noreturn]] void fail(std::string_view key, const std::string& why) const;

 private:
  const GgufValue* find(std::string_view key) const;

  const GgufFile& file_;
  std::string prefix_;
};

}  // namespace farhand
