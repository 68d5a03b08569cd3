// Byte-level byte-pair encoding, read from the model file: text to tokens and back.
//
// Vocabulary and merges are written in the GPT-2 alphabet, one printable character per byte; inside, everything is
// bytes. Text never becomes a control token unless the caller says that it may (`special`).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "gguf.h"
#include "pre-tokenizer.h"

namespace farhand {

enum class TokenKind : std::uint8_t { NORMAL = 1, UNKNOWN = 2, CONTROL = 3, USER_DEFINED = 4, UNUSED = 5, BYTE = 6 };

class Tokenizer {
 public:
  // Throws ENGINE_UNSUPPORTED_TOKENIZER or ENGINE_METADATA_INVALID.
  explicit Tokenizer(const GgufFile& file);

  std::size_t size() const { return bytes_.size(); }
  const std::string& preTokenizerName() const { return preTokenizerName_; }

  // A begin token comes first only if the text has it (and `special` is set) or the file's `add_bos_token` asks for it.
  std::vector<std::uint32_t> tokenize(std::string_view text, bool special) const;

  // The same without a begin token and with control tokens as text: what goes on from tokens already there.
  std::vector<std::uint32_t> tokenizeOn(std::string_view text) const;

  // The first tokens of tokenizeOn(text), as many as stay the same whatever text follows
  std::vector<std::uint32_t> settledTokens(std::string_view text) const;

  // The pieces that merges never cross; added tokens are not looked for.
  std::vector<std::string_view> pieces(std::string_view text) const { return splitPieces(preTokenizer_, text); }

  // The bytes a token stands for; of a control token, its name
  const std::string& bytesOf(std::uint32_t token) const { return bytes_[token]; }
  TokenKind kindOf(std::uint32_t token) const { return kinds_[token]; }

  std::optional<std::uint32_t> beginToken() const { return begin_; }
  // Tokens that end an output
  const std::vector<std::uint32_t>& endTokens() const { return ends_; }
  bool isEnd(std::uint32_t token) const;

 private:
  // A part of a text: one added token, or text still to be encoded
  struct Fragment {
    std::string_view text;
    std::optional<std::uint32_t> token;
  };

  struct Merge {
    std::uint32_t rank;
    std::uint32_t symbol;
  };

  void readVocabulary(const class Metadata& metadata);
  void readMerges(const class Metadata& metadata);
  void readEndTokens(const class Metadata& metadata);
  std::uint32_t symbolOf(const std::string& bytes);
  std::vector<Fragment> cutAtAddedTokens(std::string_view text, bool special) const;
  void appendFragment(const Fragment& fragment, std::vector<std::uint32_t>& tokens) const;
  std::size_t settledLength(std::string_view text) const;
  void appendPiece(std::string_view piece, std::vector<std::uint32_t>& tokens) const;

  PreTokenizer preTokenizer_ = PreTokenizer::GPT_2;
  std::string preTokenizerName_;
  bool addBegin_ = false;
  std::optional<std::uint32_t> begin_;
  std::vector<std::uint32_t> ends_;
  std::vector<std::string> bytes_;
  std::vector<TokenKind> kinds_;
  std::vector<std::uint32_t> added_;  // control and user-defined tokens, longest first

  // A symbol is a byte string that merges speak of: most are tokens, some only lead to one.
  std::unordered_map<std::string, std::uint32_t> symbols_;
  std::vector<std::int64_t> tokenOfSymbol_;  // -1 for none
  std::vector<std::uint32_t> symbolLength_;
  std::vector<std::uint32_t> symbolOfByte_;  // (256)
  std::unordered_map<std::uint64_t, Merge> merges_;  // key: left symbol in the high half, right in the low
};

}  // namespace farhand
