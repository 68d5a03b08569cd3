#include "kv-cache.h"

#include <cstring>

namespace farhand {

KvPool::KvPool(const HyperParameters& shape, CacheFormat format)
    : keyLength_(shape.keyLength), valueLength_(shape.valueLength), layout_(shape, format) {}

AttentionPage KvPool::view(const KvPage& page, std::size_t layer, std::size_t kvHead) const {
  const KvLayout::Place& place = layout_.place(layer);
  const std::byte* keys = page.bytes.data() + place.offset + kvHead * place.headBytes;
  return {keys, keys + place.keyBytes, keyLength_, valueLength_};
}

KvPage* KvPool::take(PageKind kind) {
  const std::lock_guard lock(mutex_);
  std::vector<KvPage*>& free = free_[static_cast<std::size_t>(kind)];
  if (free.empty()) {
    const std::size_t bytes = pageBytes(kind);
    const std::size_t count = layout_.pagesTogether(kind);
    const ByteBuffer& buffer = buffers_.emplace_back(count * bytes);
    for (std::size_t i = count; i-- > 0;) {
      KvPage& page = pages_.emplace_back();
      page.kind = kind;
      page.bytes = {buffer.data() + i * bytes, bytes};
      free.push_back(&page);
    }
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

std::size_t KvPool::allocatedBytes() {
  const std::lock_guard lock(mutex_);
  std::size_t bytes = 0;
  for (const ByteBuffer& buffer : buffers_) bytes += buffer.size();
  return bytes;
}

void KvCache::reserve(std::size_t next, std::size_t end) {
  if (next >= slidingWindow_) {
    // The window of `next` begins at next + 1 - slidingWindow
    std::vector<PageHold>& sliding = pages_[static_cast<std::size_t>(PageKind::SLIDING)];
    for (std::size_t page = (next + 1 - slidingWindow_) / PAGE_POSITIONS; page-- > 0;) {
      if (page >= sliding.size()) continue;
      if (!sliding[page]) break;
      sliding[page] = {};
    }
  }
  const std::size_t count = (end + PAGE_POSITIONS - 1) / PAGE_POSITIONS;
  for (const PageKind kind : {PageKind::FULL, PageKind::SLIDING}) {
    if (pool_.pageBytes(kind) == 0) continue;
    std::vector<PageHold>& pages = pages_[static_cast<std::size_t>(kind)];
    while (pages.size() < count) pages.emplace_back(pool_, pool_.take(kind));
  }
}

void KvCache::repeatPages(std::size_t next, std::size_t end) {
  reserve(next, end);
  for (const PageKind kind : {PageKind::FULL, PageKind::SLIDING}) {
    if (pool_.pageBytes(kind) == 0) continue;
    const std::vector<PageHold>& pages = pages_[static_cast<std::size_t>(kind)];
    const std::size_t first = next / PAGE_POSITIONS;
    const KvPage& last = pages[first - 1].page();
    for (std::size_t page = first; page < end / PAGE_POSITIONS; ++page) {
      std::memcpy(pages[page].page().bytes.data(), last.bytes.data(), last.bytes.size());
    }
  }
}

}  // namespace farhand
