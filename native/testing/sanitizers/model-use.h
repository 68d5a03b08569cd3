// Uses a model as a caller would, but for its results.
#pragma once

#include <memory>

#include "../../engine/generation.h"
#include "random.h"

// Writes `count` tokens after `prompt`, sampled, under the grammar if there is one; returns prompt and output.
// Throws a farhand::EngineError.
std::vector<std::uint32_t> writeTokens(const std::shared_ptr<const farhand::Model>& model,
                                       const std::vector<std::uint32_t>& prompt, std::size_t count,
                                       const std::string& grammar);

// Starts many outputs of all kinds at once, gives some of them up, lets others go unread, and waits for the rest.
void writeTogether(const std::shared_ptr<const farhand::Model>& model, const std::vector<std::uint32_t>& prompt);

// Text to tokens and back: the bytes must be the same, the tokens inside the vocabulary.
void checkTokenizer(const farhand::Tokenizer& tokenizer, const std::string& text);

// Compiles the grammar and goes up to `steps` allowed tokens along it.
void walkGrammar(const farhand::Model& model, const std::string& grammar, std::size_t steps, Random& random);
