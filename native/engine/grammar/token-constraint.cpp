#include "token-constraint.h"

#include <algorithm>
#include <limits>

#include "../error.h"

namespace farhand {

namespace {

// What is remembered of an output is dropped when it grows beyond these, some tens of megabytes
constexpr std::size_t MOST_SETS = 50'000;
constexpr std::size_t MOST_MASK_BYTES = std::size_t{32} << 20;
constexpr std::size_t MOST_TOKENS_AFTER_EXITS = 4'000'000;

constexpr std::size_t MOST_FORCED_BYTES = 4096;

// Sets of more states than this are walked as a whole: they are choices among texts, and soon decided
constexpr std::size_t MOST_STATES_APART = 24;

void forbidWord(std::uint64_t allowed, std::span<float> logits) {
  constexpr float FORBIDDEN = -std::numeric_limits<float>::infinity();
  if (allowed == 0) {
    std::fill(logits.begin(), logits.end(), FORBIDDEN);
    return;
  }
  for (std::size_t i = 0; i < logits.size(); ++i) {
    if ((allowed >> i & 1) == 0) logits[i] = FORBIDDEN;
  }
}

}  // namespace

TokenConstraint::TokenConstraint(std::shared_ptr<CompiledGrammar> grammar)
    : grammar_(std::move(grammar)),
      trie_(grammar_->trie()),
      matcher_(grammar_->network()),
      current_(matcher_.start()),
      pathSets_(trie_.longestToken() + 1) {}

const TokenSet& TokenConstraint::allowed() {
  const bool full = allowedIn_.size() * (trie_.vocabularySize() / 8 + 1) > MOST_MASK_BYTES;
  if (matcher_.setCount() > MOST_SETS || full || afterExitsCount_ > MOST_TOKENS_AFTER_EXITS) {
    current_ = matcher_.forgetAllBut(current_);
    allowedIn_.clear();
    afterExits_.clear();
    afterExitsCount_ = 0;
    held_.clear();
  }
  const auto found = allowedIn_.find(current_);
  if (found != allowedIn_.end()) return found->second;
  return allowedIn_.emplace(current_, computeAllowed()).first->second;
}

TokenSet TokenConstraint::computeAllowed() {
  TokenSet tokens(trie_.vocabularySize());
  const std::vector<GrammarMatcher::Item> items = matcher_.items(current_);
  if (items.size() > MOST_STATES_APART) {
    std::vector<std::uint32_t> found;
    addNodes(0, static_cast<std::uint32_t>(trie_.nodes().size()), current_, found);
    for (const std::uint32_t token : found) tokens.add(token);
    return tokens;
  }
  for (const GrammarMatcher::Item& item : items) {
    std::optional<Network::RuleId> repeated;
    std::uint32_t room = Network::UNBOUNDED;
    if (item.stack != GrammarMatcher::BOTTOM) {
      const GrammarMatcher::Frame& frame = matcher_.frame(item.stack);
      const Network::Continuation& next = grammar_->network().continuation(frame.continuation);
      if (next.repeats()) repeated = next.rule;
      if (next.repeats() && next.most != Network::UNBOUNDED) room = next.most - frame.count;
    }
    const std::shared_ptr<const LocalMask> local = grammar_->addLocal(tokens, item.state, repeated, room);
    if (item.stack == GrammarMatcher::BOTTOM || local->exits().empty()) continue;
    held_.push_back(local);
    addAfterExits(item, *local, tokens);
  }
  return tokens;
}

void TokenConstraint::addAfterExits(const GrammarMatcher::Item& item, const LocalMask& local, TokenSet& tokens) {
  const GrammarMatcher::Frame frame = matcher_.frame(item.stack);
  const Network::Continuation& next = grammar_->network().continuation(frame.continuation);
  const SetId after = matcher_.startAfter(item.stack);
  const bool everyExit = !next.repeats() || (frame.count + 1 >= next.least && local.mostReadings() <= next.most - frame.count);
  if (everyExit) {
    for (const std::uint32_t token : tokensAfterExits(local, after)) tokens.add(token);
    return;
  }
  std::vector<std::uint32_t> leaving;
  for (const LocalMask::Exit& exit : local.exits()) {
    const bool open = std::any_of(exit.readings.begin(), exit.readings.end(), [&](std::uint32_t readings) {
      return readings >= next.least - std::min(frame.count, next.least) && readings <= next.most - frame.count;
    });
    if (open) addBelow(exit.node, after, leaving);
  }
  for (const std::uint32_t token : leaving) tokens.add(token);
}

const std::vector<std::uint32_t>& TokenConstraint::tokensAfterExits(const LocalMask& local, SetId after) {
  const auto [entry, isNew] = afterExits_.try_emplace({&local, after});
  if (isNew) {
    for (const LocalMask::Exit& exit : local.exits()) addBelow(exit.node, after, entry->second);
    afterExitsCount_ += entry->second.size();
  }
  return entry->second;
}

void TokenConstraint::addBelow(std::uint32_t node, SetId set, std::vector<std::uint32_t>& tokens) {
  addNodes(node + 1, trie_.nodes()[node].subtreeEnd, set, tokens);
}

// Cost: one look-up per visited node; a subtree is left as soon as its first byte doesn't fit.
void TokenConstraint::addNodes(std::uint32_t first, std::uint32_t end, SetId set, std::vector<std::uint32_t>& tokens) {
  const std::vector<TokenTrie::Node>& nodes = trie_.nodes();
  if (first >= end) return;
  pathSets_[nodes[first].depth - 1] = set;
  for (std::uint32_t at = first; at < end;) {
    const TokenTrie::Node& below = nodes[at];
    const SetId reached = matcher_.advance(pathSets_[below.depth - 1], below.byte);
    if (reached == GrammarMatcher::DEAD) {
      at = below.subtreeEnd;
      continue;
    }
    pathSets_[below.depth] = reached;
    const auto all = trie_.tokens().begin();
    tokens.insert(tokens.end(), all + below.firstToken, all + below.tokenEnd);
    ++at;
  }
}

void TokenConstraint::forbidOthers(std::span<float> logits, std::span<const std::uint32_t> endTokens) {
  const TokenSet& tokens = allowed();
  const bool ends = mayEnd() && !endTokens.empty();
  if (!ends && tokens.empty()) {
    throw EngineError("ENGINE_GRAMMAR_STUCK", "No token of the model can continue the output as the grammar asks.");
  }
  endLogits_.clear();
  if (ends) {
    for (const std::uint32_t token : endTokens) endLogits_.push_back(logits[token]);
  }
  for (std::size_t i = 0; i < tokens.words().size(); ++i) {
    const std::uint64_t word = tokens.words()[i];
    if (word == ~std::uint64_t{0}) continue;
    const std::size_t first = i * TokenSet::WORD_BITS;
    forbidWord(word, logits.subspan(first, std::min(TokenSet::WORD_BITS, logits.size() - first)));
  }
  for (std::size_t i = 0; i < endLogits_.size(); ++i) logits[endTokens[i]] = endLogits_[i];
}

void TokenConstraint::accept(std::uint32_t token) {
  for (const char byte : trie_.bytesOf(token)) current_ = matcher_.advance(current_, static_cast<std::uint8_t>(byte));
}

TokenConstraint::Forced TokenConstraint::forced() {
  Forced result;
  SetId at = current_;
  while (result.bytes.size() < MOST_FORCED_BYTES) {
    const std::optional<std::uint8_t> byte = matcher_.onlyByte(at);
    if (!byte) break;
    result.bytes += static_cast<char>(*byte);
    at = matcher_.advance(at, *byte);
  }
  result.complete = matcher_.mayEnd(at) && !matcher_.mayGoOn(at);
  return result;
}

}  // namespace farhand
