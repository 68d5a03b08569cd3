#include "prefix-index.h"

#include <algorithm>

namespace farhand {

void PrefixIndex::keep(std::span<const std::uint32_t> tokens, const KvCache& cache) {
  if (!enabled()) return;
  const std::size_t pages = tokens.size() / PAGE_POSITIONS;
  std::vector<Node*> path = find(tokens, pages);
  for (std::size_t page = 0; page < pages; ++page) {
    if (page == path.size()) {
      Node& parent = path.empty() ? root_ : *path.back();
      path.push_back(add(parent, tokens.subspan(page * PAGE_POSITIONS, PAGE_POSITIONS)));
      path.back()->full = cache.hold(PageKind::FULL, page);
      bytes_ += bytesOf(*path.back());
    }
    Node& node = *path[page];
    if (node.sliding) continue;
    node.sliding = cache.hold(PageKind::SLIDING, page);
    if (node.sliding) bytes_ += pool_.pageBytes(PageKind::SLIDING);
  }
  touch(path);
  shrinkTo(budget_);
}

std::size_t PrefixIndex::adopt(std::span<const std::uint32_t> tokens, std::size_t cached, KvCache& cache) {
  if (!enabled() || tokens.empty()) return cached;
  const std::vector<Node*> path = find(tokens, (tokens.size() - 1) / PAGE_POSITIONS);
  const bool slides = pool_.pageBytes(PageKind::SLIDING) > 0;
  const auto firstSeen = [&](std::size_t pages) {
    const std::size_t next = pages * PAGE_POSITIONS;
    return next < slidingWindow_ ? 0 : (next + 1 - slidingWindow_) / PAGE_POSITIONS;
  };
  std::size_t best = 0;
  std::size_t firstHeld = 0;
  for (std::size_t page = 0; page < path.size(); ++page) {
    if (slides && !path[page]->sliding) firstHeld = page + 1;
    if (!slides || firstHeld <= firstSeen(page + 1)) best = page + 1;
  }
  if (best * PAGE_POSITIONS <= cached) return cached;
  for (std::size_t page = cached / PAGE_POSITIONS; page < best; ++page) {
    cache.adopt(PageKind::FULL, page, path[page]->full);
  }
  if (slides) {
    for (std::size_t page = firstSeen(best); page < best; ++page) {
      cache.adopt(PageKind::SLIDING, page, path[page]->sliding);
    }
  }
  touch(std::span(path).first(best));
  return best * PAGE_POSITIONS;
}

std::size_t PrefixIndex::bytesOf(const Node& node) const {
  return (node.full ? pool_.pageBytes(PageKind::FULL) : 0) + (node.sliding ? pool_.pageBytes(PageKind::SLIDING) : 0);
}

std::vector<PrefixIndex::Node*> PrefixIndex::find(std::span<const std::uint32_t> tokens, std::size_t pages) {
  std::vector<Node*> path;
  Node* node = &root_;
  std::vector<std::uint32_t> key;
  for (std::size_t page = 0; page < pages; ++page) {
    const auto part = tokens.subspan(page * PAGE_POSITIONS, PAGE_POSITIONS);
    key.assign(part.begin(), part.end());
    const auto child = node->children.find(key);
    if (child == node->children.end()) break;
    node = child->second.get();
    path.push_back(node);
  }
  return path;
}

PrefixIndex::Node* PrefixIndex::add(Node& parent, std::span<const std::uint32_t> tokens) {
  auto child = std::make_unique<Node>();
  child->parent = &parent;
  child->tokens.assign(tokens.begin(), tokens.end());
  child->age = ages_.insert(ages_.begin(), child.get());
  Node* added = child.get();
  parent.children.emplace(added->tokens, std::move(child));
  return added;
}

void PrefixIndex::touch(std::span<Node* const> path) {
  for (std::size_t page = path.size(); page-- > 0;) ages_.splice(ages_.begin(), ages_, path[page]->age);
}

void PrefixIndex::shrinkTo(std::size_t bytes) {
  while (bytes_ > bytes && !ages_.empty()) {
    Node* oldest = ages_.back();
    ages_.pop_back();
    bytes_ -= bytesOf(*oldest);
    const std::vector<std::uint32_t> key = oldest->tokens;
    oldest->parent->children.erase(key);
  }
}

}  // namespace farhand
