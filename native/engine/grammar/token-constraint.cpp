#include "token-constraint.h"

#include <algorithm>
#include <limits>

#include "../error.h"

namespace farhand {

namespace {

// What is remembered of a grammar is dropped when it grows beyond these, some tens of megabytes
constexpr std::size_t MAX_SETS = 50'000;
constexpr std::size_t MAX_REMEMBERED_TOKENS = 4'000'000;

}  // namespace

TokenConstraint::TokenConstraint(std::string_view grammar, const TokenTrie& trie)
    : trie_(trie),
      network_(parseGbnf(grammar)),
      matcher_(network_),
      current_(matcher_.start()),
      pathSets_(trie.longestToken() + 1) {}

const std::vector<std::uint32_t>& TokenConstraint::allowed() {
  std::size_t remembered = 0;
  for (const auto& entry : allowedIn_) remembered += entry.second.size();
  if (matcher_.setCount() > MAX_SETS || remembered > MAX_REMEMBERED_TOKENS) {
    current_ = matcher_.forgetAllBut(current_);
    allowedIn_.clear();
  }
  const auto found = allowedIn_.find(current_);
  if (found != allowedIn_.end()) return found->second;
  return allowedIn_.emplace(current_, walkTrie()).first->second;
}

// Cost: one look-up per visited node; a subtree is left as soon as its first byte doesn't fit.
std::vector<std::uint32_t> TokenConstraint::walkTrie() {
  std::vector<std::uint32_t> tokens;
  const std::vector<TokenTrie::Node>& nodes = trie_.nodes();
  pathSets_[0] = current_;
  for (std::uint32_t at = 0; at < nodes.size();) {
    const TokenTrie::Node& node = nodes[at];
    const GrammarMatcher::SetId set = matcher_.advance(pathSets_[node.depth - 1], node.byte);
    if (set == GrammarMatcher::DEAD) {
      at = node.subtreeEnd;
      continue;
    }
    pathSets_[node.depth] = set;
    const auto first = trie_.tokens().begin();
    tokens.insert(tokens.end(), first + node.firstToken, first + node.tokenEnd);
    ++at;
  }
  return tokens;
}

void TokenConstraint::forbidOthers(std::span<float> logits, std::span<const std::uint32_t> endTokens) {
  const std::vector<std::uint32_t>& tokens = allowed();
  const bool ends = mayEnd() && !endTokens.empty();
  if (tokens.empty() && !ends) {
    throw EngineError("ENGINE_GRAMMAR_STUCK", "No token of the model can continue the output as the grammar asks.");
  }
  kept_.assign(logits.size(), -std::numeric_limits<float>::infinity());
  for (const std::uint32_t token : tokens) kept_[token] = logits[token];
  if (ends) {
    for (const std::uint32_t token : endTokens) kept_[token] = logits[token];
  }
  std::copy(kept_.begin(), kept_.end(), logits.begin());
}

void TokenConstraint::accept(std::uint32_t token) {
  for (const char byte : trie_.bytesOf(token)) current_ = matcher_.advance(current_, static_cast<std::uint8_t>(byte));
}

}  // namespace farhand
