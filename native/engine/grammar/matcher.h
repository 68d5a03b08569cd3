// Follows a grammar byte by byte. A place in the text corresponds to a set of (state, stack) pairs, because a grammar
// may be ambiguous; each such set gets a number, and where a byte leads from it is worked out once and remembered.
// So the grammar slowly turns into a deterministic automaton, built only where the text goes.
//
// Stacks of return states share their tails (each is a number too). A call in last place pushes nothing, so
// right-linear grammars of thousands of rules need no stack at all.
#pragma once

#include <cstdint>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "network.h"

namespace farhand {

class GrammarMatcher {
 public:
  using SetId = std::uint32_t;
  static constexpr SetId DEAD = 0;  // no text of the grammar begins like this

  // The network must outlive the matcher.
  explicit GrammarMatcher(const Network& network);

  SetId start() const { return start_; }
  SetId advance(SetId from, std::uint8_t byte);

  // The text so far is a whole text of the grammar.
  bool mayEnd(SetId set) const { return sets_[set].mayEnd; }
  // Some byte may follow.
  bool mayGoOn(SetId set) const { return !sets_[set].items.empty(); }

  std::size_t setCount() const { return sets_.size(); }
  // Forgets everything but one set and returns its new number. All other numbers lose their meaning.
  SetId forgetAllBut(SetId set);

 private:
  using StackId = std::uint32_t;
  static constexpr StackId BOTTOM = 0;
  static constexpr SetId UNKNOWN = static_cast<SetId>(-1);

  struct Frame {
    Network::StateId returnTo;
    StackId below;
  };

  // State in the high half, stack in the low. Only states that read bytes are kept.
  using Item = std::uint64_t;

  struct Set {
    std::vector<Item> items;  // sorted
    bool mayEnd;
    std::vector<SetId> next;  // by byte class; UNKNOWN until asked for; empty until first asked
  };

  StackId push(Network::StateId returnTo, StackId below);
  // Adds a pair and all that it reaches without reading a byte
  void reach(Network::StateId state, StackId stack);
  SetId internReached();

  const Network& network_;
  std::vector<Frame> frames_;
  std::unordered_map<std::uint64_t, StackId> frameIndex_;
  std::vector<Set> sets_;
  std::unordered_multimap<std::size_t, SetId> setIndex_;
  SetId start_;

  // Scratch of the set being built
  std::vector<Item> open_;
  std::unordered_set<Item> seen_;
  std::vector<Item> reached_;
  bool reachedEnd_ = false;
};

}  // namespace farhand
