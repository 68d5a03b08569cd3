// A grammar made ready for one vocabulary. What is found out about its states is kept, so outputs under the same
// grammar, at once or one after another, share it.
#pragma once

#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <tuple>

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

  // A state, and the repeated rule that it is in a reading of, if any
  struct Place {
    Network::StateId state;
    std::optional<Network::RuleId> repeated;
    std::uint32_t room = Network::UNBOUNDED;  // readings that are left, this one included
  };

  // Adds what the place allows by itself, of all tokens or (from the state and what it reaches) of those that pass an
  // exit of `before`. Returns the mask for its exits, which do not change any more. May be called from any thread.
  std::shared_ptr<const LocalMask> addLocal(TokenSet& tokens, const Place& place,
                                            const std::shared_ptr<const LocalMask>& before);

 private:
  using Key = std::tuple<Network::StateId, std::optional<Network::RuleId>, std::shared_ptr<const LocalMask>>;

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
