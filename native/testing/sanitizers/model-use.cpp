#include "model-use.h"

#include <future>

using farhand::EngineError;

namespace {

// An output in work, and its end
struct Written {
  Written(const std::shared_ptr<const farhand::Model>& model, farhand::GenerationOptions options)
      : generation(model, std::move(options), [] {}, [this] { ended.set_value(); }) {}

  std::vector<std::uint32_t> wait() {
    ended.get_future().wait();
    const farhand::GenerationBatch batch = generation.take();
    if (batch.failure) {
      if (batch.failure->code == "ENGINE_INTERNAL") throw std::runtime_error(batch.failure->message);
      throw EngineError("ENGINE_GRAMMAR_STUCK", batch.failure->message);
    }
    std::vector<std::uint32_t> tokens;
    for (const farhand::GeneratedToken& token : batch.tokens) tokens.push_back(token.token);
    return tokens;
  }

  std::promise<void> ended;
  farhand::Generation generation;
};

farhand::GenerationOptions sampled(const std::vector<std::uint32_t>& prompt, std::size_t count,
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
  return options;
}

}  // namespace

std::vector<std::uint32_t> writeTokens(const std::shared_ptr<const farhand::Model>& model,
                                       const std::vector<std::uint32_t>& prompt, std::size_t count,
                                       const std::string& grammar) {
  std::vector<std::uint32_t> tokens = prompt;
  for (const std::uint32_t token : Written(model, sampled(prompt, count, grammar)).wait()) tokens.push_back(token);
  return tokens;
}

void writeTogether(const std::shared_ptr<const farhand::Model>& model, const std::vector<std::uint32_t>& prompt) {
  constexpr std::size_t OUTPUTS = 24;
  constexpr std::size_t MOST_TOKENS = 8;
  std::vector<std::unique_ptr<Written>> outputs;
  for (std::size_t i = 0; i < OUTPUTS; ++i) {
    farhand::GenerationOptions options = sampled(prompt, 1 + i % MOST_TOKENS, i % 3 == 0 ? "root ::= \"open \"*" : "");
    options.tokens.resize(1 + i * prompt.size() / OUTPUTS);
    options.jumpAhead = i % 2 == 0;
    options.draft = i % 4 == 1 ? farhand::DraftKind::PROMPT_LOOKUP : farhand::DraftKind::MTP;
    outputs.push_back(std::make_unique<Written>(model, std::move(options)));
    if (i % 5 == 4) outputs.back()->generation.cancel();
    if (i % 7 == 6) outputs.erase(outputs.begin());
  }
  for (const std::unique_ptr<Written>& output : outputs) output->wait();
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
