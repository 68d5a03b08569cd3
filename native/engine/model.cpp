#include "model.h"

#include <algorithm>
#include <cstdlib>
#include <string_view>

#include "available-memory.h"
#include "kernel-choice.h"
#include "predictor.h"
#include "scheduler.h"

namespace farhand {

namespace {

// Below this many bytes of weights, handing out the work costs more than it saves
constexpr std::size_t SMALL_MODEL_BYTES = std::size_t{64} << 20;

std::size_t threadsFor(const ModelOptions& options, std::size_t fileBytes) {
  if (options.threads != 0) return options.threads;
  return fileBytes < SMALL_MODEL_BYTES ? 1 : physicalCores();
}

bool isExact(Precision precision, const GgufFile& file) {
  if (precision != Precision::AUTOMATIC) return precision == Precision::EXACT;
  const char* wanted = std::getenv("FARHAND_ENGINE_PRECISION");
  if (wanted != nullptr) return std::string_view(wanted) == "exact";
  // Whoever keeps all weights as floats wants their results, not speed.
  const auto isFloat = [](const GgufTensor& tensor) { return tensor.type == TensorType::F32; };
  return file.fileBytes() < SMALL_MODEL_BYTES || std::all_of(file.tensors().begin(), file.tensors().end(), isFloat);
}

// The weights with every matrix of a pass packed. The embedding stays in the file: it is only looked up.
ModelWeights packed(ModelWeights weights, const HyperParameters& shape, PackedWeights& packed, ThreadPool& pool) {
  const auto pack = [&](Matrix& matrix) { packed.pack(matrix, matrix.rows, pool); };
  const auto packNetwork = [&](FeedForwardWeights& network) {
    for (Matrix* matrix : {&network.gate, &network.up, &network.down}) pack(*matrix);
  };
  for (LayerWeights& layer : weights.layers) {
    for (Matrix* matrix : {&layer.query, &layer.key, &layer.value, &layer.headGate, &layer.attentionOutput}) {
      pack(*matrix);
    }
    packNetwork(layer.dense);
    packNetwork(layer.shared);
    pack(layer.experts.router);
    FeedForwardWeights& experts = layer.experts.stacked;
    packed.pack(experts.gate, layer.experts.width, pool);
    packed.pack(experts.up, layer.experts.width, pool);
    packed.pack(experts.down, shape.embeddingLength, pool);
  }
  const Matrix output = weights.output;
  pack(weights.output);
  for (PredictorWeights& predictor : weights.predictors) {
    pack(predictor.projection);
    if (predictor.output.data == output.data) {
      predictor.output = weights.output;
    } else {
      pack(predictor.output);
    }
  }
  return weights;
}

MemoryPlan checkedPlan(const GgufFile& file, const HyperParameters& shape, const ModelOptions& options) {
  const MemoryRequest request = memoryRequest(file, shape, options);
  const std::size_t available = options.memoryLimit == 0 ? availableMemory() : options.memoryLimit;
  requireMemory(file, shape, request, available);
  if (options.lockMemory) file.lock();
  return planMemory(file, shape, request, available);
}

}  // namespace

MemoryRequest memoryRequest(const GgufFile& file, const HyperParameters& shape, const ModelOptions& options) {
  MemoryRequest request;
  request.draftRows = Predictor::MAX_ROWS;
  request.contextLength = options.contextLength == 0 ? shape.contextLength : options.contextLength;
  request.batchRows = Forward::PROMPT_BATCH;
  request.cache = isExact(options.precision, file) ? CacheFormat::F32 : CacheFormat::F16;
  return request;
}

Model::Model(GgufFile file, const ModelOptions& options)
    : file_(std::move(file)),
      shape_(readHyperParameters(file_, options.predictors)),
      memoryPlan_(checkedPlan(file_, shape_, options)),
      tokenizer_(file_),
      pool_(threadsFor(options, file_.fileBytes())),
      weights_(packed(findWeights(file_, shape_, tokenizer_.size()), shape_, packed_, pool_)),
      exact_(isExact(options.precision, file_)),
      arithmetic_(bestKernels(), pool_, exact_ ? 2 : 1),
      contextLength_(options.contextLength == 0 ? shape_.contextLength : options.contextLength),
      kvPool_(shape_, exact_ ? KvType::F32 : KvType::F16) {}

Model::~Model() = default;

Scheduler& Model::scheduler() const {
  std::call_once(schedulerOnce_, [this] { scheduler_ = std::make_unique<Scheduler>(*this); });
  return *scheduler_;
}

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
