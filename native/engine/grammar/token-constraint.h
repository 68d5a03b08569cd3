// Keeps an output inside a grammar: which tokens may come next, and what changes when one is taken. A token is allowed
// if the text with its bytes can still become a text of the grammar, wherever the token's borders fall.
//
// A mask is put together from what each state allows by itself (local-mask.h) and a walk over the few tokens that leave
// its rule; the whole is remembered for every set of states met.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "compiled-grammar.h"

namespace farhand {

class TokenConstraint {
 public:
  explicit TokenConstraint(std::shared_ptr<CompiledGrammar> grammar);
  TokenConstraint(const TokenConstraint&) = delete;
  TokenConstraint& operator=(const TokenConstraint&) = delete;

  // The tokens that may come next; end tokens are not among them. Valid until the next call.
  const TokenSet& allowed();

  // Sets the logits of all other tokens to -infinity. `endTokens` stay if the output may end here.
  // Throws ENGINE_GRAMMAR_STUCK if nothing is left.
  void forbidOthers(std::span<float> logits, std::span<const std::uint32_t> endTokens);

  // `token` must be allowed.
  void accept(std::uint32_t token);

  bool mayEnd() const { return matcher_.mayEnd(current_); }
  // The output is whole and nothing can follow.
  bool complete() const { return mayEnd() && !matcher_.mayGoOn(current_); }

  struct Forced {
    std::string bytes;
    bool complete = false;  // nothing can follow them
  };
  // The bytes that must follow here, as far as there is only one way to go on (at most some kilobytes)
  Forced forced();

 private:
  using SetId = GrammarMatcher::SetId;

  TokenSet computeAllowed();
  // Tokens that leave a rule at an exit and go on in one set
  struct Leaving {
    std::vector<std::uint32_t> tokens;
    std::vector<std::size_t> ends;  // (exits) where each exit's tokens end
  };

  void addItem(const GrammarMatcher::Item& item, TokenSet& tokens);
  CompiledGrammar::Place placeOf(Network::StateId state, GrammarMatcher::StackId stack) const;
  void addThroughOpenExits(const std::shared_ptr<const LocalMask>& local, GrammarMatcher::StackId stack,
                           TokenSet& tokens);
  // The tokens below a node, read from `set` on
  void addBelow(std::uint32_t node, SetId set, std::vector<std::uint32_t>& tokens);
  // Those of a forest of the trie, given by its nodes from first to end
  void addNodes(std::uint32_t first, std::uint32_t end, SetId set, std::vector<std::uint32_t>& tokens);
  const Leaving& leavingTo(const std::shared_ptr<const LocalMask>& local, SetId after);

  const std::shared_ptr<CompiledGrammar> grammar_;
  const TokenTrie& trie_;
  GrammarMatcher matcher_;
  SetId current_;
  std::unordered_map<SetId, TokenSet> allowedIn_;
  std::map<std::pair<std::shared_ptr<const LocalMask>, SetId>, Leaving> leaving_;
  std::size_t leavingCount_ = 0;
  std::vector<SetId> pathSets_;   // scratch: by depth, the set after the bytes so far
  std::vector<float> endLogits_;  // scratch
};

}  // namespace farhand
