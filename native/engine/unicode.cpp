#include "unicode.h"

#include <algorithm>
#include <iterator>

namespace farhand {

namespace {

using enum CharClass;

struct Range {
  char32_t first;
  char32_t last;
  CharClass charClass;
};

constexpr Range RANGES[] = {
#include "unicode-ranges.inc"
};

constexpr char32_t REPLACEMENT = 0xfffd;

struct Decoded {
  char32_t codePoint;
  std::size_t bytes;
};

Decoded decodeOne(std::string_view text) {
  const auto byteAt = [text](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byteAt(0);
  if (lead < 0x80) return {lead, 1};
  const std::size_t length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  if (lead < 0xc2 || lead > 0xf4 || text.size() < length) return {REPLACEMENT, 1};
  char32_t codePoint = lead & (0x7fu >> length);
  for (std::size_t i = 1; i < length; ++i) {
    if ((byteAt(i) & 0xc0u) != 0x80) return {REPLACEMENT, 1};
    codePoint = codePoint << 6 | (byteAt(i) & 0x3fu);
  }
  constexpr char32_t LEAST[] = {0, 0, 0x80, 0x800, 0x10000};
  const bool surrogate = codePoint >= 0xd800 && codePoint <= 0xdfff;
  if (codePoint < LEAST[length] || codePoint > 0x10ffff || surrogate) return {REPLACEMENT, 1};
  return {codePoint, length};
}

}  // namespace

CharClass classOf(char32_t codePoint) {
  const Range* after = std::upper_bound(std::begin(RANGES), std::end(RANGES), codePoint,
                                        [](char32_t wanted, const Range& range) { return wanted < range.first; });
  if (after == std::begin(RANGES)) return OTHER;
  const Range& range = *std::prev(after);
  return codePoint <= range.last ? range.charClass : OTHER;
}

std::vector<TextChar> decodeUtf8(std::string_view text) {
  std::vector<TextChar> chars;
  chars.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const Decoded one = decodeOne(text.substr(at));
    chars.push_back({one.codePoint, classOf(one.codePoint), at});
    at += one.bytes;
  }
  return chars;
}

void appendUtf8(std::string& text, char32_t codePoint) {
  const auto append = [&text](char32_t byte) { text.push_back(static_cast<char>(byte)); };
  if (codePoint < 0x80) {
    append(codePoint);
    return;
  }
  if (codePoint < 0x800) {
    append(0xc0 | codePoint >> 6);
  } else {
    if (codePoint < 0x10000) {
      append(0xe0 | codePoint >> 12);
    } else {
      append(0xf0 | codePoint >> 18);
      append(0x80 | (codePoint >> 12 & 0x3f));
    }
    append(0x80 | (codePoint >> 6 & 0x3f));
  }
  append(0x80 | (codePoint & 0x3f));
}

}  // namespace farhand
