// Follows a grammar byte by byte. A place in the text corresponds to a set of (state, stack) pairs, because a grammar
// may be ambiguous; each such set gets a number, and where a byte leads from it is worked out once and remembered.
// So the grammar slowly turns into a deterministic automaton, built only where the text goes.
//
// Stacks of frames (what follows the rule, and how often it has been read) share their tails; each has a number too.
// A plain call in last place pushes nothing, so right-linear grammars of thousands of rules need no stack at all.
//
// A text can also be followed from inside a rule whose surroundings are unknown (startInside). Then a set says where the
// rule may have ended (`exits`), and how many readings of a repeated rule it takes to get there.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "network.h"

namespace farhand {

class GrammarMatcher {
 public:
  using SetId = std::uint32_t;
  using StackId = std::uint32_t;
  static constexpr SetId DEAD = 0;      // no text of the grammar begins like this
  static constexpr StackId BOTTOM = 0;  // nothing follows
  static constexpr StackId OPEN = 1;    // unknown what follows

  struct Item {
    Network::StateId state;
    StackId stack;
    auto operator<=>(const Item&) const = default;
  };

  struct Frame {
    Network::ContinuationId continuation;  // for a frame above OPEN that counts readings: its rule
    std::uint32_t count;                   // finished readings of a repeated rule, no more than tell
    StackId below;
    bool counting;        // repeats its rule without end and notes an exit after each reading
    std::uint32_t inside;  // finished readings of the counting frame at the foot of the stack
    auto operator<=>(const Frame&) const = default;
  };

  // The network must outlive the matcher.
  explicit GrammarMatcher(const Network& network);

  SetId start() const { return start_; }
  SetId advance(SetId from, std::uint8_t byte);

  // Only the state itself, in a rule whose caller is unknown, or in a reading of `repeated`.
  SetId startInside(Network::StateId state, std::optional<Network::RuleId> repeated);
  // The same with all that the state reaches without reading a byte; the rule may end at once.
  SetId startInsideFrom(Network::StateId state, std::optional<Network::RuleId> repeated);
  // What may be read once the rule of this stack's uppermost frame has ended for good
  SetId startAfter(StackId stack);

  // The text so far is a whole text of the grammar.
  bool mayEnd(SetId set) const { return sets_[set].mayEnd; }
  // Some byte may follow.
  bool mayGoOn(SetId set) const { return !sets_[set].items.empty(); }
  // The byte that must follow, if only one may and the text can't end
  std::optional<std::uint8_t> onlyByte(SetId set) const;

  // Pairs whose states read bytes, in order
  const std::vector<Item>& items(SetId set) const { return sets_[set].items; }
  const Frame& frame(StackId stack) const { return frames_[stack]; }
  // Inside: after how many readings the rule may have ended here (0 for a rule that is not repeated), in order
  const std::vector<std::uint32_t>& exits(SetId set) const { return sets_[set].exits; }
  // Inside: how many readings must be finished, at least, before the one that this text is in
  std::uint32_t readingsBefore(SetId set) const;

  std::size_t setCount() const { return sets_.size(); }
  // Forgets everything but one set and returns its new number. All other numbers lose their meaning.
  SetId forgetAllBut(SetId set);

 private:
  static constexpr SetId UNKNOWN = static_cast<SetId>(-1);

  struct Set {
    std::vector<Item> items;  // sorted
    bool mayEnd;
    std::vector<std::uint32_t> exits;  // sorted
    std::vector<SetId> next;           // by byte class; UNKNOWN until asked for; empty until first asked
  };

  struct ItemHash {
    std::size_t operator()(const Item& item) const;
  };
  struct FrameHash {
    std::size_t operator()(const Frame& frame) const;
  };

  void begin();
  StackId push(Frame frame);
  // Adds a pair and all that it reaches without reading a byte
  void reach(Network::StateId state, StackId stack);
  void leave(StackId stack);
  SetId internReached();

  const Network& network_;
  std::vector<Frame> frames_;
  std::unordered_map<Frame, StackId, FrameHash> frameIndex_;
  std::vector<Set> sets_;
  std::unordered_multimap<std::size_t, SetId> setIndex_;
  SetId start_ = DEAD;

  // Scratch of the set being built
  std::vector<Item> open_;
  std::unordered_set<Item, ItemHash> seen_;
  std::vector<Item> reached_;
  std::vector<std::uint32_t> reachedExits_;
  bool reachedEnd_ = false;
};

}  // namespace farhand
