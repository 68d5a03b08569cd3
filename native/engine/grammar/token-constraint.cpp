#include "token-constraint.h"

#include <algorithm>
#include <array>
#include <bit>
#include <limits>

#include "../error.h"

namespace farhand {

namespace {

// What is remembered of an output is dropped when it grows beyond these, some tens of megabytes
constexpr std::size_t MOST_OWN_SETS = 50'000;
constexpr std::size_t MOST_LEAVING = 4'000'000;
// Masks are quick to put together again, and memory in use is quicker than fresh memory
constexpr std::size_t MOST_ALLOWED_BYTES = std::size_t{4} << 20;

constexpr std::size_t MOST_FORCED_BYTES = 4096;

// Sets of more states than this are walked as a whole: they are choices among texts, and soon decided
constexpr std::size_t MOST_STATES_APART = 24;

// Touches the logits of the fewer: those forbidden, or those kept while all are overwritten. (up to 64) logits
void forbidWord(std::uint64_t allowed, std::span<float> logits) {
  constexpr float FORBIDDEN = -std::numeric_limits<float>::infinity();
  constexpr int HALF = static_cast<int>(TokenSet::WORD_BITS) / 2;
  const std::uint64_t within = logits.size() < TokenSet::WORD_BITS ? (std::uint64_t{1} << logits.size()) - 1 : ~std::uint64_t{0};
  if (std::popcount(allowed) > HALF) {
    for (std::uint64_t rest = ~allowed & within; rest != 0; rest &= rest - 1) {
      logits[static_cast<std::size_t>(std::countr_zero(rest))] = FORBIDDEN;
    }
    return;
  }
  std::array<float, HALF> kept;
  std::size_t count = 0;
  for (std::uint64_t rest = allowed; rest != 0; rest &= rest - 1) {
    kept[count++] = logits[static_cast<std::size_t>(std::countr_zero(rest))];
  }
  std::fill(logits.begin(), logits.end(), FORBIDDEN);
  count = 0;
  for (std::uint64_t rest = allowed; rest != 0; rest &= rest - 1) {
    logits[static_cast<std::size_t>(std::countr_zero(rest))] = kept[count++];
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
  if (allowedIn_.size() * trie_.vocabularySize() / 8 > MOST_ALLOWED_BYTES) allowedIn_.clear();
  if (matcher_.setCount() > MOST_OWN_SETS || leavingCount_ > MOST_LEAVING) {
    current_ = matcher_.forgetAllBut(current_);
    allowedIn_.clear();
    leaving_.clear();
    leavingCount_ = 0;
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
  for (const GrammarMatcher::Item& item : items) addItem(item, tokens);
  return tokens;
}

CompiledGrammar::Place TokenConstraint::placeOf(Network::StateId state, GrammarMatcher::StackId stack) const {
  if (stack == GrammarMatcher::BOTTOM) return {state, std::nullopt};
  const GrammarMatcher::Frame& frame = matcher_.frame(stack);
  const Network::Continuation& next = grammar_->network().continuation(frame.continuation);
  if (!next.repeats()) return {state, std::nullopt};
  return {state, next.rule, next.most == Network::UNBOUNDED ? Network::UNBOUNDED : next.most - frame.count};
}

// Goes down the stack as long as every exit is open there.
void TokenConstraint::addItem(const GrammarMatcher::Item& item, TokenSet& tokens) {
  std::shared_ptr<const LocalMask> local = grammar_->addLocal(tokens, placeOf(item.state, item.stack), nullptr);
  for (GrammarMatcher::StackId stack = item.stack; stack != GrammarMatcher::BOTTOM && !local->exits().empty();) {
    const GrammarMatcher::Frame frame = matcher_.frame(stack);
    const Network::Continuation& next = grammar_->network().continuation(frame.continuation);
    const bool all = !next.repeats() || (frame.count + 1 >= next.least && local->mostReadings() <= next.most - frame.count);
    if (!all) {
      addThroughOpenExits(local, stack, tokens);
      return;
    }
    local = grammar_->addLocal(tokens, placeOf(next.target, frame.below), local);
    stack = frame.below;
  }
}

void TokenConstraint::addThroughOpenExits(const std::shared_ptr<const LocalMask>& local, GrammarMatcher::StackId stack,
                                          TokenSet& tokens) {
  const GrammarMatcher::Frame frame = matcher_.frame(stack);
  const Network::Continuation& next = grammar_->network().continuation(frame.continuation);
  const std::uint32_t fewest = next.least - std::min(frame.count, next.least);
  const std::uint32_t most = next.most - frame.count;
  const Leaving& leaving = leavingTo(local, matcher_.startAfter(stack));
  std::size_t at = 0;
  for (std::size_t i = 0; i < leaving.ends.size(); ++i) {
    const std::vector<std::uint32_t>& readings = local->exits()[i].readings;
    const auto enough = std::lower_bound(readings.begin(), readings.end(), fewest);
    const bool open = enough != readings.end() && *enough <= most;
    for (; at < leaving.ends[i]; ++at) {
      if (open) tokens.add(leaving.tokens[at]);
    }
  }
}

const TokenConstraint::Leaving& TokenConstraint::leavingTo(const std::shared_ptr<const LocalMask>& local,
                                                           SetId after) {
  const auto [entry, isNew] = leaving_.try_emplace({local, after});
  Leaving& leaving = entry->second;
  if (!isNew) return leaving;
  for (const LocalMask::Exit& exit : local->exits()) {
    addBelow(exit.node, after, leaving.tokens);
    leaving.ends.push_back(leaving.tokens.size());
  }
  leavingCount_ += leaving.tokens.size() + leaving.ends.size();
  return leaving;
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
