#include "local-mask.h"

#include <algorithm>

namespace farhand {

namespace {

// Fewer tokens than one in so many are added one by one, not by whole sets
constexpr std::size_t SPARSE = 256;

}  // namespace

// Cost: one look-up per visited node; a subtree is left as soon as its first byte doesn't fit.
LocalMask::LocalMask(GrammarMatcher& matcher, GrammarMatcher::SetId start, const TokenTrie& trie)
    : vocabularySize_(trie.vocabularySize()) {
  const std::vector<TokenTrie::Node>& nodes = trie.nodes();
  std::vector<GrammarMatcher::SetId> path(trie.longestToken() + 1);  // by depth, the set after the bytes so far
  path[0] = start;
  for (std::uint32_t at = 0; at < nodes.size();) {
    const TokenTrie::Node& node = nodes[at];
    const GrammarMatcher::SetId set = matcher.advance(path[node.depth - 1], node.byte);
    if (set == GrammarMatcher::DEAD) {
      at = node.subtreeEnd;
      continue;
    }
    path[node.depth] = set;
    const std::uint32_t readings = node.firstToken < node.tokenEnd ? matcher.readingsBefore(set) : 0;
    if (readings >= tokensByReadings_.size()) tokensByReadings_.resize(readings + 1);
    const auto first = trie.tokens().begin();
    tokensByReadings_[readings].insert(tokensByReadings_[readings].end(), first + node.firstToken,
                                       first + node.tokenEnd);
    const std::vector<std::uint32_t>& ends = matcher.exits(set);
    if (!ends.empty() && node.subtreeEnd > at + 1) {
      exits_.push_back({at, ends});
      mostReadings_ = std::max(mostReadings_, ends.back());
    }
    ++at;
  }
  sets_.resize(tokensByReadings_.size());
}

void LocalMask::addTo(TokenSet& tokens, std::uint32_t room) {
  const std::size_t levels = std::min<std::size_t>(room, tokensByReadings_.size());
  std::size_t count = 0;
  for (std::size_t level = 0; level < levels; ++level) count += tokensByReadings_[level].size();
  if (count == 0) return;
  const auto addEach = [&](TokenSet& to) {
    for (std::size_t level = 0; level < levels; ++level) {
      for (const std::uint32_t token : tokensByReadings_[level]) to.add(token);
    }
  };
  if (count < vocabularySize_ / SPARSE) {
    addEach(tokens);
    return;
  }
  std::unique_ptr<TokenSet>& all = sets_[levels - 1];
  if (!all) {
    all = std::make_unique<TokenSet>(vocabularySize_);
    addEach(*all);
  }
  tokens.addAll(*all);
}

std::size_t LocalMask::bytes() const {
  std::size_t total = exits_.size() * (sizeof(Exit) + sizeof(std::uint32_t));
  for (const auto& tokens : tokensByReadings_) total += tokens.size() * sizeof(std::uint32_t);
  for (const auto& set : sets_) total += set ? vocabularySize_ / 8 : 0;
  return total;
}

}  // namespace farhand
