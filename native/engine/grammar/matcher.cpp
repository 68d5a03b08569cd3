#include "matcher.h"

#include <algorithm>
#include <string>

#include "../error.h"

namespace farhand {

namespace {

// Readings of one text that are followed side by side. A grammar whose readings double with every character gets here.
constexpr std::size_t MAX_READINGS = 1 << 18;

std::uint64_t pairOf(std::uint32_t high, std::uint32_t low) {
  return static_cast<std::uint64_t>(high) << 32 | low;
}

std::uint32_t highOf(std::uint64_t pair) {
  return static_cast<std::uint32_t>(pair >> 32);
}

std::uint32_t lowOf(std::uint64_t pair) {
  return static_cast<std::uint32_t>(pair);
}

// FNV-1a over whole items
std::size_t hashOf(const std::vector<std::uint64_t>& items, bool mayEnd) {
  std::uint64_t hash = mayEnd ? 0xcbf29ce484222325u : 0x84222325cbf29ce4u;
  for (const std::uint64_t item : items) hash = (hash ^ item) * 0x100000001b3u;
  return static_cast<std::size_t>(hash ^ hash >> 32);
}

}  // namespace

GrammarMatcher::GrammarMatcher(const Network& network) : network_(network) {
  frames_.push_back({0, BOTTOM});
  internReached();  // the empty set: DEAD
  reach(network_.root(), BOTTOM);
  start_ = internReached();
}

GrammarMatcher::SetId GrammarMatcher::advance(SetId from, std::uint8_t byte) {
  const std::uint8_t byteClass = network_.byteClass(byte);
  if (sets_[from].next.empty()) sets_[from].next.assign(network_.byteClassCount(), UNKNOWN);
  const SetId known = sets_[from].next[byteClass];
  if (known != UNKNOWN) return known;
  for (const Item item : sets_[from].items) {
    for (const Network::ByteEdge& edge : network_.state(highOf(item)).bytes) {
      if (edge.first <= byte && byte <= edge.last) reach(edge.target, lowOf(item));
    }
  }
  const SetId to = internReached();
  sets_[from].next[byteClass] = to;
  return to;
}

GrammarMatcher::StackId GrammarMatcher::push(Network::StateId returnTo, StackId below) {
  const auto [found, isNew] = frameIndex_.try_emplace(pairOf(returnTo, below), static_cast<StackId>(frames_.size()));
  if (isNew) frames_.push_back({returnTo, below});
  return found->second;
}

void GrammarMatcher::reach(Network::StateId state, StackId stack) {
  open_.push_back(pairOf(state, stack));
  while (!open_.empty()) {
    const Item item = open_.back();
    open_.pop_back();
    if (!seen_.insert(item).second) continue;
    if (seen_.size() > MAX_READINGS) {
      throw EngineError("ENGINE_GRAMMAR_INVALID", "The grammar is too ambiguous: a text has over " +
                                                      std::to_string(MAX_READINGS) + " readings.");
    }
    const Network::State& at = network_.state(highOf(item));
    const StackId under = lowOf(item);
    if (!at.bytes.empty()) reached_.push_back(item);
    for (const Network::StateId target : at.jumps) open_.push_back(pairOf(target, under));
    for (const Network::CallEdge& call : at.calls) {
      const bool last = network_.state(call.target).onlyReturns;
      open_.push_back(pairOf(network_.startOf(call.rule), last ? under : push(call.target, under)));
    }
    if (!at.accepts) continue;
    if (under == BOTTOM) {
      reachedEnd_ = true;
    } else {
      open_.push_back(pairOf(frames_[under].returnTo, frames_[under].below));
    }
  }
}

GrammarMatcher::SetId GrammarMatcher::internReached() {
  std::sort(reached_.begin(), reached_.end());
  const std::size_t hash = hashOf(reached_, reachedEnd_);
  const auto [first, last] = setIndex_.equal_range(hash);
  const auto same = std::find_if(first, last, [this](const auto& entry) {
    const Set& set = sets_[entry.second];
    return set.mayEnd == reachedEnd_ && set.items == reached_;
  });
  SetId id = static_cast<SetId>(sets_.size());
  if (same != last) {
    id = same->second;
  } else {
    sets_.push_back({reached_, reachedEnd_, {}});
    setIndex_.emplace(hash, id);
  }
  seen_.clear();
  reached_.clear();
  reachedEnd_ = false;
  return id;
}

GrammarMatcher::SetId GrammarMatcher::forgetAllBut(SetId set) {
  const Set kept = std::move(sets_[set]);
  const std::vector<Frame> oldFrames = std::move(frames_);
  frames_ = {{0, BOTTOM}};
  frameIndex_.clear();
  sets_.clear();
  setIndex_.clear();
  internReached();
  reach(network_.root(), BOTTOM);
  start_ = internReached();
  // A stack's number is larger than that of what lies below it, so old numbers are renewed in order.
  std::vector<bool> used(oldFrames.size());
  for (const Item item : kept.items) used[lowOf(item)] = true;
  for (std::size_t id = oldFrames.size(); id-- > 1;) {
    if (used[id]) used[oldFrames[id].below] = true;
  }
  std::vector<StackId> renewed(oldFrames.size());
  for (std::size_t id = 1; id < oldFrames.size(); ++id) {
    if (used[id]) renewed[id] = push(oldFrames[id].returnTo, renewed[oldFrames[id].below]);
  }
  for (const Item item : kept.items) reached_.push_back(pairOf(highOf(item), renewed[lowOf(item)]));
  reachedEnd_ = kept.mayEnd;
  return internReached();
}

}  // namespace farhand
