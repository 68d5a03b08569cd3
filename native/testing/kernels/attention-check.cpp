#include "attention-check.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <limits>
#include <span>

#include "../../engine/half.h"
#include "../../engine/kv-layout.h"

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

// Keys and values of all pages as a format keeps them, and the numbers that this means
struct Cache {
  std::vector<std::byte> keys;    // pages one after another
  std::vector<std::byte> values;
  std::vector<float> exactKeys;   // (POSITIONS, KEY_LENGTH)
  std::vector<float> exactValues;  // (POSITIONS, VALUE_LENGTH)
};

// Where number d of a position stands among those of its page
std::size_t keyAt(std::size_t position, std::size_t d) {
  return d * PAGE_POSITIONS + position % PAGE_POSITIONS;
}

std::size_t valueAt(std::size_t position, std::size_t d) {
  return position % PAGE_POSITIONS * VALUE_LENGTH + d;
}

using Place = std::size_t (*)(std::size_t position, std::size_t d);

template <typename Stored>
void storeNumbers(std::vector<float>& numbers, std::size_t length, Place place, std::vector<std::byte>& pages) {
  pages.resize(numbers.size() * sizeof(Stored));
  auto* stored = reinterpret_cast<Stored*>(pages.data());
  for (std::size_t p = 0; p < POSITIONS; ++p) {
    for (std::size_t d = 0; d < length; ++d) {
      float& number = numbers[p * length + d];
      Stored& at = stored[p / PAGE_POSITIONS * PAGE_POSITIONS * length + place(p, d)];
      if constexpr (sizeof(Stored) == 2) number = halfToFloat(at = floatToHalf(number));
      else at = number;
    }
  }
}

// A page's scales begin behind its numbers: one for BLOCK numbers of a position, (blocks, PAGE_POSITIONS).
void storeQ8Numbers(std::vector<float>& numbers, std::size_t length, Place place, std::vector<std::byte>& pages) {
  const std::size_t blocks = (length + BLOCK - 1) / BLOCK;
  const std::size_t pageBytes = (length + 2 * blocks) * PAGE_POSITIONS;
  pages.resize(PAGES * pageBytes);
  for (std::size_t p = 0; p < POSITIONS; ++p) {
    std::byte* page = pages.data() + p / PAGE_POSITIONS * pageBytes;
    auto* scales = reinterpret_cast<std::uint16_t*>(page + length * PAGE_POSITIONS);
    for (std::size_t block = 0; block < blocks; ++block) {
      const auto first = numbers.begin() + static_cast<std::ptrdiff_t>(p * length + block * BLOCK);
      const std::span row(first, std::min(BLOCK, length - block * BLOCK));
      float greatest = 0;
      for (const float number : row) greatest = std::max(greatest, std::fabs(number));
      const std::uint16_t scale = floatToHalf(greatest / 127);
      scales[block * PAGE_POSITIONS + p % PAGE_POSITIONS] = scale;
      for (std::size_t i = 0; i < row.size(); ++i) {
        const float inverse = halfToFloat(scale) > 0 ? 1 / halfToFloat(scale) : 0;
        const float digit = std::clamp(std::nearbyint(row[i] * inverse), -127.0f, 127.0f);
        page[place(p, block * BLOCK + i)] = static_cast<std::byte>(static_cast<std::int8_t>(digit));
        row[i] = digit * halfToFloat(scale);
      }
    }
  }
}

void store(CacheFormat format, std::vector<float>& numbers, std::size_t length, Place place,
           std::vector<std::byte>& pages) {
  switch (format) {
    case CacheFormat::F32: return storeNumbers<float>(numbers, length, place, pages);
    case CacheFormat::F16: return storeNumbers<std::uint16_t>(numbers, length, place, pages);
    case CacheFormat::Q8_0: return storeQ8Numbers(numbers, length, place, pages);
  }
}

Cache randomCache(CacheFormat format, RandomNumbers& random) {
  Cache cache;
  cache.exactKeys = random.normals(POSITIONS * KEY_LENGTH);
  cache.exactValues = random.normals(POSITIONS * VALUE_LENGTH);
  // A block of zeros, whose scale is 0
  std::fill_n(cache.exactKeys.begin() + 3 * KEY_LENGTH, BLOCK, 0.0f);
  store(format, cache.exactKeys, KEY_LENGTH, keyAt, cache.keys);
  store(format, cache.exactValues, VALUE_LENGTH, valueAt, cache.values);
  return cache;
}

// Takes `count` queries from `first` on through all pages; (queries, VALUE_LENGTH) of weighted means
std::vector<float> attended(AttendPage attend, const Cache& cache, const std::vector<float>& queries,
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
    const AttentionPage view = {cache.keys.data() + page * (cache.keys.size() / PAGES),
                                cache.values.data() + page * (cache.values.size() / PAGES), KEY_LENGTH, VALUE_LENGTH};
    attend(view, tile.data(), count);
  }
  for (std::size_t i = 0; i < out.size(); ++i) out[i] /= tile[i / VALUE_LENGTH].total;
  return out;
}

std::vector<double> definition(const Cache& cache, const float* query, const Sight& sight) {
  std::vector<double> mean(VALUE_LENGTH);
  std::vector<double> scores;
  for (std::size_t p = sight.first; p < sight.end; ++p) {
    double score = 0;
    for (std::size_t d = 0; d < KEY_LENGTH; ++d) score += query[d] * cache.exactKeys[p * KEY_LENGTH + d];
    scores.push_back(score);
  }
  const double most = *std::max_element(scores.begin(), scores.end());
  double total = 0;
  for (double& score : scores) total += score = std::exp(score - most);
  for (std::size_t i = 0; i < scores.size(); ++i) {
    for (std::size_t d = 0; d < VALUE_LENGTH; ++d) {
      mean[d] += scores[i] / total * cache.exactValues[(sight.first + i) * VALUE_LENGTH + d];
    }
  }
  return mean;
}

void checkAttend(const Kernels& kernels, const std::string& name, CacheFormat format, AttendPage attend,
                 Errors& errors) {
  RandomNumbers random(10);
  const Cache cache = randomCache(format, random);
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

// Digits and scales are to be the same everywhere, and those of the definition.
void checkStoring(const Kernels& kernels) {
  constexpr std::size_t LENGTH = KEY_LENGTH;
  constexpr std::size_t BLOCKS = (LENGTH + BLOCK - 1) / BLOCK;
  RandomNumbers random(11);
  std::vector<float> numbers = random.normals(POSITIONS * LENGTH);
  for (std::size_t i = 0; i < numbers.size(); ++i) numbers[i] *= i % 7 == 0 ? 1e-5f : 3;
  // Scales that are no normal halves, or 0
  for (std::size_t i = 0; i < 2 * LENGTH; ++i) numbers[i] *= 1e-5f;
  std::vector<std::byte> stored(PAGES * (LENGTH + 2 * BLOCKS) * PAGE_POSITIONS);
  for (std::size_t p = 0; p < POSITIONS; ++p) {
    std::byte* page = stored.data() + p / PAGE_POSITIONS * (stored.size() / PAGES);
    const std::size_t inPage = p % PAGE_POSITIONS;
    auto* scales = reinterpret_cast<std::uint16_t*>(page + LENGTH * PAGE_POSITIONS);
    kernels.storeQ8_0(numbers.data() + p * LENGTH, LENGTH, reinterpret_cast<std::int8_t*>(page) + inPage,
                      PAGE_POSITIONS, scales + inPage, PAGE_POSITIONS);
  }
  std::vector<std::byte> expected;
  storeQ8Numbers(numbers, LENGTH, keyAt, expected);
  require(stored == expected, kernels.name, "storing as Q8_0", "differs from the definition");
}

}  // namespace

void checkAttention(const Kernels& kernels, Errors& errors) {
  checkAttend(kernels, "attention over F32", CacheFormat::F32, kernels.attendF32, errors);
  checkAttend(kernels, "attention over F16", CacheFormat::F16, kernels.attendF16, errors);
  checkAttend(kernels, "attention over Q8_0", CacheFormat::Q8_0, kernels.attendQ8_0, errors);
  checkStoring(kernels);
}
