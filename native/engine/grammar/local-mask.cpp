#include "local-mask.h"

#include <algorithm>

namespace farhand {

namespace {

// Fewer tokens than one in so many are added one by one, not by whole sets
constexpr std::size_t SPARSE = 256;

}  // namespace

LocalMask::LocalMask(GrammarMatcher& matcher, GrammarMatcher::SetId start, const TokenTrie& trie,
                     const LocalMask* before)
    : vocabularySize_(trie.vocabularySize()), path_(trie.longestToken() + 1) {
  const std::vector<TokenTrie::Node>& nodes = trie.nodes();
  if (before == nullptr) {
    follow(matcher, start, trie, 0, static_cast<std::uint32_t>(nodes.size()));
  } else {
    const std::vector<std::uint32_t> endsAtOnce = matcher.exits(start);
    for (const Exit& exit : before->exits_) {
      addExit(trie, exit.node, endsAtOnce);
      follow(matcher, start, trie, exit.node + 1, nodes[exit.node].subtreeEnd);
    }
  }
  sets_.resize(tokensByReadings_.size());
  path_ = {};
}

// Cost: one look-up per visited node; a subtree is left as soon as its first byte doesn't fit.
void LocalMask::follow(GrammarMatcher& matcher, GrammarMatcher::SetId start, const TokenTrie& trie,
                       std::uint32_t first, std::uint32_t end) {
  const std::vector<TokenTrie::Node>& nodes = trie.nodes();
  if (first >= end) return;
  path_[nodes[first].depth - 1] = start;
  for (std::uint32_t at = first; at < end;) {
    const TokenTrie::Node& node = nodes[at];
    const GrammarMatcher::SetId set = matcher.advance(path_[node.depth - 1], node.byte);
    if (set == GrammarMatcher::DEAD) {
      at = node.subtreeEnd;
      continue;
    }
    path_[node.depth] = set;
    if (node.firstToken < node.tokenEnd) {
      const std::uint32_t readings = matcher.readingsBefore(set);
      if (readings >= tokensByReadings_.size()) tokensByReadings_.resize(readings + 1);
      std::vector<std::uint32_t>& tokens = tokensByReadings_[readings];
      const auto all = trie.tokens().begin();
      tokens.insert(tokens.end(), all + node.firstToken, all + node.tokenEnd);
    }
    addExit(trie, at, matcher.exits(set));
    ++at;
  }
}

void LocalMask::addExit(const TokenTrie& trie, std::uint32_t node, const std::vector<std::uint32_t>& readings) {
  if (readings.empty() || trie.nodes()[node].subtreeEnd == node + 1) return;
  exits_.push_back({node, readings});
  mostReadings_ = std::max(mostReadings_, readings.back());
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
