#include "network.h"

#include <algorithm>

#include "../error.h"

namespace farhand {

namespace {

using StateId = Network::StateId;

constexpr std::size_t MAX_STATES = 2'000'000;
// Exact short counts, such as the digits of an escape, are spelled out
constexpr std::size_t MOST_UNROLLED = 8;

// UTF-8 by length: the largest code point, and the bits before the payload of the first byte
constexpr char32_t LAST_OF_LENGTH[] = {0x7f, 0x7ff, 0xffff, 0x10ffff};
constexpr unsigned LEAD_OF_LENGTH[] = {0x00, 0xc0, 0xe0, 0xf0};

std::uint8_t utf8Byte(char32_t codePoint, std::size_t length, std::size_t index) {
  const unsigned payload = codePoint >> (6 * (length - 1 - index)) & (index == 0 ? 0x7fu : 0x3fu);
  return static_cast<std::uint8_t>(payload | (index == 0 ? LEAD_OF_LENGTH[length - 1] : 0x80u));
}

[[noreturn]] void fail(const std::string& why) {
  throw EngineError("ENGINE_GRAMMAR_INVALID", "The grammar " + why + ".");
}

bool mayBeEmpty(const GrammarNode& node, const std::vector<bool>& ruleMayBeEmpty) {
  const auto empty = [&](const GrammarNode& child) { return mayBeEmpty(child, ruleMayBeEmpty); };
  switch (node.kind) {
    case GrammarNode::Kind::CHARS: return false;
    case GrammarNode::Kind::SEQUENCE: return std::all_of(node.children.begin(), node.children.end(), empty);
    case GrammarNode::Kind::CHOICE: return std::any_of(node.children.begin(), node.children.end(), empty);
    case GrammarNode::Kind::REPEAT: return node.least == 0 || empty(node.children.front());
    case GrammarNode::Kind::RULE: return ruleMayBeEmpty[node.rule];
  }
  return false;
}

std::vector<bool> rulesThatMayBeEmpty(const Grammar& grammar) {
  std::vector<bool> result(grammar.rules.size());
  for (bool changed = true; changed;) {
    changed = false;
    for (std::size_t rule = 0; rule < result.size(); ++rule) {
      if (result[rule] || !mayBeEmpty(grammar.rules[rule].body, result)) continue;
      result[rule] = true;
      changed = true;
    }
  }
  return result;
}

// The same text for the same tree, and only for it
void describe(const GrammarNode& node, std::string& text) {
  text += static_cast<char>('a' + static_cast<int>(node.kind));
  text += std::to_string(node.rule) + ',' + std::to_string(node.least) + ',' + std::to_string(node.most) + '(';
  for (const CharRange range : node.ranges) text += std::to_string(range.first) + '-' + std::to_string(range.last) + ' ';
  for (const GrammarNode& child : node.children) describe(child, text);
  text += ')';
}

}  // namespace

Network::Network(const Grammar& grammar) : root_(grammar.root) {
  ruleMayBeEmpty_ = rulesThatMayBeEmpty(grammar);
  for (const GrammarRule& rule : grammar.rules) {
    starts_.push_back(newState());
    ruleNames_.push_back(rule.name);
  }
  for (RuleId rule = 0; rule < grammar.rules.size(); ++rule) {
    namingRule_ = rule;
    connectRule(grammar.rules[rule].body, rule);
  }
  checkRulesEnd();
  checkLeftRecursion();
  findReturns();
  findByteClasses();
}

StateId Network::newState() {
  if (states_.size() >= MAX_STATES) fail("is too large: repetitions multiply it to over two million states");
  states_.emplace_back();
  return static_cast<StateId>(states_.size() - 1);
}

void Network::connectRule(const GrammarNode& body, RuleId rule) {
  const StateId end = newState();
  states_[end].accepts = true;
  connect(body, starts_[rule], end);
}

void Network::connectCall(Continuation continuation, RuleId rule, StateId from) {
  const auto key = std::tuple(continuation.target, continuation.rule, continuation.least, continuation.most);
  const auto next = static_cast<ContinuationId>(continuations_.size());
  const auto [found, isNew] = continuationIndex_.try_emplace(key, next);
  if (isNew) continuations_.push_back(continuation);
  states_[from].calls.push_back({rule, found->second});
}

void Network::connect(const GrammarNode& node, StateId from, StateId to) {
  switch (node.kind) {
    case GrammarNode::Kind::CHARS:
      for (const CharRange range : node.ranges) connectRange(range, from, to);
      return;
    case GrammarNode::Kind::CHOICE:
      for (const GrammarNode& option : node.children) {
        const StateId start = newState();
        states_[from].jumps.push_back(start);
        connect(option, start, to);
      }
      return;
    case GrammarNode::Kind::SEQUENCE: {
      StateId at = from;
      for (const GrammarNode& item : node.children) {
        const StateId next = newState();
        connect(item, at, next);
        at = next;
      }
      states_[at].jumps.push_back(to);
      return;
    }
    case GrammarNode::Kind::RULE:
      connectCall({to, 0, 1, 1}, static_cast<RuleId>(node.rule), from);
      return;
    case GrammarNode::Kind::REPEAT:
      connectRepeat(node, from, to);
      return;
  }
}

// A body that may be empty is unrolled: as a rule called over and over it could be read any number of times at once.
void Network::connectRepeat(const GrammarNode& node, StateId from, StateId to) {
  const bool few = node.most <= 1 || (node.least == node.most && node.most <= MOST_UNROLLED);
  if (few || mayBeEmpty(node.children.front(), ruleMayBeEmpty_)) {
    unrollRepeat(node, from, to);
    return;
  }
  if (node.least == 0) states_[from].jumps.push_back(to);
  const auto least = static_cast<std::uint32_t>(node.least);
  const std::uint32_t most =
      node.most == GrammarNode::UNBOUNDED ? UNBOUNDED : static_cast<std::uint32_t>(node.most);
  const RuleId body = bodyOf(node.children.front());
  connectCall({to, body, least, most}, body, from);
}

Network::RuleId Network::bodyOf(const GrammarNode& item) {
  std::string description;
  describe(item, description);
  const auto [found, isNew] = bodies_.try_emplace(std::move(description), static_cast<RuleId>(starts_.size()));
  const RuleId body = found->second;
  if (!isNew) return body;
  starts_.push_back(newState());
  ruleNames_.push_back(ruleNames_[namingRule_]);
  connectRule(item, body);
  return body;
}

void Network::unrollRepeat(const GrammarNode& node, StateId from, StateId to) {
  const GrammarNode& item = node.children.front();
  StateId at = newState();
  states_[from].jumps.push_back(at);
  const auto once = [&] {
    const StateId start = newState();
    const StateId end = newState();
    states_[at].jumps.push_back(start);
    connect(item, start, end);
    return end;
  };
  for (std::size_t i = 0; i < node.least; ++i) at = once();
  if (node.most == GrammarNode::UNBOUNDED) {
    const StateId loop = newState();
    states_[at].jumps.push_back(loop);
    at = loop;
    states_[once()].jumps.push_back(loop);
  } else {
    for (std::size_t i = node.least; i < node.most; ++i) {
      states_[at].jumps.push_back(to);
      at = once();
    }
  }
  states_[at].jumps.push_back(to);
}

// Splits a range of code points where the length or a byte before the last changes other than completely, until each
// part is a product of byte ranges.
void Network::connectRange(CharRange range, StateId from, StateId to) {
  constexpr char32_t FIRST_SURROGATE = 0xd800;
  constexpr char32_t LAST_SURROGATE = 0xdfff;
  if (range.first > range.last) return;
  if (range.first <= LAST_SURROGATE && range.last >= FIRST_SURROGATE) {
    if (range.first < FIRST_SURROGATE) connectRange({range.first, FIRST_SURROGATE - 1}, from, to);
    if (range.last > LAST_SURROGATE) connectRange({LAST_SURROGATE + 1, range.last}, from, to);
    return;
  }
  std::size_t length = 1;
  while (range.first > LAST_OF_LENGTH[length - 1]) ++length;
  if (range.last > LAST_OF_LENGTH[length - 1]) {
    connectRange({range.first, LAST_OF_LENGTH[length - 1]}, from, to);
    connectRange({LAST_OF_LENGTH[length - 1] + 1, range.last}, from, to);
    return;
  }
  for (std::size_t tail = 1; tail < length; ++tail) {
    const char32_t mask = (char32_t{1} << (6 * tail)) - 1;
    if ((range.first & ~mask) == (range.last & ~mask)) continue;
    if ((range.first & mask) != 0) {
      connectRange({range.first, range.first | mask}, from, to);
      connectRange({(range.first | mask) + 1, range.last}, from, to);
      return;
    }
    if ((range.last & mask) != mask) {
      connectRange({range.first, (range.last & ~mask) - 1}, from, to);
      connectRange({range.last & ~mask, range.last}, from, to);
      return;
    }
  }
  std::vector<std::pair<std::uint8_t, std::uint8_t>> bytes;
  for (std::size_t i = 0; i < length; ++i) {
    bytes.emplace_back(utf8Byte(range.first, length, i), utf8Byte(range.last, length, i));
  }
  connectBytes(bytes, from, to);
}

void Network::connectBytes(const std::vector<std::pair<std::uint8_t, std::uint8_t>>& bytes, StateId from, StateId to) {
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const StateId target = i + 1 == bytes.size() ? to : newState();
    states_[from].bytes.push_back({bytes[i].first, bytes[i].second, target});
    from = target;
  }
}

// The states from which the end of their rule can be reached, with or without reading bytes on the way. Works backwards
// from the ends; a call counts once both the called rule and what follows the call are known to get there.
std::vector<bool> Network::statesReachingEnd(bool throughBytes) const {
  struct Call {
    StateId from;
    StateId start;
    StateId target;
  };
  std::vector<std::vector<StateId>> before(states_.size());
  std::vector<std::vector<Call>> calls(states_.size());
  std::vector<bool> reaching(states_.size());
  std::vector<StateId> open;
  const auto mark = [&](StateId state) {
    if (reaching[state]) return;
    reaching[state] = true;
    open.push_back(state);
  };
  for (StateId from = 0; from < states_.size(); ++from) {
    const State& state = states_[from];
    for (const StateId target : state.jumps) before[target].push_back(from);
    for (const CallEdge& call : state.calls) {
      const Call known = {from, starts_[call.rule], continuations_[call.continuation].target};
      calls[known.start].push_back(known);
      calls[known.target].push_back(known);
    }
    if (throughBytes) {
      for (const ByteEdge& edge : state.bytes) before[edge.target].push_back(from);
    }
    if (state.accepts) mark(from);
  }
  while (!open.empty()) {
    const StateId reached = open.back();
    open.pop_back();
    for (const StateId from : before[reached]) mark(from);
    for (const Call& call : calls[reached]) {
      if (reaching[call.start] && reaching[call.target]) mark(call.from);
    }
  }
  return reaching;
}

void Network::checkRulesEnd() const {
  const std::vector<bool> reaching = statesReachingEnd(true);
  for (std::size_t rule = 0; rule < starts_.size(); ++rule) {
    if (!reaching[starts_[rule]]) fail("has the rule " + ruleNames_[rule] + ", which can never end");
  }
}

// Rules are taken away one by one once all they call first are gone; those left over call themselves.
void Network::checkLeftRecursion() const {
  const std::vector<bool> nullable = statesReachingEnd(false);
  std::vector<std::vector<std::uint32_t>> callers(starts_.size());
  std::vector<std::size_t> waiting(starts_.size());
  std::vector<std::uint32_t> free;
  std::vector<std::uint32_t> lastVisitor(states_.size());
  for (std::uint32_t rule = 0; rule < starts_.size(); ++rule) {
    const std::vector<std::uint32_t> called = rulesCalledFirst(rule, nullable, lastVisitor);
    waiting[rule] = called.size();
    for (const std::uint32_t other : called) callers[other].push_back(rule);
    if (called.empty()) free.push_back(rule);
  }
  for (std::size_t i = 0; i < free.size(); ++i) {
    for (const std::uint32_t caller : callers[free[i]]) {
      if (--waiting[caller] == 0) free.push_back(caller);
    }
  }
  if (free.size() == starts_.size()) return;
  const auto recursive = std::find_if(waiting.begin(), waiting.end(), [](std::size_t count) { return count > 0; });
  const std::string& name = ruleNames_[static_cast<std::size_t>(recursive - waiting.begin())];
  fail("is left-recursive: the rule " + name + " leads back to itself before any character");
}

// The rules, each once, that a rule may call before it has read a byte. `lastVisitor` remembers for every state the
// last rule (plus 1) that came by, so that it serves all rules without being cleared.
std::vector<Network::RuleId> Network::rulesCalledFirst(RuleId rule, const std::vector<bool>& nullable,
                                                       std::vector<RuleId>& lastVisitor) const {
  std::vector<RuleId> called;
  std::vector<StateId> open = {starts_[rule]};
  while (!open.empty()) {
    const StateId at = open.back();
    open.pop_back();
    if (lastVisitor[at] == rule + 1) continue;
    lastVisitor[at] = rule + 1;
    const State& state = states_[at];
    open.insert(open.end(), state.jumps.begin(), state.jumps.end());
    for (const CallEdge& call : state.calls) {
      called.push_back(call.rule);
      if (nullable[starts_[call.rule]]) open.push_back(continuations_[call.continuation].target);
    }
  }
  std::sort(called.begin(), called.end());
  called.erase(std::unique(called.begin(), called.end()), called.end());
  return called;
}

void Network::findReturns() {
  constexpr std::size_t MAX_CHAIN = 64;
  for (StateId id = 0; id < states_.size(); ++id) {
    // A chain of single jumps that ends in an accepting state without other ways out
    StateId at = id;
    std::size_t steps = 0;
    while (!states_[at].accepts && states_[at].bytes.empty() && states_[at].calls.empty() &&
           states_[at].jumps.size() == 1 && steps++ < MAX_CHAIN) {
      at = states_[at].jumps.front();
    }
    const State& last = states_[at];
    states_[id].onlyReturns = last.accepts && last.bytes.empty() && last.calls.empty() && last.jumps.empty();
  }
}

void Network::findByteClasses() {
  std::array<bool, 257> begins{};
  for (const State& state : states_) {
    for (const ByteEdge& edge : state.bytes) {
      begins[edge.first] = true;
      begins[edge.last + 1u] = true;
    }
  }
  std::uint8_t current = 0;
  for (unsigned byte = 0; byte < 256; ++byte) {
    if (byte > 0 && begins[byte]) ++current;
    byteClasses_[byte] = current;
  }
  byteClassCount_ = static_cast<std::size_t>(current) + 1;
}

}  // namespace farhand
