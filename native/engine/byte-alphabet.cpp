#include "byte-alphabet.h"

#include <array>

#include "unicode.h"

namespace farhand {

namespace {

constexpr std::size_t ALPHABET_END = 256 + 68;

bool standsForItself(unsigned byte) {
  return (byte >= 33 && byte <= 126) || (byte >= 161 && byte <= 172) || byte >= 174;
}

// Code point to byte, -1 for code points that stand for none
std::array<int, ALPHABET_END> makeTable() {
  std::array<int, ALPHABET_END> table;
  table.fill(-1);
  std::size_t next = 256;
  for (unsigned byte = 0; byte < 256; ++byte) {
    table[standsForItself(byte) ? byte : next++] = static_cast<int>(byte);
  }
  return table;
}

}  // namespace

std::optional<std::string> bytesOfAlphabet(std::string_view entry) {
  static const std::array<int, ALPHABET_END> table = makeTable();
  std::string bytes;
  for (const TextChar& c : decodeUtf8(entry)) {
    if (c.codePoint >= ALPHABET_END || table[c.codePoint] < 0) return std::nullopt;
    bytes.push_back(static_cast<char>(table[c.codePoint]));
  }
  return bytes;
}

}  // namespace farhand
