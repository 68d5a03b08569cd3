#include "matcher.h"

#include <algorithm>
#include <limits>
#include <string>

#include "../error.h"

namespace farhand {

namespace {

// Readings of one text that are followed side by side. A grammar whose readings double with every character gets here.
constexpr std::size_t MAX_READINGS = 1 << 18;

// FNV-1a over whole numbers
class Hash {
 public:
  Hash& add(std::uint64_t value) {
    hash_ = (hash_ ^ value) * 0x100000001b3u;
    return *this;
  }
  std::size_t value() const { return static_cast<std::size_t>(hash_ ^ hash_ >> 32); }

 private:
  std::uint64_t hash_ = 0xcbf29ce484222325u;
};

std::uint64_t pairOf(std::uint32_t high, std::uint32_t low) {
  return static_cast<std::uint64_t>(high) << 32 | low;
}

}  // namespace

std::size_t GrammarMatcher::ItemHash::operator()(const Item& item) const {
  return Hash().add(pairOf(item.state, item.stack)).value();
}

std::size_t GrammarMatcher::FrameHash::operator()(const Frame& frame) const {
  return Hash().add(pairOf(frame.continuation, frame.count)).add(pairOf(frame.below, frame.counting)).value();
}

GrammarMatcher::GrammarMatcher(const Network& network) : network_(network) {
  begin();
}

void GrammarMatcher::begin() {
  frames_ = {{0, 0, BOTTOM, false, 0}, {0, 0, OPEN, false, 0}};
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
    for (const Network::ByteEdge& edge : network_.state(item.state).bytes) {
      if (edge.first <= byte && byte <= edge.last) reach(edge.target, item.stack);
    }
  }
  const SetId to = internReached();
  sets_[from].next[byteClass] = to;
  return to;
}

GrammarMatcher::SetId GrammarMatcher::startInside(Network::StateId state, std::optional<Network::RuleId> repeated) {
  reached_.push_back({state, repeated ? push({*repeated, 0, OPEN, true, 0}) : OPEN});
  return internReached();
}

GrammarMatcher::SetId GrammarMatcher::startInsideFrom(Network::StateId state,
                                                      std::optional<Network::RuleId> repeated) {
  reach(state, repeated ? push({*repeated, 0, OPEN, true, 0}) : OPEN);
  return internReached();
}

GrammarMatcher::SetId GrammarMatcher::startAfter(StackId stack) {
  const Frame frame = frames_[stack];
  reach(network_.continuation(frame.continuation).target, frame.below);
  return internReached();
}

std::optional<std::uint8_t> GrammarMatcher::onlyByte(SetId set) const {
  std::optional<std::uint8_t> only;
  if (sets_[set].mayEnd) return only;
  for (const Item item : sets_[set].items) {
    for (const Network::ByteEdge& edge : network_.state(item.state).bytes) {
      if (edge.first != edge.last || (only && *only != edge.first)) return std::nullopt;
      only = edge.first;
    }
  }
  return only;
}

std::uint32_t GrammarMatcher::readingsBefore(SetId set) const {
  std::uint32_t fewest = std::numeric_limits<std::uint32_t>::max();
  for (const Item item : sets_[set].items) fewest = std::min(fewest, frames_[item.stack].inside);
  for (const std::uint32_t exit : sets_[set].exits) fewest = std::min(fewest, exit == 0 ? 0 : exit - 1);
  return fewest;
}

GrammarMatcher::StackId GrammarMatcher::push(Frame frame) {
  frame.inside = frame.counting ? frame.count : frames_[frame.below].inside;
  const auto [found, isNew] = frameIndex_.try_emplace(frame, static_cast<StackId>(frames_.size()));
  if (isNew) frames_.push_back(frame);
  return found->second;
}

void GrammarMatcher::reach(Network::StateId state, StackId stack) {
  open_.push_back({state, stack});
  while (!open_.empty()) {
    const Item item = open_.back();
    open_.pop_back();
    if (!seen_.insert(item).second) continue;
    if (seen_.size() > MAX_READINGS) {
      throw EngineError("ENGINE_GRAMMAR_INVALID", "The grammar is too ambiguous: a text has over " +
                                                      std::to_string(MAX_READINGS) + " readings.");
    }
    const Network::State& at = network_.state(item.state);
    if (!at.bytes.empty()) reached_.push_back(item);
    for (const Network::StateId target : at.jumps) open_.push_back({target, item.stack});
    for (const Network::CallEdge& call : at.calls) {
      const Network::Continuation& next = network_.continuation(call.continuation);
      const bool last = !next.repeats() && network_.state(next.target).onlyReturns;
      const StackId above = last ? item.stack : push({call.continuation, 0, item.stack, false, 0});
      open_.push_back({network_.startOf(call.rule), above});
    }
    if (at.accepts) leave(item.stack);
  }
}

// The rule of the uppermost frame has been read once.
void GrammarMatcher::leave(StackId stack) {
  if (stack == BOTTOM) {
    reachedEnd_ = true;
    return;
  }
  if (stack == OPEN) {
    reachedExits_.push_back(0);
    return;
  }
  Frame frame = frames_[stack];
  ++frame.count;
  if (frame.counting) {
    reachedExits_.push_back(frame.count);
    open_.push_back({network_.startOf(frame.continuation), push(frame)});
    return;
  }
  const Network::Continuation& next = network_.continuation(frame.continuation);
  if (frame.count >= next.least) open_.push_back({next.target, frame.below});
  if (next.most == Network::UNBOUNDED) frame.count = std::min(frame.count, next.least);
  if (frame.count < next.most) open_.push_back({network_.startOf(next.rule), push(frame)});
}

GrammarMatcher::SetId GrammarMatcher::internReached() {
  std::sort(reached_.begin(), reached_.end());
  std::sort(reachedExits_.begin(), reachedExits_.end());
  reachedExits_.erase(std::unique(reachedExits_.begin(), reachedExits_.end()), reachedExits_.end());
  Hash hash;
  for (const Item item : reached_) hash.add(pairOf(item.state, item.stack));
  for (const std::uint32_t exit : reachedExits_) hash.add(exit);
  hash.add(reachedEnd_);
  const auto [first, last] = setIndex_.equal_range(hash.value());
  const auto same = std::find_if(first, last, [this](const auto& entry) {
    const Set& set = sets_[entry.second];
    return set.mayEnd == reachedEnd_ && set.items == reached_ && set.exits == reachedExits_;
  });
  SetId id = static_cast<SetId>(sets_.size());
  if (same != last) {
    id = same->second;
  } else {
    sets_.push_back({reached_, reachedEnd_, reachedExits_, {}});
    setIndex_.emplace(hash.value(), id);
  }
  seen_.clear();
  reached_.clear();
  reachedExits_.clear();
  reachedEnd_ = false;
  return id;
}

GrammarMatcher::SetId GrammarMatcher::forgetAllBut(SetId set) {
  const Set kept = std::move(sets_[set]);
  const std::vector<Frame> oldFrames = std::move(frames_);
  frameIndex_.clear();
  sets_.clear();
  setIndex_.clear();
  begin();
  // A stack's number is larger than that of what lies below it, so old numbers are renewed in order.
  std::vector<bool> used(oldFrames.size());
  for (const Item item : kept.items) used[item.stack] = true;
  for (std::size_t id = oldFrames.size(); id-- > OPEN + 1;) {
    if (used[id]) used[oldFrames[id].below] = true;
  }
  std::vector<StackId> renewed(oldFrames.size());
  renewed[OPEN] = OPEN;
  for (std::size_t id = OPEN + 1; id < oldFrames.size(); ++id) {
    if (!used[id]) continue;
    Frame frame = oldFrames[id];
    frame.below = renewed[frame.below];
    renewed[id] = push(frame);
  }
  for (const Item item : kept.items) reached_.push_back({item.state, renewed[item.stack]});
  reachedExits_ = kept.exits;
  reachedEnd_ = kept.mayEnd;
  return internReached();
}

}  // namespace farhand
