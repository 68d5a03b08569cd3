// Names of the parts of a split model file: NAME-00002-of-00005.gguf
#pragma once

#include <optional>
#include <string>

namespace farhand {

struct SplitName {
  std::string before;  // path up to the hyphen before the part's number
  std::size_t index;   // from 0
  std::size_t count;

  // Path of another part
  std::string pathOf(std::size_t part) const;
};

// Nothing if the path isn't named like a part.
std::optional<SplitName> parseSplitName(const std::string& path);

}  // namespace farhand
