// The vocabulary as a tree of bytes, laid out in the order of a walk: a node's children follow it, and `subtreeEnd`
// says where to go on when its whole subtree is out of the question.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace farhand {

class TokenTrie {
 public:
  struct Entry {
    std::string bytes;
    std::uint32_t token;
  };

  struct Node {
    std::uint8_t byte;
    std::uint32_t depth;  // 1 for a first byte
    std::uint32_t subtreeEnd;
    std::uint32_t firstToken;  // into tokens(): those whose bytes end at this node
    std::uint32_t tokenEnd;
  };

  // Entries without bytes are left out.
  TokenTrie(std::vector<Entry> entries, std::size_t vocabularySize);

  const std::vector<Node>& nodes() const { return nodes_; }
  const std::vector<std::uint32_t>& tokens() const { return tokens_; }
  const std::string& bytesOf(std::uint32_t token) const { return bytesOfToken_[token]; }
  std::size_t vocabularySize() const { return bytesOfToken_.size(); }
  std::size_t longestToken() const { return longest_; }

 private:
  std::vector<Node> nodes_;
  std::vector<std::uint32_t> tokens_;
  std::vector<std::string> bytesOfToken_;  // empty for tokens outside
  std::size_t longest_ = 0;
};

}  // namespace farhand
