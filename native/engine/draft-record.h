// How far guesses at an output were right lately. A guess costs a row of a step, with the experts that it alone needs,
// so wrong ones make an output slower: they are made only as far as enough of them came true.
#pragma once

#include <array>
#include <cstddef>

namespace farhand {

class DraftRecord {
 public:
  DraftRecord() { shares_.fill(1); }

  // How many of `most` guesses are worth while in the next step: as many as were all right in this share of the
  // latest steps; now and then one more, to see whether times have changed.
  std::size_t worthWhile(std::size_t most, double share) {
    std::size_t count = 0;
    while (count < most && count < shares_.size() && shares_[count] >= share) ++count;
    return count < most && ++refused_ % TRIAL_STEPS == 0 ? count + 1 : count;
  }

  // A step in which the first `right` of `count` guesses came true
  void add(std::size_t count, std::size_t right) {
    for (std::size_t i = 0; i < count && i < shares_.size(); ++i) {
      shares_[i] += ((i < right ? 1 : 0) - shares_[i]) * NEWEST_WEIGHT;
    }
  }

 private:
  static constexpr std::size_t TRIAL_STEPS = 16;
  static constexpr double NEWEST_WEIGHT = 0.125;

  std::array<double, 8> shares_;  // of the latest steps with so many guesses, those in which that many were right
  std::size_t refused_ = 0;       // steps with fewer guesses than there might have been
};

}  // namespace farhand
