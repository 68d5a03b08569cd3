// A grammar as a network of states over bytes: one small automaton per rule, in which an edge reads a byte, jumps, or
// calls another rule and comes back. Characters are spelled out in UTF-8, so whatever follows works on bytes alone.
//
// What is repeated becomes a rule of its own, called several times over, and equal bodies are the same rule: a string
// of at most 100 characters is no larger than one of at most 6, and both read the same states.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <tuple>
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

  using RuleId = std::uint32_t;
  using ContinuationId = std::uint32_t;
  static constexpr std::uint32_t UNBOUNDED = static_cast<std::uint32_t>(-1);

  // What follows when a called rule has ended: the rule again while fewer than `most` have been read, and `target`
  // from `least` on. A plain call has both at 1.
  struct Continuation {
    StateId target;
    RuleId rule;  // 0 for plain calls, so that those with the same target are the same
    std::uint32_t least;
    std::uint32_t most;

    bool repeats() const { return most != 1; }
  };

  struct CallEdge {
    RuleId rule;
    ContinuationId continuation;
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
  StateId startOf(RuleId rule) const { return starts_[rule]; }
  const Continuation& continuation(ContinuationId id) const { return continuations_[id]; }
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
  void unrollRepeat(const GrammarNode& node, StateId from, StateId to);
  void connectRule(const GrammarNode& body, RuleId rule);
  void connectCall(Continuation continuation, RuleId rule, StateId from);
  RuleId bodyOf(const GrammarNode& item);
  std::vector<bool> statesReachingEnd(bool throughBytes) const;
  void checkRulesEnd() const;
  void checkLeftRecursion() const;
  std::vector<RuleId> rulesCalledFirst(RuleId rule, const std::vector<bool>& nullable,
                                       std::vector<RuleId>& lastVisitor) const;
  void findReturns();
  void findByteClasses();

  std::vector<State> states_;
  std::vector<StateId> starts_;        // by rule: those of the grammar, then repeated bodies
  std::vector<std::string> ruleNames_;  // for errors; a body has that of the rule it was first met in
  std::vector<Continuation> continuations_;
  std::map<std::tuple<StateId, RuleId, std::uint32_t, std::uint32_t>, ContinuationId> continuationIndex_;
  std::map<std::string, RuleId> bodies_;
  std::vector<bool> ruleMayBeEmpty_;
  RuleId namingRule_ = 0;  // the grammar's rule that is being connected
  std::size_t root_;
  std::array<std::uint8_t, 256> byteClasses_{};
  std::size_t byteClassCount_ = 0;
};

}  // namespace farhand
