#include "forced-tokens.h"

namespace farhand {

namespace {

bool continuesCharacter(char byte) {
  return (static_cast<unsigned char>(byte) & 0xc0) == 0x80;
}

std::size_t characterLength(char first) {
  const auto byte = static_cast<unsigned char>(first);
  return byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
}

// Leaves out a last character that lacks bytes.
void keepWholeCharacters(std::string& text) {
  std::size_t last = text.size();
  while (last > 0 && continuesCharacter(text[last - 1])) --last;
  if (last > 0 && last - 1 + characterLength(text[last - 1]) > text.size()) text.resize(last - 1);
}

}  // namespace

std::vector<std::uint32_t> forcedTokens(TokenConstraint& constraint, const Tokenizer& tokenizer) {
  TokenConstraint::Forced forced = constraint.forced();
  if (forced.bytes.empty() || continuesCharacter(forced.bytes.front())) return {};
  if (forced.complete) return tokenizer.tokenizeOn(forced.bytes);
  keepWholeCharacters(forced.bytes);
  return tokenizer.settledTokens(forced.bytes);
}

}  // namespace farhand
