#include "damage.h"

#include <algorithm>
#include <cstring>
#include <string_view>

#include "../../engine/gguf-part.h"

namespace {

constexpr std::size_t HEADER_BYTES = 24;
constexpr std::size_t KINDS = 8;
constexpr std::size_t KINDS_OF_SAME_LENGTH = 6;
constexpr std::uint64_t TELLING_NUMBERS[] = {0,
                                             1,
                                             2,
                                             31,
                                             255,
                                             65535,
                                             0x7fffffff,
                                             0x80000000,
                                             0xffffffff,
                                             0x100000000,
                                             0x2000000000000000,
                                             0x7fffffffffffffff,
                                             0x8000000000000000,
                                             0xffffffffffffffe0,
                                             0xffffffffffffffff};

// Writes as much of the number as the file has room for
void write(std::vector<std::byte>& bytes, std::size_t at, std::uint64_t number, std::size_t size) {
  if (at >= bytes.size()) return;
  std::memcpy(bytes.data() + at, &number, std::min(size, bytes.size() - at));
}

}  // namespace

Damager::Damager(std::vector<std::byte> good) : good_(std::move(good)) {
  const farhand::GgufPart file = farhand::readGgufPart(good_);
  const auto offsetOf = [this](const void* pointer) {
    return static_cast<std::size_t>(static_cast<const std::byte*>(pointer) - good_.data());
  };
  dataStart_ = good_.size();
  for (const farhand::GgufTensor& tensor : file.tensors) {
    dataStart_ = std::min(dataStart_, offsetOf(tensor.data.data()));
    fields_.push_back(offsetOf(tensor.name.data() + tensor.name.size()));
  }
  tableStart_ = fields_.empty() ? dataStart_ : fields_.front();
  const std::string_view head(reinterpret_cast<const char*>(good_.data()), tableStart_);
  for (const std::string_view prefix : {"general.", "step35.", "tokenizer.", "split."}) {
    for (std::size_t at = head.find(prefix); at != head.npos; at = head.find(prefix, at + 1)) {
      std::uint64_t length;
      std::memcpy(&length, head.data() + at - sizeof length, sizeof length);
      if (length < 100) fields_.push_back(at + length);
    }
  }
}

std::vector<std::byte> Damager::damaged(Random& random) const {
  std::vector<std::byte> bytes = good_;
  // A file of another length is refused before anything else is looked at, so most keep theirs.
  const std::size_t kinds = random.chance(4) ? KINDS : KINDS_OF_SAME_LENGTH;
  for (std::size_t times = 1 + random.below(1 + random.below(4)); times > 0; --times) damageOnce(bytes, kinds, random);
  return {bytes.begin(), bytes.end()};
}

// Metadata, table and data each get their share, whatever their sizes, and the header less: few files survive that.
std::size_t Damager::anyPlace(Random& random) const {
  switch (random.below(10)) {
    case 0: return random.below(HEADER_BYTES);
    case 1:
    case 2:
    case 3: return HEADER_BYTES + random.below(tableStart_ - HEADER_BYTES);
    case 4:
    case 5:
    case 6: return tableStart_ + random.below(dataStart_ - tableStart_);
    default: return dataStart_ + random.below(good_.size() - dataStart_);
  }
}

void Damager::damageOnce(std::vector<std::byte>& bytes, std::size_t kinds, Random& random) const {
  const std::size_t at = anyPlace(random);
  const std::uint64_t number =
      random.chance(3) ? random.below(1000) : TELLING_NUMBERS[random.below(std::size(TELLING_NUMBERS))];
  switch (random.below(kinds)) {
    case 0: write(bytes, at, random.below(256), 1); return;
    case 1: write(bytes, at, number, 4); return;
    case 2: write(bytes, at, number, 8); return;
    case 3:
    case 4: {
      // Kind, counts, dimensions, type and offset follow a name in steps of four bytes.
      const std::size_t field = fields_[random.below(fields_.size())];
      write(bytes, field + 4 * random.below(10), number, random.chance(2) ? 4 : 8);
      return;
    }
    case 5: {
      const std::size_t from = fields_[random.below(fields_.size())];
      const std::size_t to = fields_[random.below(fields_.size())];
      const std::size_t size = 4 + random.below(40);
      if (std::max(from, to) + size <= bytes.size()) std::memmove(bytes.data() + to, bytes.data() + from, size);
      return;
    }
    case 6: {
      const std::size_t start = std::min(at, bytes.size());
      const std::size_t end = std::min(start + 1 + random.below(64), bytes.size());
      if (random.chance(2)) {
        bytes.erase(bytes.begin() + static_cast<std::ptrdiff_t>(start), bytes.begin() + static_cast<std::ptrdiff_t>(end));
      } else {
        const std::vector<std::byte> piece(bytes.begin() + static_cast<std::ptrdiff_t>(start),
                                           bytes.begin() + static_cast<std::ptrdiff_t>(end));
        bytes.insert(bytes.begin() + static_cast<std::ptrdiff_t>(start), piece.begin(), piece.end());
      }
      return;
    }
    default: bytes.resize(std::min(bytes.size(), at)); return;
  }
}
