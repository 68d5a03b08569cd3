// Tokens as bits, one per id.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace farhand {

class TokenSet {
 public:
  static constexpr std::size_t WORD_BITS = 64;

  explicit TokenSet(std::size_t vocabularySize) : words_((vocabularySize + WORD_BITS - 1) / WORD_BITS) {}

  void add(std::uint32_t token) { words_[token / WORD_BITS] |= std::uint64_t{1} << token % WORD_BITS; }
  void addAll(const TokenSet& other) {
    for (std::size_t i = 0; i < words_.size(); ++i) words_[i] |= other.words_[i];
  }
  bool has(std::uint32_t token) const { return words_[token / WORD_BITS] >> token % WORD_BITS & 1; }
  bool empty() const {
    for (const std::uint64_t word : words_) {
      if (word != 0) return false;
    }
    return true;
  }

  // (ceil(vocabulary / 64)), lowest bit first
  const std::vector<std::uint64_t>& words() const { return words_; }

 private:
  std::vector<std::uint64_t> words_;
};

}  // namespace farhand
