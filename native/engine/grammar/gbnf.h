// Reads GBNF grammars (https://github.com/ggml-org/llama.cpp/blob/master/grammars/README.md) into a tree.
//
//   rule ::= "text" other-rule | [a-z0-9_] | [^"\\] | . | (group)     # comment
//   each item may be followed by * + ? {n} {n,} {n,m}
//   escapes in texts and classes: \n \r \t \\ \" \[ \] \xNN \uNNNN \UNNNNNNNN (all name code points)
//
// A rule ends with its line; inside parentheses and around | it may go on in the next one.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace farhand {

struct CharRange {
  char32_t first;
  char32_t last;
};

struct GrammarNode {
  enum class Kind { CHARS, SEQUENCE, CHOICE, REPEAT, RULE };
  static constexpr std::size_t UNBOUNDED = static_cast<std::size_t>(-1);

  Kind kind = Kind::SEQUENCE;
  std::vector<CharRange> ranges;      // CHARS: one character out of any of these, sorted and apart; never empty
  std::vector<GrammarNode> children;  // SEQUENCE, CHOICE; REPEAT has one
  std::size_t least = 0;              // REPEAT
  std::size_t most = 0;               // REPEAT
  std::size_t rule = 0;               // RULE: index into Grammar::rules
};

struct GrammarRule {
  std::string name;
  GrammarNode body;
};

struct Grammar {
  std::vector<GrammarRule> rules;
  std::size_t root = 0;
};

// Throws ENGINE_GRAMMAR_INVALID with the line and column.
Grammar parseGbnf(std::string_view text);

}  // namespace farhand
