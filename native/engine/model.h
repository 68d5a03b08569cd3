// A loaded model: the mapped file, its shape, its weights and its tokenizer. Unchanging after construction, so any
// number of sequences may read it at once.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "gguf.h"
#include "grammar/compiled-grammar.h"
#include "grammar/token-trie.h"
#include "hyper-parameters.h"
#include "packed-matrix.h"
#include "packed-store.h"
#include "sequence.h"
#include "memory-plan.h"
#include "thread-pool.h"
#include "tokenizer.h"
#include "weights.h"

namespace farhand {

// How nearly a pass follows exact arithmetic on the file's weights. EXACT rounds activations to 16 bits and keeps keys
// and values as floats; FAST takes 8 bits and halves, as large models are usually run. AUTOMATIC is EXACT for models
// that are small enough not to care.
enum class Precision { AUTOMATIC, EXACT, FAST };

struct ModelOptions {
  std::size_t threads = 0;        // 0: physical cores, or 1 for a model too small to gain from more
  std::size_t contextLength = 0;  // 0: what the file says
  Precision precision = Precision::AUTOMATIC;  // FARHAND_ENGINE_PRECISION=exact|fast overrides AUTOMATIC
  std::size_t memoryLimit = 0;    // bytes the model may take; 0: what is available
  std::size_t predictors = ALL_PREDICTORS;  // prediction heads of the file that are loaded at most
  bool lockMemory = false;        // keep the weights in memory whatever else the machine does
  std::optional<CacheFormat> cache;  // none: F32 if exact, else F16
  PackedFileOptions packedFile;
};

// What a model loaded with these options will ask of the memory, if its packed file, should it be to have one, can be
// written
MemoryRequest memoryRequest(const GgufFile& file, const HyperParameters& shape, const ModelWeights& weights,
                            const ModelOptions& options);

class Scheduler;

class Model {
 public:
  // Throws ENGINE_OUT_OF_MEMORY, before it takes any for weights, if the model can't fit with its whole context in use.
  // `cancelled` ends the writing of a packed file, with ENGINE_ABORTED.
  Model(GgufFile file, const ModelOptions& options, const std::atomic<bool>& cancelled = NEVER);
  ~Model();

  const GgufFile& file() const { return file_; }
  const HyperParameters& shape() const { return shape_; }
  const ModelWeights& weights() const { return weights_; }
  const Tokenizer& tokenizer() const { return tokenizer_; }
  const Arithmetic& arithmetic() const { return arithmetic_; }
  std::size_t contextLength() const { return request_.contextLength; }

  const MemoryPlan& memoryPlan() const { return memoryPlan_; }
  // The same for another context and cache
  MemoryPlan planFor(std::size_t contextLength, CacheFormat cache) const;
  const PackedFileReport& packedFile() const { return packedFile_.report(); }
  // Taken for packed copies, and what passes read of the packed file
  std::size_t packedBytes() const { return packed_.bytes(); }
  std::size_t packedFileBytes() const;

  std::size_t parameterCount() const;
  std::map<std::string, std::size_t> tensorTypes() const;

  // The tokens a grammar may choose from, by their bytes: all text, no control tokens. Built at the first call.
  const TokenTrie& tokenTrie() const;
  // Grammars over those tokens
  GrammarCache& grammars() const;

  // What writes all outputs. Made at the first call.
  Scheduler& scheduler() const;

  KvPool& kvPool() const { return kvPool_; }
  KvCache newCache() const { return {kvPool_, shape_.slidingWindow}; }

  // A new sequence that is read in batches of at most `rows` tokens
  Sequence newSequence(std::size_t rows) const {
    return {newCache(), std::make_unique<Forward>(shape_, weights_, arithmetic_, rows)};
  }

 private:
  static const std::atomic<bool> NEVER;

  void pack(const ModelOptions& options, const std::atomic<bool>& cancelled);

  GgufFile file_;
  HyperParameters shape_;
  Tokenizer tokenizer_;
  ModelWeights weights_;
  MemoryRequest request_;
  MemoryPlan memoryPlan_;
  ThreadPool pool_;
  PackedFile packedFile_;
  PackedWeights packed_;
  Arithmetic arithmetic_;
  mutable KvPool kvPool_;
  mutable std::once_flag trieOnce_;
  mutable std::optional<TokenTrie> trie_;
  mutable std::optional<GrammarCache> grammars_;
  mutable std::once_flag schedulerOnce_;
  mutable std::unique_ptr<Scheduler> scheduler_;  // the first to go: its thread uses everything above
};

}  // namespace farhand
