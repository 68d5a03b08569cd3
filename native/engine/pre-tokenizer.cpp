// The rules are written as regular expressions elsewhere; here each is a function from a start to the end of its match
// (or to the start itself for none), with the expression it stands for in the comment above.

#include "pre-tokenizer.h"

#include <algorithm>
#include <functional>
#include <span>

#include "unicode.h"

namespace farhand {

namespace {

using enum CharClass;
using Chars = std::span<const TextChar>;

bool isNewline(const TextChar& c) { return c.codePoint == '\r' || c.codePoint == '\n'; }
bool isSpace(const TextChar& c) { return c.charClass == SPACE; }
bool isLetter(const TextChar& c) { return c.charClass == LETTER; }
bool isNumber(const TextChar& c) { return c.charClass == NUMBER; }
bool isSign(const TextChar& c) { return c.charClass == SIGN; }
bool isWordChar(const TextChar& c) { return c.charClass == LETTER || c.charClass == MARK; }
bool isAsciiLetter(const TextChar& c) { return (c.codePoint | 0x20) >= 'a' && (c.codePoint | 0x20) <= 'z'; }
bool isAsciiSign(const TextChar& c) { return c.codePoint < 0x80 && c.charClass == SIGN; }

bool isCjk(const TextChar& c) {
  return (c.codePoint >= 0x4e00 && c.codePoint <= 0x9fa5) || (c.codePoint >= 0x3040 && c.codePoint <= 0x30ff);
}

template <typename Belongs>
std::size_t runEnd(Chars chars, std::size_t at, Belongs belongs) {
  while (at < chars.size() && belongs(chars[at])) ++at;
  return at;
}

// ` ?` and then one or more that belong
template <typename Belongs>
std::size_t spacedRunEnd(Chars chars, std::size_t at, Belongs belongs) {
  const std::size_t first = chars[at].codePoint == ' ' ? at + 1 : at;
  const std::size_t end = runEnd(chars, first, belongs);
  return end > first ? end : at;
}

// `\s+(?!\S)|\s+`: white space without the last one if a word follows, which takes that one along
std::size_t spaceEnd(Chars chars, std::size_t at) {
  const std::size_t end = runEnd(chars, at, isSpace);
  return end < chars.size() && end - at > 1 ? end - 1 : end;
}

// `'s|'t|'re|'ve|'m|'ll|'d`
std::size_t contractionEnd(Chars chars, std::size_t at) {
  if (chars[at].codePoint != '\'' || at + 1 >= chars.size()) return at;
  const char32_t first = chars[at + 1].codePoint;
  if (first == 's' || first == 't' || first == 'm' || first == 'd') return at + 2;
  if (at + 2 >= chars.size()) return at;
  const char32_t second = chars[at + 2].codePoint;
  const bool endsInE = (first == 'r' || first == 'v') && second == 'e';
  return endsInE || (first == 'l' && second == 'l') ? at + 3 : at;
}

// `'s|...| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+`
std::size_t gpt2End(Chars chars, std::size_t at) {
  const auto isRest = [](const TextChar& c) { return !isSpace(c) && !isLetter(c) && !isNumber(c); };
  std::size_t end = contractionEnd(chars, at);
  if (end == at) end = spacedRunEnd(chars, at, isLetter);
  if (end == at) end = spacedRunEnd(chars, at, isNumber);
  if (end == at) end = spacedRunEnd(chars, at, isRest);
  return end == at ? spaceEnd(chars, at) : end;
}

// `\p{N}{1,3}`
std::size_t numberEnd(Chars chars, std::size_t at) {
  return runEnd(chars.first(std::min(chars.size(), at + 3)), at, isNumber);
}

// `[一-龥぀-ゟ゠-ヿ]+`
std::size_t cjkRunEnd(Chars chars, std::size_t at) {
  return runEnd(chars, at, isCjk);
}

// `[!-/:-@\[-`{-~][A-Za-z]+`
std::size_t signedWordEnd(Chars chars, std::size_t at) {
  if (!isAsciiSign(chars[at])) return at;
  const std::size_t end = runEnd(chars, at + 1, isAsciiLetter);
  return end > at + 1 ? end : at;
}

// `[^\r\n\p{L}\p{P}\p{S}]?[\p{L}\p{M}]+`
std::size_t wordEnd(Chars chars, std::size_t at) {
  const bool mayLead = !isNewline(chars[at]) && !isLetter(chars[at]) && !isSign(chars[at]);
  if (mayLead && at + 1 < chars.size() && isWordChar(chars[at + 1])) return runEnd(chars, at + 1, isWordChar);
  return runEnd(chars, at, isWordChar);
}

// ` ?[\p{P}\p{S}]+[\r\n]*`
std::size_t signsEnd(Chars chars, std::size_t at) {
  const std::size_t end = spacedRunEnd(chars, at, isSign);
  return end == at ? at : runEnd(chars, end, isNewline);
}

// `\s*[\r\n]+`: up to the last line break of the white space
std::size_t lineBreakEnd(Chars chars, std::size_t at) {
  std::size_t end = runEnd(chars, at, isSpace);
  while (end > at && !isNewline(chars[end - 1])) --end;
  return end;
}

std::size_t deepseekWordEnd(Chars chars, std::size_t at) {
  std::size_t end = signedWordEnd(chars, at);
  if (end == at) end = wordEnd(chars, at);
  if (end == at) end = signsEnd(chars, at);
  if (end == at) end = lineBreakEnd(chars, at);
  return end == at ? spaceEnd(chars, at) : end;
}

using Rule = std::size_t (*)(Chars, std::size_t);

// Cuts every piece at the matches of the rule; what lies between two matches is a piece too.
std::vector<Chars> applyRule(Rule matchEnd, const std::vector<Chars>& pieces) {
  std::vector<Chars> cut;
  for (const Chars piece : pieces) {
    std::size_t start = 0;
    for (std::size_t at = 0; at < piece.size();) {
      const std::size_t end = matchEnd(piece, at);
      if (end == at) {
        ++at;
        continue;
      }
      if (at > start) cut.push_back(piece.subspan(start, at - start));
      cut.push_back(piece.subspan(at, end - at));
      at = start = end;
    }
    if (start < piece.size()) cut.push_back(piece.subspan(start));
  }
  return cut;
}

std::vector<Rule> rulesOf(PreTokenizer name) {
  switch (name) {
    case PreTokenizer::GPT_2: return {gpt2End};
    case PreTokenizer::DEEPSEEK_V3: return {numberEnd, cjkRunEnd, deepseekWordEnd};
  }
  return {};
}

}  // namespace

std::optional<PreTokenizer> findPreTokenizer(std::string_view name) {
  if (name == "gpt-2") return PreTokenizer::GPT_2;
  if (name == "deepseek-v3") return PreTokenizer::DEEPSEEK_V3;
  return std::nullopt;
}

std::vector<std::string_view> splitPieces(PreTokenizer rules, std::string_view text) {
  const std::vector<TextChar> chars = decodeUtf8(text);
  std::vector<Chars> pieces;
  if (!chars.empty()) pieces.push_back(chars);
  for (const Rule rule : rulesOf(rules)) pieces = applyRule(rule, pieces);
  std::vector<std::string_view> result;
  result.reserve(pieces.size());
  for (const Chars piece : pieces) {
    const std::size_t start = piece.front().byte;
    const bool last = &piece.back() == &chars.back();
    const std::size_t end = last ? text.size() : (&piece.back() + 1)->byte;
    result.push_back(text.substr(start, end - start));
  }
  return result;
}

}  // namespace farhand
