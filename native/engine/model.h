// A loaded model: the mapped file, its shape, its weights and its tokenizer. Unchanging after construction, so any
// number of sequences may read it at once.
#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <string>

#include "forward.h"
#include "gguf.h"
#include "grammar/compiled-grammar.h"
#include "grammar/token-trie.h"
#include "hyper-parameters.h"
#include "thread-pool.h"
#include "tokenizer.h"
#include "weights.h"

namespace farhand {

struct ModelOptions {
  std::size_t threads = 0;        // 0: physical cores, or 1 for a model too small to gain from more
  std::size_t contextLength = 0;  // 0: what the file says
};

class Model {
 public:
  Model(const std::string& path, const ModelOptions& options);

  const GgufFile& file() const { return file_; }
  const HyperParameters& shape() const { return shape_; }
  const Tokenizer& tokenizer() const { return tokenizer_; }
  const Arithmetic& arithmetic() const { return arithmetic_; }
  std::size_t contextLength() const { return contextLength_; }

  std::size_t parameterCount() const;
  std::map<std::string, std::size_t> tensorTypes() const;

  // The tokens a grammar may choose from, by their bytes: all text, no control tokens. Built at the first call.
  const TokenTrie& tokenTrie() const;
  // Grammars over those tokens
  GrammarCache& grammars() const;

  // A new sequence with room for `positions` tokens
  Sequence newSequence(std::size_t positions) const { return {shape_, weights_, arithmetic_, positions}; }

 private:
  GgufFile file_;
  HyperParameters shape_;
  Tokenizer tokenizer_;
  ModelWeights weights_;
  ThreadPool pool_;
  Arithmetic arithmetic_;
  std::size_t contextLength_;
  mutable std::once_flag trieOnce_;
  mutable std::optional<TokenTrie> trie_;
  mutable std::optional<GrammarCache> grammars_;
};

}  // namespace farhand
