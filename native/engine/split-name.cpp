#include "split-name.h"

#include <algorithm>
#include <string_view>

namespace farhand {

namespace {

constexpr std::size_t DIGITS = 5;
constexpr std::string_view MIDDLE = "-of-";
constexpr std::string_view END = ".gguf";
constexpr std::size_t SUFFIX_LENGTH = 1 + DIGITS + MIDDLE.size() + DIGITS + END.size();

std::optional<std::size_t> numberOf(std::string_view digits) {
  std::size_t number = 0;
  for (const char digit : digits) {
    if (digit < '0' || digit > '9') return std::nullopt;
    number = 10 * number + static_cast<std::size_t>(digit - '0');
  }
  return number;
}

std::string fiveDigits(std::size_t number) {
  const std::string digits = std::to_string(number);
  return std::string(DIGITS - std::min(DIGITS, digits.size()), '0') + digits;
}

}  // namespace

std::string SplitName::pathOf(std::size_t part) const {
  return before + "-" + fiveDigits(part + 1) + std::string(MIDDLE) + fiveDigits(count) + std::string(END);
}

std::optional<SplitName> parseSplitName(const std::string& path) {
  if (path.size() <= SUFFIX_LENGTH) return std::nullopt;
  const std::size_t start = path.size() - SUFFIX_LENGTH;
  const std::string_view suffix = std::string_view(path).substr(start);
  const auto part = numberOf(suffix.substr(1, DIGITS));
  const auto count = numberOf(suffix.substr(1 + DIGITS + MIDDLE.size(), DIGITS));
  const bool named = suffix[0] == '-' && suffix.substr(1 + DIGITS, MIDDLE.size()) == MIDDLE && suffix.ends_with(END);
  if (!named || !part || !count || *part == 0 || *part > *count) return std::nullopt;
  return SplitName{path.substr(0, start), *part - 1, *count};
}

}  // namespace farhand
