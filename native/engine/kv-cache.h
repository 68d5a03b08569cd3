// Keys and values of the positions seen so far, in pages of PAGE_POSITIONS positions. A page holds the positions of
// all layers of one kind: those that see everything, or those that slide. Sequences share pages of equal beginnings;
// a page that nobody holds goes back to the pool. `kv-layout.h` says how a page is laid out.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <deque>
#include <mutex>
#include <span>
#include <vector>

#include "aligned-buffer.h"
#include "hyper-parameters.h"
#include "kernels.h"
#include "kv-layout.h"

namespace farhand {

struct KvPage {
  PageKind kind = PageKind::FULL;
  std::span<std::byte> bytes;
  std::atomic<std::size_t> holders = 0;
};

// The pages of one model. Safe to use from several threads.
class KvPool {
 public:
  KvPool(const HyperParameters& shape, CacheFormat format);

  const KvLayout& layout() const { return layout_; }
  std::size_t pageBytes(PageKind kind) const { return layout_.pageBytes(kind); }
  PageKind kindOf(std::size_t layer) const { return layout_.place(layer).kind; }
  // Bytes of all pages there are, held or not
  std::size_t allocatedBytes();

  // Where a layer's keys and values of one head lie in its page
  AttentionPage view(const KvPage& page, std::size_t layer, std::size_t kvHead) const;

  KvPage* take(PageKind kind);
  void release(KvPage* page);

 private:
  const std::size_t keyLength_;
  const std::size_t valueLength_;
  const KvLayout layout_;

  std::mutex mutex_;  // guards everything below
  std::vector<ByteBuffer> buffers_;
  std::deque<KvPage> pages_;
  std::array<std::vector<KvPage*>, 2> free_;
};

// A hold on a page
class PageHold {
 public:
  PageHold() = default;
  PageHold(KvPool& pool, KvPage* page) : pool_(&pool), page_(page) { page_->holders.fetch_add(1); }
  PageHold(const PageHold& other) : pool_(other.pool_), page_(other.page_) {
    if (page_ != nullptr) page_->holders.fetch_add(1);
  }
  PageHold(PageHold&& other) noexcept : pool_(other.pool_), page_(other.page_) { other.page_ = nullptr; }
  PageHold& operator=(PageHold other) noexcept {
    std::swap(pool_, other.pool_);
    std::swap(page_, other.page_);
    return *this;
  }
  ~PageHold() {
    if (page_ != nullptr) pool_->release(page_);
  }

  explicit operator bool() const { return page_ != nullptr; }
  const KvPage& page() const { return *page_; }

 private:
  KvPool* pool_ = nullptr;
  KvPage* page_ = nullptr;
};

// The pages of one sequence. Belongs to one thread at a time.
class KvCache {
 public:
  KvCache(KvPool& pool, std::size_t slidingWindow) : pool_(pool), slidingWindow_(slidingWindow) {}

  // Lets go of what sliding layers can't see from position `next` on, and makes room for positions [next, end).
  void reserve(std::size_t next, std::size_t end);

  // The same, and fills the new pages with copies of the last one before: all at the borders of pages. For measurements.
  void repeatPages(std::size_t next, std::size_t end);

  AttentionPage view(std::size_t layer, std::size_t kvHead, std::size_t page) const {
    const std::vector<PageHold>& pages = pages_[static_cast<std::size_t>(pool_.kindOf(layer))];
    return pool_.view(pages[page].page(), layer, kvHead);
  }

  // The oldest position that a layer sees from `position`
  std::size_t oldest(std::size_t layer, std::size_t position) const {
    const bool all = pool_.kindOf(layer) == PageKind::FULL || position < slidingWindow_;
    return all ? 0 : position + 1 - slidingWindow_;
  }

  // A page to be shared, or none where it is not held; it must not be written again.
  PageHold hold(PageKind kind, std::size_t page) const {
    const std::vector<PageHold>& pages = pages_[static_cast<std::size_t>(kind)];
    return page < pages.size() ? pages[page] : PageHold();
  }

  // Takes over a whole page of another sequence with the same tokens up to its end.
  void adopt(PageKind kind, std::size_t page, PageHold held) {
    std::vector<PageHold>& pages = pages_[static_cast<std::size_t>(kind)];
    if (pages.size() <= page) pages.resize(page + 1);
    pages[page] = std::move(held);
  }

  KvPool& pool() const { return pool_; }

 private:
  KvPool& pool_;
  const std::size_t slidingWindow_;
  std::array<std::vector<PageHold>, 2> pages_;  // by kind
};

}  // namespace farhand
