// What one state of a grammar allows whatever surrounds it: the tokens that stay inside its rule, and the places in the
// trie where the rule may have ended, from which only the surroundings can say how a token goes on.
//
// For a state in a repeated rule this covers all its readings. A token is kept with the number of readings it takes, so
// one walk serves a string of any least and most length, at any place in it.
//
// What follows a rule is a mask of the same kind, which begins at the exits of another: so the tokens that end a rule are
// worked out once for each rule that calls it, not once for each place in a text.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "matcher.h"
#include "token-set.h"
#include "token-trie.h"

namespace farhand {

class LocalMask {
 public:
  // A node of the trie with longer tokens below it, where the rule may have ended
  struct Exit {
    std::uint32_t node;
    std::vector<std::uint32_t> readings;  // finished on the way, in order; 0 alone if the rule isn't repeated
  };

  // Follows all tokens, or those that pass an exit of `before`, from `start` on (see GrammarMatcher::startInside).
  LocalMask(GrammarMatcher& matcher, GrammarMatcher::SetId start, const TokenTrie& trie, const LocalMask* before);

  // Adds the tokens that take fewer than `room` new readings.
  void addTo(TokenSet& tokens, std::uint32_t room);
  const std::vector<Exit>& exits() const { return exits_; }
  // The most readings that any exit takes
  std::uint32_t mostReadings() const { return mostReadings_; }
  std::size_t bytes() const;

 private:
  void follow(GrammarMatcher& matcher, GrammarMatcher::SetId start, const TokenTrie& trie, std::uint32_t first,
              std::uint32_t end);
  void addExit(const TokenTrie& trie, std::uint32_t node, const std::vector<std::uint32_t>& readings);

  const std::size_t vocabularySize_;
  std::vector<GrammarMatcher::SetId> path_;  // while following: by depth, the set after the bytes so far
  std::vector<std::vector<std::uint32_t>> tokensByReadings_;
  std::vector<std::unique_ptr<TokenSet>> sets_;  // by room - 1: all tokens up to there, once asked for
  std::vector<Exit> exits_;
  std::uint32_t mostReadings_ = 0;
};

}  // namespace farhand
