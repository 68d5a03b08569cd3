// Keeps an output inside a grammar: which tokens may come next, and what changes when one is taken. A token is allowed
// if the text with its bytes can still become a text of the grammar, wherever the token's borders fall.
#pragma once

#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "matcher.h"
#include "network.h"
#include "token-trie.h"

namespace farhand {

class TokenConstraint {
 public:
  // Throws ENGINE_GRAMMAR_INVALID. The trie must outlive the constraint.
  TokenConstraint(std::string_view grammar, const TokenTrie& trie);
  TokenConstraint(const TokenConstraint&) = delete;
  TokenConstraint& operator=(const TokenConstraint&) = delete;

  // The tokens that may come next, in no particular order; end tokens are not among them.
  const std::vector<std::uint32_t>& allowed();

  // Sets the logits of all other tokens to -infinity. `endTokens` stay if the output may end here.
  // Throws ENGINE_GRAMMAR_STUCK if nothing is left.
  void forbidOthers(std::span<float> logits, std::span<const std::uint32_t> endTokens);

  // `token` must be allowed.
  void accept(std::uint32_t token);

  bool mayEnd() const { return matcher_.mayEnd(current_); }
  // The output is whole and nothing can follow.
  bool complete() const { return mayEnd() && !matcher_.mayGoOn(current_); }

 private:
  std::vector<std::uint32_t> walkTrie();

  const TokenTrie& trie_;
  Network network_;
  GrammarMatcher matcher_;
  GrammarMatcher::SetId current_;
  std::unordered_map<GrammarMatcher::SetId, std::vector<std::uint32_t>> allowedIn_;
  std::vector<GrammarMatcher::SetId> pathSets_;  // scratch: by depth, the set after the bytes so far
  std::vector<float> kept_;                      // scratch
};

}  // namespace farhand
