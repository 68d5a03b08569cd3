#include "tokenizer.h"

#include <algorithm>
#include <queue>

#include "byte-alphabet.h"
#include "error.h"
#include "metadata.h"
#include "unicode.h"

namespace farhand {

namespace {

std::uint64_t pairKey(std::uint32_t left, std::uint32_t right) {
  return static_cast<std::uint64_t>(left) << 32 | right;
}

// A piece of text being merged: a list of symbols, each linked to its neighbours
struct Part {
  std::uint32_t symbol;
  std::size_t previous;
  std::size_t next;
  bool alive = true;
};

struct Candidate {
  std::uint32_t rank;
  std::size_t left;  // index of the left part
  std::uint32_t leftSymbol;
  std::uint32_t rightSymbol;
  std::uint32_t merged;

  // The lowest rank comes first, the leftmost of equals
  bool operator<(const Candidate& other) const {
    return rank != other.rank ? rank > other.rank : left > other.left;
  }
};

constexpr std::size_t NONE = static_cast<std::size_t>(-1);

}  // namespace

Tokenizer::Tokenizer(const GgufFile& file) {
  const Metadata metadata(file, "tokenizer.ggml.");
  const std::string model(metadata.text("model").value_or(""));
  preTokenizerName_ = metadata.text("pre").value_or("gpt-2");
  const auto rules = findPreTokenizer(preTokenizerName_);
  if (model != "gpt2" || !rules) {
    throw EngineError("ENGINE_UNSUPPORTED_TOKENIZER", "The model has the tokenizer \"" + model +
                                                          "\" with the pre-tokenizer \"" + preTokenizerName_ + "\".");
  }
  preTokenizer_ = *rules;
  readVocabulary(metadata);
  readMerges(metadata);
  readEndTokens(metadata);
}

void Tokenizer::readVocabulary(const Metadata& metadata) {
  const auto entries = metadata.texts("tokens");
  const auto kinds = metadata.integers("token_type");
  if (entries.empty()) metadata.fail("tokens", "is missing or empty");
  if (!kinds.empty() && kinds.size() != entries.size()) {
    metadata.fail("token_type", "has " + std::to_string(kinds.size()) + " values for " +
                                    std::to_string(entries.size()) + " tokens");
  }
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const bool known = !kinds.empty() && kinds[i] >= 1 && kinds[i] <= 6;
    const TokenKind kind = known ? static_cast<TokenKind>(kinds[i]) : TokenKind::NORMAL;
    const bool verbatim = kind == TokenKind::CONTROL || kind == TokenKind::USER_DEFINED;
    const auto decoded = verbatim ? std::nullopt : bytesOfAlphabet(entries[i]);
    bytes_.push_back(decoded.value_or(std::string(entries[i])));
    kinds_.push_back(kind);
    const auto token = static_cast<std::uint32_t>(i);
    if (verbatim && !entries[i].empty()) added_.push_back(token);
    if (verbatim || !decoded) continue;
    const std::uint32_t symbol = symbolOf(bytes_[i]);
    if (tokenOfSymbol_[symbol] < 0) tokenOfSymbol_[symbol] = token;
  }
  std::stable_sort(added_.begin(), added_.end(), [this](std::uint32_t left, std::uint32_t right) {
    return bytes_[left].size() > bytes_[right].size();
  });
  for (unsigned byte = 0; byte < 256; ++byte) {
    symbolOfByte_.push_back(symbolOf(std::string(1, static_cast<char>(byte))));
    if (tokenOfSymbol_[symbolOfByte_.back()] < 0) {
      metadata.fail("tokens", "has no token for byte " + std::to_string(byte));
    }
  }
}

void Tokenizer::readMerges(const Metadata& metadata) {
  const auto lines = metadata.texts("merges");
  for (std::size_t rank = 0; rank < lines.size(); ++rank) {
    const std::size_t space = lines[rank].find(' ', 1);
    if (space == std::string_view::npos) metadata.fail("merges", "has no pair at " + std::to_string(rank));
    const auto left = bytesOfAlphabet(lines[rank].substr(0, space));
    const auto right = bytesOfAlphabet(lines[rank].substr(space + 1));
    if (!left || !right) metadata.fail("merges", "has unknown characters at " + std::to_string(rank));
    const std::uint64_t key = pairKey(symbolOf(*left), symbolOf(*right));
    merges_.try_emplace(key, Merge{static_cast<std::uint32_t>(rank), symbolOf(*left + *right)});
  }
}

void Tokenizer::readEndTokens(const Metadata& metadata) {
  const auto known = [this](std::optional<std::size_t> token) { return token && *token < size(); };
  const auto begin = metadata.size("bos_token_id");
  if (known(begin)) begin_ = static_cast<std::uint32_t>(*begin);
  addBegin_ = metadata.flag("add_bos_token").value_or(false) && begin_;
  for (const char* key : {"eos_token_id", "eot_token_id", "eom_token_id"}) {
    const auto token = metadata.size(key);
    if (known(token) && !isEnd(static_cast<std::uint32_t>(*token))) ends_.push_back(static_cast<std::uint32_t>(*token));
  }
  // Step 3.5 Flash stops on these as well, though its file names only one of them (its configuration lists the ids)
  for (const std::uint32_t token : added_) {
    const std::string& name = bytes_[token];
    const bool ends = name == "<|im_end|>" || name == "<\uff5cend\u2581of\u2581sentence\uff5c>";
    const bool listed = preTokenizerName_ == "deepseek-v3" && (token == 1 || token == 2 || token == 128'007);
    if ((ends || listed) && kinds_[token] == TokenKind::CONTROL && !isEnd(token)) ends_.push_back(token);
  }
}

bool Tokenizer::isEnd(std::uint32_t token) const {
  return std::find(ends_.begin(), ends_.end(), token) != ends_.end();
}

std::uint32_t Tokenizer::symbolOf(const std::string& bytes) {
  const auto [found, isNew] = symbols_.try_emplace(bytes, static_cast<std::uint32_t>(tokenOfSymbol_.size()));
  if (isNew) {
    tokenOfSymbol_.push_back(-1);
    symbolLength_.push_back(static_cast<std::uint32_t>(bytes.size()));
  }
  return found->second;
}

std::vector<std::uint32_t> Tokenizer::tokenize(std::string_view text, bool special) const {
  std::vector<std::uint32_t> tokens;
  for (const Fragment& fragment : cutAtAddedTokens(text, special)) appendFragment(fragment, tokens);
  const bool begins = !tokens.empty() && begin_ && tokens.front() == *begin_;
  if (addBegin_ && !begins) tokens.insert(tokens.begin(), *begin_);
  return tokens;
}

std::vector<std::uint32_t> Tokenizer::tokenizeOn(std::string_view text) const {
  std::vector<std::uint32_t> tokens;
  for (const Fragment& fragment : cutAtAddedTokens(text, false)) appendFragment(fragment, tokens);
  return tokens;
}

std::vector<std::uint32_t> Tokenizer::settledTokens(std::string_view text) const {
  std::vector<std::uint32_t> tokens;
  const std::vector<Fragment> fragments = cutAtAddedTokens(text, false);
  for (std::size_t i = 0; i < fragments.size(); ++i) {
    const Fragment& fragment = fragments[i];
    const bool last = i + 1 == fragments.size();
    if (!last) {
      appendFragment(fragment, tokens);
      continue;
    }
    // What follows may complete an added token, which would cut the text where that token begins.
    std::size_t settled = settledLength(fragment.text);
    for (const std::uint32_t token : added_) {
      if (kinds_[token] == TokenKind::CONTROL) continue;
      const std::string& name = bytes_[token];
      for (std::size_t length = std::min(name.size() - 1, fragment.text.size()); length > 0; --length) {
        const std::size_t cut = fragment.text.size() - length;
        if (fragment.text.substr(cut) == std::string_view(name).substr(0, length)) {
          settled = std::min(settled, settledLength(fragment.text.substr(0, cut)));
        }
      }
    }
    std::size_t at = 0;
    for (const std::string_view piece : pieces(fragment.text)) {
      at += piece.size();
      if (at <= settled) appendPiece(piece, tokens);
    }
  }
  return tokens;
}

// The length of the pieces that no following text changes. The last piece may grow; white space before it may turn out
// to belong to one run with it, and an apostrophe to a contraction.
std::size_t Tokenizer::settledLength(std::string_view text) const {
  const std::vector<std::string_view> cut = pieces(text);
  std::size_t kept = cut.empty() ? 0 : cut.size() - 1;
  const auto mayJoin = [](std::string_view piece) {
    const std::vector<TextChar> chars = decodeUtf8(piece);
    return chars.back().codePoint == '\'' || chars.back().charClass == CharClass::SPACE;
  };
  while (kept > 0 && mayJoin(cut[kept - 1])) --kept;
  std::size_t length = 0;
  for (std::size_t i = 0; i < kept; ++i) length += cut[i].size();
  return length;
}

void Tokenizer::appendFragment(const Fragment& fragment, std::vector<std::uint32_t>& tokens) const {
  if (fragment.token) {
    tokens.push_back(*fragment.token);
    return;
  }
  for (const std::string_view piece : pieces(fragment.text)) appendPiece(piece, tokens);
}

// Longer tokens cut before shorter ones.
std::vector<Tokenizer::Fragment> Tokenizer::cutAtAddedTokens(std::string_view text, bool special) const {
  std::vector<Fragment> fragments = {{text, std::nullopt}};
  for (const std::uint32_t token : added_) {
    if (kinds_[token] == TokenKind::CONTROL && !special) continue;
    const std::string& name = bytes_[token];
    if (text.find(name) == std::string_view::npos) continue;
    std::vector<Fragment> cut;
    for (const Fragment& fragment : fragments) {
      std::string_view rest = fragment.text;
      std::size_t at;
      while (!fragment.token && (at = rest.find(name)) != std::string_view::npos) {
        cut.push_back({rest.substr(0, at), std::nullopt});
        cut.push_back({rest.substr(at, name.size()), token});
        rest.remove_prefix(at + name.size());
      }
      cut.push_back({rest, fragment.token});
    }
    fragments = std::move(cut);
  }
  return fragments;
}

// Merges the neighbours of the lowest rank until none is left. The queue holds every candidate once seen; those whose
// parts have changed meanwhile are skipped, so a piece of n bytes costs n log n.
void Tokenizer::appendPiece(std::string_view piece, std::vector<std::uint32_t>& tokens) const {
  std::vector<Part> parts;
  parts.reserve(piece.size());
  for (std::size_t i = 0; i < piece.size(); ++i) {
    const std::uint32_t symbol = symbolOfByte_[static_cast<unsigned char>(piece[i])];
    parts.push_back({symbol, i == 0 ? NONE : i - 1, i + 1 == piece.size() ? NONE : i + 1});
  }
  std::priority_queue<Candidate> candidates;
  const auto consider = [&](std::size_t left) {
    if (left == NONE || parts[left].next == NONE) return;
    const std::uint32_t rightSymbol = parts[parts[left].next].symbol;
    const auto found = merges_.find(pairKey(parts[left].symbol, rightSymbol));
    if (found == merges_.end()) return;
    candidates.push({found->second.rank, left, parts[left].symbol, rightSymbol, found->second.symbol});
  };
  for (std::size_t i = 0; i < parts.size(); ++i) consider(i);
  while (!candidates.empty()) {
    const Candidate best = candidates.top();
    candidates.pop();
    Part& left = parts[best.left];
    if (!left.alive || left.symbol != best.leftSymbol || left.next == NONE) continue;
    Part& right = parts[left.next];
    if (right.symbol != best.rightSymbol) continue;
    left.symbol = best.merged;
    right.alive = false;
    left.next = right.next;
    if (left.next != NONE) parts[left.next].previous = best.left;
    consider(left.previous);
    consider(best.left);
  }
  std::size_t byte = 0;
  for (std::size_t at = parts.empty() ? NONE : 0; at != NONE; at = parts[at].next) {
    const std::uint32_t symbol = parts[at].symbol;
    const std::size_t length = symbolLength_[symbol];
    if (tokenOfSymbol_[symbol] >= 0) {
      tokens.push_back(static_cast<std::uint32_t>(tokenOfSymbol_[symbol]));
    } else {
      for (std::size_t i = byte; i < byte + length; ++i) {
        const std::uint32_t single = symbolOfByte_[static_cast<unsigned char>(piece[i])];
        tokens.push_back(static_cast<std::uint32_t>(tokenOfSymbol_[single]));
      }
    }
    byte += length;
  }
}

}  // namespace farhand
