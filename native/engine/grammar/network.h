// A grammar as a network of states over bytes: one small automaton per rule, in which an edge reads a byte, jumps, or
// calls another rule and comes back. Characters are spelled out in UTF-8, so whatever follows works on bytes alone.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "gbnf.h"

namespace farhand {

class Network {
 public:
  using StateId = std::uint32_t;

  struct ByteEdge {
    std::uint8_t first;
    std::uint8_t last;
    StateId target;
  };

  struct CallEdge {
    std::uint32_t rule;
    StateId target;  // where to go on after the rule
  };

  struct State {
    std::vector<ByteEdge> bytes;
    std::vector<CallEdge> calls;
    std::vector<StateId> jumps;
    bool accepts = false;     // the rule may end here
    bool onlyReturns = false;  // the rule can do nothing but end here
  };

  // Throws ENGINE_GRAMMAR_INVALID for left recursion, for rules that can never end, and for grammars too large.
  explicit Network(const Grammar& grammar);

  const State& state(StateId id) const { return states_[id]; }
  StateId startOf(std::uint32_t rule) const { return starts_[rule]; }
  StateId root() const { return starts_[root_]; }

  // Bytes that no edge tells apart have the same class; classes are numbered from 0.
  std::uint8_t byteClass(std::uint8_t byte) const { return byteClasses_[byte]; }
  std::size_t byteClassCount() const { return byteClassCount_; }

 private:
  StateId newState();
  void connect(const GrammarNode& node, StateId from, StateId to);
  void connectRange(CharRange range, StateId from, StateId to);
  void connectBytes(const std::vector<std::pair<std::uint8_t, std::uint8_t>>& bytes, StateId from, StateId to);
  void connectRepeat(const GrammarNode& node, StateId from, StateId to);
  std::vector<bool> statesReachingEnd(bool throughBytes) const;
  void checkRulesEnd(const Grammar& grammar) const;
  void checkLeftRecursion(const Grammar& grammar) const;
  std::vector<std::uint32_t> rulesCalledFirst(std::uint32_t rule, const std::vector<bool>& nullable,
                                              std::vector<std::uint32_t>& lastVisitor) const;
  void findReturns();
  void findByteClasses();

  std::vector<State> states_;
  std::vector<StateId> starts_;
  std::size_t root_;
  std::array<std::uint8_t, 256> byteClasses_{};
  std::size_t byteClassCount_ = 0;
};

}  // namespace farhand
