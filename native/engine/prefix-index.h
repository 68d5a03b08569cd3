// Beginnings of texts whose keys and values are kept after their sequence has gone, page by page: a tree in which each
// node is a page of PAGE_POSITIONS tokens after its parent's. What was used least lately goes when the budget is spent.
//
// A beginning can be taken over only up to where the window of its sliding layers is still held, too. Pages are
// whole and never written again, so sequences may come and go meanwhile. Belongs to one thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <list>
#include <map>
#include <memory>
#include <span>
#include <vector>

#include "kv-cache.h"

namespace farhand {

class PrefixIndex {
 public:
  // `budget`: bytes of pages at most; 0 keeps nothing. The pool must outlive the index.
  PrefixIndex(KvPool& pool, std::size_t slidingWindow, std::size_t budget)
      : pool_(pool), slidingWindow_(slidingWindow), budget_(budget) {}

  // Bytes of kept pages, those that sequences hold too among them
  std::size_t bytes() const { return bytes_; }
  // Lets go of pages until so many bytes are left at most.
  void shrinkTo(std::size_t bytes);

  bool enabled() const { return budget_ > 0; }

  // Keeps the whole pages of a cache that holds the positions of `tokens`.
  void keep(std::span<const std::uint32_t> tokens, const KvCache& cache);

  // Puts kept pages into a cache that holds the first `cached` positions (whole pages) of a sequence of `tokens`.
  // Returns how many it holds then: less than all, so that there is something left to compute.
  std::size_t adopt(std::span<const std::uint32_t> tokens, std::size_t cached, KvCache& cache);

 private:
  struct Node {
    Node* parent = nullptr;
    std::vector<std::uint32_t> tokens;  // of this page
    PageHold full;
    PageHold sliding;  // none where the sequence had let go of it
    std::map<std::vector<std::uint32_t>, std::unique_ptr<Node>> children;
    std::list<Node*>::iterator age;
  };

  std::size_t bytesOf(const Node& node) const;
  // Those of the path that are there, from the first page on
  std::vector<Node*> find(std::span<const std::uint32_t> tokens, std::size_t pages);
  Node* add(Node& parent, std::span<const std::uint32_t> tokens);
  void touch(std::span<Node* const> path);

  KvPool& pool_;
  const std::size_t slidingWindow_;
  const std::size_t budget_;
  std::size_t bytes_ = 0;
  Node root_;
  std::list<Node*> ages_;  // latest use first; no node stands behind a descendant, so the last is a leaf
};

}  // namespace farhand
