#include "attention-check.h"

#include <array>
#include <cstring>
#include <limits>

#include "../../engine/half.h"

using namespace farhand;

namespace {

constexpr std::size_t PAGES = 3;
constexpr std::size_t POSITIONS = PAGES * PAGE_POSITIONS;
constexpr std::size_t KEY_LENGTH = 40;
// Not whole registers
constexpr std::size_t VALUE_LENGTH = 35;

// What each query sees: all, a window, a prompt's middle, nothing of the first page
struct Sight {
  std::size_t first;
  std::size_t end;
};
constexpr std::array<Sight, TILE_QUERIES> SIGHTS = {{{0, POSITIONS}, {5, 70}, {0, 17}, {40, 41}}};

template <typename Stored>
struct Cache {
  std::vector<Stored> keys;    // (PAGES, KEY_LENGTH, PAGE_POSITIONS)
  std::vector<Stored> values;  // (PAGES, PAGE_POSITIONS, VALUE_LENGTH)

  std::size_t keyAt(std::size_t position, std::size_t d) const {
    return (position / PAGE_POSITIONS * KEY_LENGTH + d) * PAGE_POSITIONS + position % PAGE_POSITIONS;
  }
};

float asFloat(float value) { return value; }
float asFloat(std::uint16_t value) { return halfToFloat(value); }

template <typename Stored>
Cache<Stored> randomCache(RandomNumbers& random) {
  Cache<Stored> cache;
  const auto store = [&](float value) -> Stored {
    if constexpr (sizeof(Stored) == 2) return floatToHalf(value);
    else return value;
  };
  for (std::size_t i = 0; i < POSITIONS * KEY_LENGTH; ++i) cache.keys.push_back(store(random.normal()));
  for (std::size_t i = 0; i < POSITIONS * VALUE_LENGTH; ++i) cache.values.push_back(store(random.normal()));
  return cache;
}

// Takes `count` queries from `first` on through all pages; (queries, VALUE_LENGTH) of weighted means
template <typename Stored>
std::vector<float> attended(AttendPage attend, const Cache<Stored>& cache, const std::vector<float>& queries,
                            std::size_t first, std::size_t count) {
  std::vector<float> out(count * VALUE_LENGTH);
  std::array<AttentionQuery, TILE_QUERIES> tile = {};
  for (std::size_t q = 0; q < count; ++q) {
    tile[q] = {queries.data() + (first + q) * KEY_LENGTH, out.data() + q * VALUE_LENGTH, 0, 0,
               -std::numeric_limits<float>::infinity(), 0};
  }
  for (std::size_t page = 0; page < PAGES; ++page) {
    const std::size_t base = page * PAGE_POSITIONS;
    for (std::size_t q = 0; q < count; ++q) {
      const Sight& sight = SIGHTS[first + q];
      tile[q].first = std::clamp(sight.first, base, base + PAGE_POSITIONS) - base;
      tile[q].end = std::clamp(sight.end, base, base + PAGE_POSITIONS) - base;
    }
    const AttentionPage view = {cache.keys.data() + base * KEY_LENGTH, cache.values.data() + base * VALUE_LENGTH,
                                KEY_LENGTH, VALUE_LENGTH};
    attend(view, tile.data(), count);
  }
  for (std::size_t i = 0; i < out.size(); ++i) out[i] /= tile[i / VALUE_LENGTH].total;
  return out;
}

template <typename Stored>
std::vector<double> definition(const Cache<Stored>& cache, const float* query, const Sight& sight) {
  std::vector<double> mean(VALUE_LENGTH);
  std::vector<double> scores;
  for (std::size_t p = sight.first; p < sight.end; ++p) {
    double score = 0;
    for (std::size_t d = 0; d < KEY_LENGTH; ++d) score += query[d] * asFloat(cache.keys[cache.keyAt(p, d)]);
    scores.push_back(score);
  }
  const double most = *std::max_element(scores.begin(), scores.end());
  double total = 0;
  for (double& score : scores) total += score = std::exp(score - most);
  for (std::size_t i = 0; i < scores.size(); ++i) {
    for (std::size_t d = 0; d < VALUE_LENGTH; ++d) {
      mean[d] += scores[i] / total * asFloat(cache.values[(sight.first + i) * VALUE_LENGTH + d]);
    }
  }
  return mean;
}

template <typename Stored>
void checkAttend(const Kernels& kernels, const std::string& name, AttendPage attend, Errors& errors) {
  RandomNumbers random(10);
  const Cache<Stored> cache = randomCache<Stored>(random);
  std::vector<float> queries = random.normals(TILE_QUERIES * KEY_LENGTH);
  for (float& component : queries) component /= std::sqrt(static_cast<float>(KEY_LENGTH));
  const std::vector<float> together = attended(attend, cache, queries, 0, TILE_QUERIES);
  for (std::size_t q = 0; q < TILE_QUERIES; ++q) {
    const std::vector<float> alone = attended(attend, cache, queries, q, 1);
    const bool same = std::memcmp(alone.data(), together.data() + q * VALUE_LENGTH, VALUE_LENGTH * sizeof(float)) == 0;
    require(same, kernels.name, name, "depends on the number of queries");
    const std::vector<double> exact = definition(cache, queries.data() + q * KEY_LENGTH, SIGHTS[q]);
    for (std::size_t d = 0; d < VALUE_LENGTH; ++d) {
      keepLargest(errors, name, std::fabs(together[q * VALUE_LENGTH + d] - exact[d]));
    }
  }
}

}  // namespace

void checkAttention(const Kernels& kernels, Errors& errors) {
  checkAttend<float>(kernels, "attention over F32", kernels.attendF32, errors);
  checkAttend<std::uint16_t>(kernels, "attention over F16", kernels.attendF16, errors);
}
