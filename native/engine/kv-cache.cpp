#include "kv-cache.h"

#include <algorithm>

namespace farhand {

namespace {

// Keys and values of every head begin at a multiple of this
constexpr std::size_t ALIGNMENT = 64;

std::size_t aligned(std::size_t bytes) {
  return (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
}

}  // namespace

KvPool::KvPool(const HyperParameters& shape, KvType type)
    : keyLength_(shape.keyLength), valueLength_(shape.valueLength), type_(type) {
  const std::size_t valueBytes = type == KvType::F32 ? 4 : 2;
  for (const LayerShape& layer : shape.layers) {
    const PageKind kind = layer.sliding ? PageKind::SLIDING : PageKind::FULL;
    std::size_t& total = pageBytes_[static_cast<std::size_t>(kind)];
    const std::size_t keyBytes = aligned(keyLength_ * PAGE_POSITIONS * valueBytes);
    const std::size_t headBytes = keyBytes + aligned(valueLength_ * PAGE_POSITIONS * valueBytes);
    places_.push_back({kind, total, keyBytes, headBytes});
    total += layer.kvHeads * headBytes;
  }
}

std::size_t KvPool::bytesFor(std::size_t positions, std::size_t window, std::size_t rows) const {
  const auto pagesOf = [](std::size_t count) { return (count + PAGE_POSITIONS - 1) / PAGE_POSITIONS; };
  const std::size_t full = pagesOf(positions);
  // A window and a step may both begin within a page.
  const std::size_t sliding = std::min(full, pagesOf(window + rows) + 1);
  return full * pageBytes(PageKind::FULL) + sliding * pageBytes(PageKind::SLIDING);
}

AttentionPage KvPool::view(const KvPage& page, std::size_t layer, std::size_t kvHead) const {
  const Place& place = places_[layer];
  const std::byte* keys = page.bytes.data() + place.offset + kvHead * place.headBytes;
  return {keys, keys + place.keyBytes, keyLength_, valueLength_};
}

KvPage* KvPool::take(PageKind kind) {
  const std::lock_guard lock(mutex_);
  std::vector<KvPage*>& free = free_[static_cast<std::size_t>(kind)];
  if (free.empty()) {
    ByteBuffer bytes(pageBytes(kind));
    KvPage& page = pages_.emplace_back();
    page.kind = kind;
    page.bytes = std::move(bytes);
    return &page;
  }
  KvPage* page = free.back();
  free.pop_back();
  return page;
}

void KvPool::release(KvPage* page) {
  if (page->holders.fetch_sub(1) != 1) return;
  const std::lock_guard lock(mutex_);
  free_[static_cast<std::size_t>(page->kind)].push_back(page);
}

void KvCache::reserve(std::size_t next, std::size_t end) {
  const std::size_t count = (end + PAGE_POSITIONS - 1) / PAGE_POSITIONS;
  for (const PageKind kind : {PageKind::FULL, PageKind::SLIDING}) {
    if (pool_.pageBytes(kind) == 0) continue;
    std::vector<PageHold>& pages = pages_[static_cast<std::size_t>(kind)];
    while (pages.size() < count) pages.emplace_back(pool_, pool_.take(kind));
  }
  if (next < slidingWindow_) return;
  // The window of `next` begins at next + 1 - slidingWindow
  std::vector<PageHold>& sliding = pages_[static_cast<std::size_t>(PageKind::SLIDING)];
  for (std::size_t page = (next + 1 - slidingWindow_) / PAGE_POSITIONS; page-- > 0;) {
    if (page >= sliding.size()) continue;
    if (!sliding[page]) break;
    sliding[page] = {};
  }
}

}  // namespace farhand
