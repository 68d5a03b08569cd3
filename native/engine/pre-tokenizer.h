// Cuts text into the pieces that byte-pair merges never cross. Each rule set is named in `tokenizer.ggml.pre`:
//   gpt-2        English contractions; words, numbers and signs, each with the space before it; white space
//   deepseek-v3  numbers in groups of three; runs of Chinese and kana; then words, signs and white space
#pragma once

#include <optional>
#include <string_view>
#include <vector>

namespace farhand {

enum class PreTokenizer { GPT_2, DEEPSEEK_V3 };

std::optional<PreTokenizer> findPreTokenizer(std::string_view name);

// The pieces in order; together they are the whole text (UTF-8).
std::vector<std::string_view> splitPieces(PreTokenizer rules, std::string_view text);

}  // namespace farhand
