// How keys and values lie in pages, and so what they take of the memory: the one place where that is worked out. The
// plan made before loading and the pages that a model takes both come from here.
//
// Within a page each layer has, per key-value head, keys (keyLength, PAGE_POSITIONS) and values (PAGE_POSITIONS,
// valueLength): transposed keys let one register hold the scores of 16 positions.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "hyper-parameters.h"

namespace farhand {

// How keys and values are kept; Q8_0 is described at AttentionPage
enum class CacheFormat { F32, F16, Q8_0 };
enum class PageKind { FULL, SLIDING };

// 'f32', 'f16', 'q8_0'
const char* nameOf(CacheFormat format);
std::optional<CacheFormat> cacheFormatNamed(std::string_view name);

class KvLayout {
 public:
  struct Place {
    PageKind kind;
    std::size_t offset;     // of the layer in its page, bytes
    std::size_t keyBytes;   // of one head
    std::size_t headBytes;  // keys and values of one head
  };

  KvLayout(const HyperParameters& shape, CacheFormat format);

  CacheFormat format() const { return format_; }
  const Place& place(std::size_t layer) const { return places_[layer]; }
  std::size_t pageBytes(PageKind kind) const { return pageBytes_[static_cast<std::size_t>(kind)]; }

  // Pages that are taken from the system at once, so that they fill whole pages of its own
  std::size_t pagesTogether(PageKind kind) const;

  // What a sequence of so many positions holds at most, which is read in steps of up to `rows`; its sliding layers hold
  // what the step's rows see. The largest number stands for all that are larger.
  std::size_t bytesFor(std::size_t positions, std::size_t rows) const;
  // The same, with the pages that are taken together with the last one
  std::size_t takenFor(std::size_t positions, std::size_t rows) const;

 private:
  std::array<std::size_t, 2> pagesFor(std::size_t positions, std::size_t rows) const;

  const CacheFormat format_;
  const std::size_t window_;
  std::vector<Place> places_;
  std::array<std::size_t, 2> pageBytes_ = {0, 0};
};

}  // namespace farhand
