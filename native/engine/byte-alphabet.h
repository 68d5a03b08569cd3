// The GPT-2 alphabet: every byte as one printable character. Printable Latin-1 bytes stand for themselves, the other
// 68 for U+0100 and up, in order.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace farhand {

// The bytes that a vocabulary entry stands for, or nothing if it holds characters outside the alphabet
std::optional<std::string> bytesOfAlphabet(std::string_view entry);

}  // namespace farhand
