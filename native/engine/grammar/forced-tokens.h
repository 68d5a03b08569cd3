// Jump-ahead: the tokens that need no sampling, because the grammar leaves only one text to write.
//
// They are what the tokenizer makes of that text from here on, up to the last token that no continuation can change: a
// piece that what follows may still grow into stays for sampling. Tokens already written are not taken back, so only
// where one of them ended in the middle of a piece does the whole differ from the tokenizer's own choice.
#pragma once

#include <cstdint>
#include <vector>

#include "../tokenizer.h"
#include "token-constraint.h"

namespace farhand {

// Each must still be given to `accept`. Empty where more than one byte may follow, or inside a character.
std::vector<std::uint32_t> forcedTokens(TokenConstraint& constraint, const Tokenizer& tokenizer);

}  // namespace farhand
