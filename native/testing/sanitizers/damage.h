// Seeded damage to a model file: every section of it, every length and offset.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "random.h"

class Damager {
 public:
  // A file in good order
  explicit Damager(std::vector<std::byte> good);

  const std::vector<std::byte>& good() const { return good_; }

  // A copy with one to four things wrong; in a block of exactly its size, so that a read behind it is noticed
  std::vector<std::byte> damaged(Random& random) const;

 private:
  std::size_t anyPlace(Random& random) const;
  void damageOnce(std::vector<std::byte>& bytes, std::size_t kinds, Random& random) const;

  std::vector<std::byte> good_;
  std::size_t tableStart_;           // of the table of tensors; metadata stand before it
  std::size_t dataStart_;            // of the tensors' data
  std::vector<std::size_t> fields_;  // where the value behind a metadata key or a tensor's name begins
};
