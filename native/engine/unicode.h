// UTF-8 to code points, and the classes of code points that pre-tokenizers ask for.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace farhand {

enum class CharClass : std::uint8_t { OTHER, SPACE, LETTER, MARK, NUMBER, SIGN };  // SIGN: punctuation and symbols

CharClass classOf(char32_t codePoint);

struct TextChar {
  char32_t codePoint;
  CharClass charClass;
  std::size_t byte;  // where it begins in the text
};

// Broken UTF-8 becomes one U+FFFD per byte, so that every byte still belongs to a character.
std::vector<TextChar> decodeUtf8(std::string_view text);

void appendUtf8(std::string& text, char32_t codePoint);

}  // namespace farhand
