// What a model's multi-token-prediction heads say, for tests: outputs only show which of their guesses were right.
#pragma once

#include <cstdint>
#include <vector>

#include "../engine/model.h"

namespace farhand {

// Logits of the tokens after a text of at least two tokens, each head going on from the guess of the one before:
// (heads, vocabulary)
std::vector<float> predictionsAfter(const Model& model, const std::vector<std::uint32_t>& tokens);

}  // namespace farhand
