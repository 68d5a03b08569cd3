#include "metadata.h"

#include <limits>

#include "error.h"

namespace farhand {

namespace {

constexpr std::int64_t MAX_SIZE = std::numeric_limits<std::int32_t>::max();

}  // namespace

const GgufValue* Metadata::find(std::string_view key) const {
  return file_.findValue(prefix_ + std::string(key));
}

void Metadata::fail(std::string_view key, const std::string& why) const {
  throw EngineError("ENGINE_METADATA_INVALID", "The model's metadata " + prefix_ + std::string(key) + " " + why + ".");
}

std::optional<std::size_t> Metadata::size(std::string_view key) const {
  const GgufValue* value = find(key);
  if (value == nullptr) return std::nullopt;
  const auto* number = std::get_if<std::int64_t>(value);
  if (number == nullptr) fail(key, "is no whole number");
  if (*number < 0 || *number > MAX_SIZE) fail(key, "is " + std::to_string(*number) + ", out of range");
  return static_cast<std::size_t>(*number);
}

std::size_t Metadata::requiredSize(std::string_view key) const {
  const auto value = size(key);
  if (!value) fail(key, "is missing");
  if (*value == 0) fail(key, "is 0");
  return *value;
}

std::optional<double> Metadata::number(std::string_view key) const {
  const GgufValue* value = find(key);
  if (value == nullptr) return std::nullopt;
  if (const auto* real = std::get_if<double>(value)) return *real;
  if (const auto* whole = std::get_if<std::int64_t>(value)) return static_cast<double>(*whole);
  fail(key, "is no number");
}

double Metadata::requiredNumber(std::string_view key) const {
  const auto value = number(key);
  if (!value) fail(key, "is missing");
  return *value;
}

std::optional<bool> Metadata::flag(std::string_view key) const {
  const auto value = number(key);
  if (!value) return std::nullopt;
  return *value != 0;
}

std::optional<std::string_view> Metadata::text(std::string_view key) const {
  const GgufValue* value = find(key);
  if (value == nullptr) return std::nullopt;
  const auto* text = std::get_if<std::string_view>(value);
  if (text == nullptr) fail(key, "is no text");
  return *text;
}

std::span<const std::string_view> Metadata::texts(std::string_view key) const {
  const GgufValue* value = find(key);
  if (value == nullptr) return {};
  const auto* items = std::get_if<std::vector<std::string_view>>(value);
  if (items == nullptr) fail(key, "is no list of texts");
  return *items;
}

std::span<const std::int64_t> Metadata::integers(std::string_view key) const {
  const GgufValue* value = find(key);
  if (value == nullptr) return {};
  const auto* items = std::get_if<std::vector<std::int64_t>>(value);
  if (items == nullptr) fail(key, "is no list of whole numbers");
  return *items;
}

std::vector<double> Metadata::perLayer(std::string_view key, std::size_t layers, std::size_t fewer) const {
  const GgufValue* value = find(key);
  if (value == nullptr) return {};
  std::vector<double> result;
  if (const auto* reals = std::get_if<std::vector<double>>(value)) {
    result = *reals;
  } else if (const auto* wholes = std::get_if<std::vector<std::int64_t>>(value)) {
    result.assign(wholes->begin(), wholes->end());
  } else {
    return std::vector<double>(layers, requiredNumber(key));
  }
  if (result.size() != layers && result.size() != fewer) {
    fail(key, "has " + std::to_string(result.size()) + " values for " + std::to_string(layers) + " layers");
  }
  return result;
}

}  // namespace farhand
