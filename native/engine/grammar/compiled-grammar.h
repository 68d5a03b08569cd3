// A grammar made ready for one vocabulary. What is found out about its states is kept, so outputs under the same
// grammar, at once or one after another, share it.
#pragma once

#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "local-mask.h"
#include "network.h"

namespace farhand {

class CompiledGrammar {
 public:
  // Throws ENGINE_GRAMMAR_INVALID. The trie must outlive the grammar.
  CompiledGrammar(std::string_view gbnf, const TokenTrie& trie);
  CompiledGrammar(const CompiledGrammar&) = delete;
  CompiledGrammar& operator=(const CompiledGrammar&) = delete;

  const Network& network() const { return network_; }
  const TokenTrie& trie() const { return trie_; }

  // Adds what the state allows inside its rule, or inside fewer than `room` new readings of `repeated`; returns the mask
  // for its exits, which do not change any more. May be called from any thread.
  std::shared_ptr<const LocalMask> addLocal(TokenSet& tokens, Network::StateId state,
                                            std::optional<Network::RuleId> repeated, std::uint32_t room);

 private:
  using Key = std::pair<Network::StateId, std::optional<Network::RuleId>>;

  const TokenTrie& trie_;
  const Network network_;
  std::mutex mutex_;  // guards everything below
  GrammarMatcher matcher_;
  std::map<Key, std::shared_ptr<LocalMask>> masks_;
  std::size_t maskBytes_ = 0;
};

// The grammars used last, by their text.
class GrammarCache {
 public:
  // The trie must outlive the cache and its grammars.
  explicit GrammarCache(const TokenTrie& trie) : trie_(trie) {}

  // Throws ENGINE_GRAMMAR_INVALID.
  std::shared_ptr<CompiledGrammar> find(std::string_view gbnf);

 private:
  const TokenTrie& trie_;
  std::mutex mutex_;
  std::list<std::pair<std::string, std::shared_ptr<CompiledGrammar>>> recent_;  // latest first
};

}  // namespace farhand
