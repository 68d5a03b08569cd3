#include "checksum.h"

#include <array>
#include <bit>
#include <cstring>

namespace farhand {

namespace {

// Odd, so that no two words give the same product: 2^64 divided by the golden ratio
constexpr std::uint64_t FACTOR = 0x9e3779b97f4a7c15;
constexpr std::size_t LANES = 8;
constexpr std::size_t STRIPE_BYTES = LANES * sizeof(std::uint64_t);

// One to one in either of the two. The turn brings high bits down, where the next product spreads them again.
std::uint64_t mixed(std::uint64_t state, std::uint64_t word) {
  return std::rotl(state ^ word, 29) * FACTOR;
}

// The lanes do not wait for each other, so the processor works on all of them at once.
void mixStripe(std::array<std::uint64_t, LANES>& lanes, const std::byte* stripe) {
  for (std::size_t i = 0; i < LANES; ++i) {
    std::uint64_t word;
    std::memcpy(&word, stripe + i * sizeof word, sizeof word);
    lanes[i] = mixed(lanes[i], word);
  }
}

}  // namespace

std::uint64_t checksumOf(std::span<const std::byte> bytes, std::uint64_t seed) {
  std::array<std::uint64_t, LANES> lanes;
  for (std::size_t i = 0; i < LANES; ++i) lanes[i] = mixed(seed, i + 1);
  std::size_t done = 0;
  for (; bytes.size() - done >= STRIPE_BYTES; done += STRIPE_BYTES) mixStripe(lanes, bytes.data() + done);
  if (done < bytes.size()) {
    std::array<std::byte, STRIPE_BYTES> rest = {};
    std::memcpy(rest.data(), bytes.data() + done, bytes.size() - done);
    mixStripe(lanes, rest.data());
  }
  std::uint64_t sum = mixed(seed, bytes.size());
  for (const std::uint64_t lane : lanes) sum = mixed(sum, lane);
  return mixed(sum ^ sum >> 32, seed);
}

}  // namespace farhand
