#include "model.h"

#include "kernels.h"

namespace farhand {

namespace {

// Below this many bytes of weights, handing out the work costs more than it saves
constexpr std::size_t SMALL_MODEL_BYTES = std::size_t{64} << 20;

std::size_t threadsFor(const ModelOptions& options, std::size_t fileBytes) {
  if (options.threads != 0) return options.threads;
  return fileBytes < SMALL_MODEL_BYTES ? 1 : physicalCores();
}

}  // namespace

Model::Model(const std::string& path, const ModelOptions& options)
    : file_(path),
      shape_(readHyperParameters(file_)),
      tokenizer_(file_),
      weights_(findWeights(file_, shape_, tokenizer_.size())),
      pool_(threadsFor(options, file_.fileBytes())),
      arithmetic_(bestKernels(), pool_),
      contextLength_(options.contextLength == 0 ? shape_.contextLength : options.contextLength) {}

std::size_t Model::parameterCount() const {
  std::size_t count = 0;
  for (const GgufTensor& tensor : file_.tensors()) count += tensor.valueCount;
  return count;
}

std::map<std::string, std::size_t> Model::tensorTypes() const {
  std::map<std::string, std::size_t> types;
  for (const GgufTensor& tensor : file_.tensors()) ++types[traitsOf(tensor.type).name];
  return types;
}

const TokenTrie& Model::tokenTrie() const {
  std::call_once(trieOnce_, [this] {
    std::vector<TokenTrie::Entry> entries;
    for (std::uint32_t token = 0; token < tokenizer_.size(); ++token) {
      const TokenKind kind = tokenizer_.kindOf(token);
      const bool text = kind == TokenKind::NORMAL || kind == TokenKind::USER_DEFINED || kind == TokenKind::BYTE;
      if (text && !tokenizer_.isEnd(token)) entries.push_back({tokenizer_.bytesOf(token), token});
    }
    trie_.emplace(std::move(entries), tokenizer_.size());
    grammars_.emplace(*trie_);
  });
  return *trie_;
}

GrammarCache& Model::grammars() const {
  tokenTrie();
  return *grammars_;
}

}  // namespace farhand
