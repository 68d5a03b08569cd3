#include "model-use.h"

#include <future>

using farhand::EngineError;

std::vector<std::uint32_t> writeTokens(const std::shared_ptr<const farhand::Model>& model,
                                       const std::vector<std::uint32_t>& prompt, std::size_t count,
                                       const std::string& grammar) {
  farhand::GenerationOptions options;
  options.tokens = prompt;
  options.grammar = grammar;
  options.maxTokens = count;
  options.sampler.temperature = 1;
  options.draft = farhand::DraftKind::MTP;
  options.sampler.topK = 5;
  options.sampler.topP = 0.9;
  options.sampler.minP = 0.01;
  std::promise<void> ended;
  farhand::Generation generation(model, options, [] {}, [&ended] { ended.set_value(); });
  ended.get_future().wait();
  const farhand::GenerationBatch batch = generation.take();
  if (batch.failure) {
    if (batch.failure->code == "ENGINE_INTERNAL") throw std::runtime_error(batch.failure->message);
    throw EngineError("ENGINE_GRAMMAR_STUCK", batch.failure->message);
  }
  std::vector<std::uint32_t> tokens = prompt;
  for (const farhand::GeneratedToken& token : batch.tokens) tokens.push_back(token.token);
  return tokens;
}

void checkTokenizer(const farhand::Tokenizer& tokenizer, const std::string& text) {
  std::string back;
  for (const std::uint32_t token : tokenizer.tokenize(text, false)) {
    if (token >= tokenizer.size()) throw std::runtime_error("a token outside the vocabulary");
    back += tokenizer.bytesOf(token);
  }
  if (!back.ends_with(text)) throw std::runtime_error("tokens that don't spell their text");
}

void walkGrammar(const farhand::Model& model, const std::string& grammar, std::size_t steps, Random& random) {
  farhand::TokenConstraint constraint(std::make_shared<farhand::CompiledGrammar>(grammar, model.tokenTrie()));
  std::vector<std::uint32_t> allowed;
  for (std::size_t step = 0; step < steps && !constraint.complete(); ++step) {
    const farhand::TokenSet& set = constraint.allowed();
    allowed.clear();
    for (std::uint32_t token = 0; token < model.tokenizer().size(); ++token) {
      if (set.has(token)) allowed.push_back(token);
    }
    if (allowed.empty()) return;
    constraint.accept(allowed[random.below(allowed.size())]);
  }
}
