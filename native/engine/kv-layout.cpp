#include "kv-layout.h"

#include <algorithm>
#include <limits>
#include <numeric>

#include "kernels.h"

namespace farhand {

namespace {

// Keys and values of every head begin at a multiple of this
constexpr std::size_t ALIGNMENT = 64;
// In which the system hands out memory; some have larger ones
constexpr std::size_t SYSTEM_PAGE = 4096;

std::size_t aligned(std::size_t bytes) {
  return (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
}

std::size_t pagesOf(std::size_t positions) {
  return positions / PAGE_POSITIONS + (positions % PAGE_POSITIONS == 0 ? 0 : 1);
}

// Bytes of a page's rows of `length` numbers
std::size_t rowsBytes(CacheFormat format, std::size_t length) {
  switch (format) {
    case CacheFormat::F32: return aligned(length * PAGE_POSITIONS * 4);
    case CacheFormat::F16: return aligned(length * PAGE_POSITIONS * 2);
    case CacheFormat::Q8_0: return aligned((length + (length + BLOCK - 1) / BLOCK * 2) * PAGE_POSITIONS);
  }
  return 0;
}

// Damaged metadata may ask for anything: sums and products stop at the largest number, which fits no machine.
std::size_t times(std::size_t a, std::size_t b) {
  constexpr std::size_t MOST = std::numeric_limits<std::size_t>::max() / 4;
  return b != 0 && a > MOST / b ? MOST : a * b;
}

}  // namespace

const char* nameOf(CacheFormat format) {
  switch (format) {
    case CacheFormat::F32: return "f32";
    case CacheFormat::F16: return "f16";
    case CacheFormat::Q8_0: return "q8_0";
  }
  return "";
}

std::optional<CacheFormat> cacheFormatNamed(std::string_view name) {
  for (const CacheFormat format : {CacheFormat::F32, CacheFormat::F16, CacheFormat::Q8_0}) {
    if (name == nameOf(format)) return format;
  }
  return std::nullopt;
}

KvLayout::KvLayout(const HyperParameters& shape, CacheFormat format)
    : format_(format), window_(shape.slidingWindow) {
  const std::size_t keyBytes = rowsBytes(format, shape.keyLength);
  const std::size_t headBytes = keyBytes + rowsBytes(format, shape.valueLength);
  for (const LayerShape& layer : shape.layers) {
    const PageKind kind = layer.sliding ? PageKind::SLIDING : PageKind::FULL;
    std::size_t& total = pageBytes_[static_cast<std::size_t>(kind)];
    places_.push_back({kind, total, keyBytes, headBytes});
    total += layer.kvHeads * headBytes;
  }
}

std::size_t KvLayout::pagesTogether(PageKind kind) const {
  return SYSTEM_PAGE / std::gcd(SYSTEM_PAGE, pageBytes(kind));
}

std::size_t KvLayout::bytesFor(std::size_t positions, std::size_t rows) const {
  const auto [full, sliding] = pagesFor(positions, rows);
  return times(full, pageBytes(PageKind::FULL)) + times(sliding, pageBytes(PageKind::SLIDING));
}

std::size_t KvLayout::takenFor(std::size_t positions, std::size_t rows) const {
  const auto pages = pagesFor(positions, rows);
  std::size_t bytes = 0;
  for (const PageKind kind : {PageKind::FULL, PageKind::SLIDING}) {
    const std::size_t together = pagesTogether(kind);
    const std::size_t groups = (pages[static_cast<std::size_t>(kind)] + together - 1) / together;
    bytes += times(groups, together * pageBytes(kind));
  }
  return bytes;
}

// Of either kind
std::array<std::size_t, 2> KvLayout::pagesFor(std::size_t positions, std::size_t rows) const {
  const std::size_t full = pagesOf(positions);
  if (window_ >= positions) return {full, full};
  // The rows see window - 1 positions before the first of them. A run of n positions that begins at the end of a page
  // lies in 1 + pagesOf(n - 1) of them.
  return {full, std::min(full, 1 + pagesOf(std::max<std::size_t>(window_, 1) + rows - 2))};
}

}  // namespace farhand
