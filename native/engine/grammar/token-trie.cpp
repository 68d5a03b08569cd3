#include "token-trie.h"

#include <algorithm>

namespace farhand {

TokenTrie::TokenTrie(std::vector<Entry> entries, std::size_t vocabularySize) : bytesOfToken_(vocabularySize) {
  std::erase_if(entries, [](const Entry& entry) { return entry.bytes.empty(); });
  std::sort(entries.begin(), entries.end(), [](const Entry& left, const Entry& right) {
    return left.bytes != right.bytes ? left.bytes < right.bytes : left.token < right.token;
  });
  std::vector<std::uint32_t> path;  // nodes from the first byte to the last one added
  std::string previous;
  const auto leave = [&](std::size_t depth) {
    for (; path.size() > depth; path.pop_back()) {
      nodes_[path.back()].subtreeEnd = static_cast<std::uint32_t>(nodes_.size());
    }
  };
  for (Entry& entry : entries) {
    const auto differs = std::mismatch(entry.bytes.begin(), entry.bytes.end(), previous.begin(), previous.end());
    leave(static_cast<std::size_t>(differs.first - entry.bytes.begin()));
    for (std::size_t depth = path.size(); depth < entry.bytes.size(); ++depth) {
      const auto firstToken = static_cast<std::uint32_t>(tokens_.size());
      path.push_back(static_cast<std::uint32_t>(nodes_.size()));
      nodes_.push_back({static_cast<std::uint8_t>(entry.bytes[depth]), static_cast<std::uint32_t>(depth + 1), 0,
                        firstToken, firstToken});
    }
    tokens_.push_back(entry.token);
    nodes_[path.back()].tokenEnd = static_cast<std::uint32_t>(tokens_.size());
    longest_ = std::max(longest_, entry.bytes.size());
    previous = entry.bytes;
    bytesOfToken_[entry.token] = std::move(entry.bytes);
  }
  leave(0);
}

}  // namespace farhand
