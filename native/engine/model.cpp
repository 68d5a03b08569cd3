#include "model.h"

#include <algorithm>
#include <cstdlib>
#include <string_view>

#include "available-memory.h"
#include "kernel-choice.h"
#include "predictor.h"
#include "scheduler.h"
#include "weight-matrices.h"

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

}  // namespace

MemoryRequest memoryRequest(const GgufFile& file, const HyperParameters& shape, const ModelWeights& weights,
                            const ModelOptions& options) {
  const bool exact = isExact(options.precision, file);
  MemoryRequest request;
  request.contextLength = options.contextLength == 0 ? shape.contextLength : options.contextLength;
  request.batchRows = Forward::PROMPT_BATCH;
  request.cache = options.cache.value_or(exact ? CacheFormat::F32 : CacheFormat::F16);
  request.digits = exact ? 2 : 1;
  request.packedFile = !file.files().empty() &&
                       wantsPackedFile(options.packedFile.mode, weightBytes(weights, shape).packed);
  return request;
}

const std::atomic<bool> Model::NEVER = false;

Model::Model(GgufFile file, const ModelOptions& options, const std::atomic<bool>& cancelled)
    : file_(std::move(file)),
      shape_(readHyperParameters(file_, options.predictors)),
      tokenizer_(file_),
      weights_(findWeights(file_, shape_, tokenizer_.size())),
      request_(memoryRequest(file_, shape_, weights_, options)),
      memoryPlan_(planMemory(shape_, weights_, request_,
                             options.memoryLimit == 0 ? availableMemory() : options.memoryLimit)),
      pool_(threadsFor(options, file_.fileBytes())),
      arithmetic_(bestKernels(), pool_, request_.digits),
      kvPool_(shape_, request_.cache) {
  requireMemory(memoryPlan_, shape_, request_);
  pack(options, cancelled);
}

void Model::pack(const ModelOptions& options, const std::atomic<bool>& cancelled) {
  if (request_.packedFile) packedFile_ = PackedFile(file_, weights_, shape_, options.packedFile, pool_, cancelled);
  const std::span<const std::byte> range = packedFile_.range();
  if (!range.empty()) return usePacked(weights_, shape_, options.lockMemory, range);
  packWeights(weights_, shape_, options.lockMemory, packed_, pool_);
  if (!request_.packedFile) return;
  request_.packedFile = false;
  memoryPlan_ = planFor(request_.contextLength, request_.cache);
}

Model::~Model() = default;

std::size_t Model::packedFileBytes() const {
  std::size_t bytes = 0;
  if (packedFile_.range().empty()) return bytes;
  for (const PlacedMatrix& place : placesOfPacked(weights_, shape_)) bytes += place.bytes;
  return bytes;
}

Scheduler& Model::scheduler() const {
  std::call_once(schedulerOnce_, [this] { scheduler_ = std::make_unique<Scheduler>(*this); });
  return *scheduler_;
}

MemoryPlan Model::planFor(std::size_t contextLength, CacheFormat cache) const {
  MemoryRequest request = request_;
  request.contextLength = contextLength;
  request.cache = cache;
  return planMemory(shape_, weights_, request, memoryPlan_.available);
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
