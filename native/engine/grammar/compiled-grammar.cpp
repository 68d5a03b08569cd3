#include "compiled-grammar.h"

#include <algorithm>

namespace farhand {

namespace {

constexpr std::size_t MOST_GRAMMARS = 8;
// What is remembered of a grammar is dropped when it grows beyond these
constexpr std::size_t MOST_MASK_BYTES = std::size_t{64} << 20;
constexpr std::size_t MOST_SETS = 50'000;

}  // namespace

CompiledGrammar::CompiledGrammar(std::string_view gbnf, const TokenTrie& trie)
    : trie_(trie), network_(parseGbnf(gbnf)), matcher_(network_) {}

std::shared_ptr<const LocalMask> CompiledGrammar::addLocal(TokenSet& tokens, const Place& place,
                                                           const std::shared_ptr<const LocalMask>& before) {
  const std::lock_guard lock(mutex_);
  if (maskBytes_ > MOST_MASK_BYTES) {
    masks_.clear();
    maskBytes_ = 0;
  }
  if (matcher_.setCount() > MOST_SETS) matcher_.forgetAllBut(matcher_.start());
  std::shared_ptr<LocalMask>& mask = masks_[{place.state, place.repeated, before}];
  if (!mask) {
    const GrammarMatcher::SetId start = before ? matcher_.startInsideFrom(place.state, place.repeated)
                                               : matcher_.startInside(place.state, place.repeated);
    mask = std::make_shared<LocalMask>(matcher_, start, trie_, before.get());
    maskBytes_ += mask->bytes();
  }
  const std::size_t bytesBefore = mask->bytes();
  mask->addTo(tokens, place.room);
  maskBytes_ += mask->bytes() - bytesBefore;
  return mask;
}

std::shared_ptr<CompiledGrammar> GrammarCache::find(std::string_view gbnf) {
  const std::lock_guard lock(mutex_);
  const auto known = std::find_if(recent_.begin(), recent_.end(), [&](const auto& entry) { return entry.first == gbnf; });
  if (known != recent_.end()) {
    recent_.splice(recent_.begin(), recent_, known);
  } else {
    recent_.emplace_front(gbnf, std::make_shared<CompiledGrammar>(gbnf, trie_));
    if (recent_.size() > MOST_GRAMMARS) recent_.pop_back();
  }
  return recent_.front().second;
}

}  // namespace farhand
