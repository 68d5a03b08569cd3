// Attention over a page of keys and values, and how these are stored, over 16 lanes (see `kernels-lanes.h`). A format of
// the cache says how scores come from its keys and how its values are added up; the softmax between is the same for all.
#pragma once

#include "kernels.h"
#include "number-lanes.h"
#include "unrolled.h"

namespace farhand {

// Scores of a query with the 32 positions of a page
template <typename Lanes>
struct PageScores {
  typename Lanes::F low;
  typename Lanes::F high;
};

// Keys and values as floats or halves
template <typename Lanes, typename Format>
struct FloatPage {
  using F = typename Lanes::F;
  using Stored = typename Format::Stored;

  template <std::size_t QUERIES>
  static void score(const AttentionPage& page, const AttentionQuery* queries, PageScores<Lanes>* scores) {
    const auto* keys = static_cast<const Stored*>(page.keys);
    for (std::size_t d = 0; d < page.keyLength; ++d) {
      const F lowKeys = Format::load(keys + d * PAGE_POSITIONS);
      const F highKeys = Format::load(keys + d * PAGE_POSITIONS + 16);
      for (std::size_t q = 0; q < QUERIES; ++q) {
        const F component = Lanes::spread(queries[q].query[d]);
        scores[q].low = Lanes::fma(component, lowKeys, scores[q].low);
        scores[q].high = Lanes::fma(component, highKeys, scores[q].high);
      }
    }
  }

  template <std::size_t QUERIES>
  static void addValues(const AttentionPage& page, AttentionQuery* queries, const float (*weights)[PAGE_POSITIONS],
                        std::size_t first, std::size_t end) {
    const auto* values = static_cast<const Stored*>(page.values);
    std::size_t d = 0;
    for (; d + 16 <= page.valueLength; d += 16) {
      F sums[QUERIES];
      for (std::size_t q = 0; q < QUERIES; ++q) sums[q] = Lanes::load(queries[q].out + d);
      for (std::size_t p = first; p < end; ++p) {
        const F value = Format::load(values + p * page.valueLength + d);
        for (std::size_t q = 0; q < QUERIES; ++q) sums[q] = Lanes::fma(Lanes::spread(weights[q][p]), value, sums[q]);
      }
      for (std::size_t q = 0; q < QUERIES; ++q) Lanes::store(queries[q].out + d, sums[q]);
    }
    for (; d < page.valueLength; ++d) {
      for (std::size_t p = first; p < end; ++p) {
        const float value = Format::one(values[p * page.valueLength + d]);
        for (std::size_t q = 0; q < QUERIES; ++q) queries[q].out[d] += weights[q][p] * value;
      }
    }
  }
};

// Keys and values as Q8_0 (see AttentionPage). A block's scale multiplies the sum over its keys, and the weights of the
// positions before they meet the values: no number is scaled by itself.
template <typename Lanes>
struct Q8Page {
  using F = typename Lanes::F;

  template <std::size_t QUERIES>
  static void score(const AttentionPage& page, const AttentionQuery* queries, PageScores<Lanes>* scores) {
    const auto* keys = static_cast<const unsigned char*>(page.keys);
    const auto* scales = reinterpret_cast<const std::uint16_t*>(keys + page.keyLength * PAGE_POSITIONS);
    for (std::size_t first = 0; first < page.keyLength; first += BLOCK, scales += PAGE_POSITIONS) {
      const std::size_t end = first + BLOCK < page.keyLength ? first + BLOCK : page.keyLength;
      F low[QUERIES];
      F high[QUERIES];
      for (std::size_t q = 0; q < QUERIES; ++q) low[q] = high[q] = Lanes::zero();
      for (std::size_t d = first; d < end; ++d) {
        const F lowKeys = Lanes::loadSigned(keys + d * PAGE_POSITIONS);
        const F highKeys = Lanes::loadSigned(keys + d * PAGE_POSITIONS + 16);
        for (std::size_t q = 0; q < QUERIES; ++q) {
          const F component = Lanes::spread(queries[q].query[d]);
          low[q] = Lanes::fma(component, lowKeys, low[q]);
          high[q] = Lanes::fma(component, highKeys, high[q]);
        }
      }
      const F lowScales = Lanes::loadF16(scales);
      const F highScales = Lanes::loadF16(scales + 16);
      for (std::size_t q = 0; q < QUERIES; ++q) {
        scores[q].low = Lanes::fma(lowScales, low[q], scores[q].low);
        scores[q].high = Lanes::fma(highScales, high[q], scores[q].high);
      }
    }
  }

  template <std::size_t QUERIES>
  static void addValues(const AttentionPage& page, AttentionQuery* queries, const float (*weights)[PAGE_POSITIONS],
                        std::size_t first, std::size_t end) {
    const auto* values = static_cast<const unsigned char*>(page.values);
    const auto* scales = reinterpret_cast<const std::uint16_t*>(values + page.valueLength * PAGE_POSITIONS);
    alignas(64) float scaled[QUERIES][PAGE_POSITIONS];
    for (std::size_t block = 0; block < page.valueLength; block += BLOCK, scales += PAGE_POSITIONS) {
      for (std::size_t half = 0; half < PAGE_POSITIONS; half += 16) {
        const F scale = Lanes::loadF16(scales + half);
        for (std::size_t q = 0; q < QUERIES; ++q) {
          Lanes::store(scaled[q] + half, Lanes::mul(Lanes::load(weights[q] + half), scale));
        }
      }
      const std::size_t blockEnd = block + BLOCK < page.valueLength ? block + BLOCK : page.valueLength;
      std::size_t d = block;
      for (; d + 16 <= blockEnd; d += 16) {
        F sums[QUERIES];
        for (std::size_t q = 0; q < QUERIES; ++q) sums[q] = Lanes::load(queries[q].out + d);
        for (std::size_t p = first; p < end; ++p) {
          const F value = Lanes::loadSigned(values + p * page.valueLength + d);
          for (std::size_t q = 0; q < QUERIES; ++q) sums[q] = Lanes::fma(Lanes::spread(scaled[q][p]), value, sums[q]);
        }
        for (std::size_t q = 0; q < QUERIES; ++q) Lanes::store(queries[q].out + d, sums[q]);
      }
      for (; d < blockEnd; ++d) {
        for (std::size_t p = first; p < end; ++p) {
          const float value = static_cast<signed char>(values[p * page.valueLength + d]);
          for (std::size_t q = 0; q < QUERIES; ++q) queries[q].out[d] += scaled[q][p] * value;
        }
      }
    }
  }
};

// Takes one more page into the running softmax of each query (Milakov and Gimelshein, arXiv 1805.02867).
template <typename Lanes, typename Page, std::size_t QUERIES>
void attendTile(const AttentionPage& page, AttentionQuery* queries) {
  using F = typename Lanes::F;
  PageScores<Lanes> scores[QUERIES];
  for (std::size_t q = 0; q < QUERIES; ++q) scores[q] = {Lanes::zero(), Lanes::zero()};
  Page::template score<QUERIES>(page, queries, scores);
  alignas(64) float weights[QUERIES][PAGE_POSITIONS];
  std::size_t first = PAGE_POSITIONS;
  std::size_t end = 0;
  for (std::size_t q = 0; q < QUERIES; ++q) {
    AttentionQuery& query = queries[q];
    if (query.first >= query.end) {
      Lanes::store(weights[q], Lanes::zero());
      Lanes::store(weights[q] + 16, Lanes::zero());
      continue;
    }
    first = query.first < first ? query.first : first;
    end = query.end > end ? query.end : end;
    const F hidden = Lanes::spread(-3e38f);
    const F low = Lanes::within(scores[q].low, query.first, query.end, hidden);
    const F high = Lanes::within(scores[q].high, query.first < 16 ? 0 : query.first - 16,
                                 query.end < 16 ? 0 : query.end - 16, hidden);
    const float seen = Lanes::greatest(Lanes::max(low, high));
    const float most = seen > query.most ? seen : query.most;
    const F base = Lanes::spread(most);
    const F lowWeights = exponential<Lanes>(Lanes::sub(low, base));
    const F highWeights = exponential<Lanes>(Lanes::sub(high, base));
    Lanes::store(weights[q], lowWeights);
    Lanes::store(weights[q] + 16, highWeights);
    const float pageTotal = Lanes::sum(Lanes::add(lowWeights, highWeights));
    if (query.total == 0 || most == query.most) {
      query.total += pageTotal;
    } else {
      const F shrink = exponential<Lanes>(Lanes::spread(query.most - most));
      const float factor = Lanes::first(shrink);
      query.total = query.total * factor + pageTotal;
      std::size_t d = 0;
      for (; d + 16 <= page.valueLength; d += 16) {
        Lanes::store(query.out + d, Lanes::mul(Lanes::load(query.out + d), shrink));
      }
      for (; d < page.valueLength; ++d) query.out[d] *= factor;
    }
    query.most = most;
  }
  Page::template addValues<QUERIES>(page, queries, weights, first, end);
}

template <typename Lanes, typename Page>
void attendPage(const AttentionPage& page, AttentionQuery* queries, std::size_t count) {
  inRuns<Lanes::MOST_QUERIES>(count, [&](auto run, std::size_t first) {
    attendTile<Lanes, Page, decltype(run)::value>(page, queries + first);
  });
}

template <typename Lanes>
void storeHalves(const float* values, std::size_t count, std::uint16_t* out, std::size_t stride) {
  alignas(64) std::uint16_t halves[16];
  std::size_t i = 0;
  for (; i + 16 <= count; i += 16) {
    Lanes::storeF16(halves, Lanes::load(values + i));
    for (std::size_t k = 0; k < 16; ++k) out[(i + k) * stride] = halves[k];
  }
  if (i == count) return;
  alignas(64) float rest[16] = {};
  for (std::size_t k = 0; i + k < count; ++k) rest[k] = values[i + k];
  Lanes::storeF16(halves, Lanes::load(rest));
  for (std::size_t k = 0; i + k < count; ++k) out[(i + k) * stride] = halves[k];
}

// scale = greatest magnitude / 127 as a half; q = the nearest whole number to value / scale, at most 127 either way.
// What is not finite, as damaged weights make it, makes the block's scale NaN.
template <typename Lanes>
void storeQ8Blocks(const float* values, std::size_t count, std::int8_t* digits, std::size_t stride,
                   std::uint16_t* scales, std::size_t scaleStride) {
  using F = typename Lanes::F;
  for (std::size_t first = 0; first < count; first += BLOCK, scales += scaleStride) {
    const std::size_t size = first + BLOCK < count ? BLOCK : count - first;
    alignas(64) float block[BLOCK] = {};
    for (std::size_t i = 0; i < size; ++i) block[i] = values[first + i];
    const F low = Lanes::load(block);
    const F high = Lanes::load(block + 16);
    const float greatest = Lanes::greatest(Lanes::max(Lanes::magnitude(low), Lanes::magnitude(high)));
    const float sum = Lanes::sum(Lanes::add(low, high));
    alignas(64) std::uint16_t scale[16];
    Lanes::storeF16(scale, Lanes::spread(greatest / 127 + (sum - sum)));
    *scales = scale[0];
    const float stored = Lanes::oneF16(scale[0]);
    const F inverse = Lanes::spread(stored > 0 ? 1 / stored : 0);
    alignas(64) std::int8_t quants[BLOCK];
    const auto quantise = [&](F part, std::int8_t* to) {
      const F limited = Lanes::max(Lanes::min(Lanes::mul(part, inverse), Lanes::spread(127)), Lanes::spread(-127));
      Lanes::storeDigits(to, Lanes::nearest(limited));
    };
    quantise(low, quants);
    quantise(high, quants + 16);
    for (std::size_t i = 0; i < size; ++i) digits[(first + i) * stride] = quants[i];
  }
}

}  // namespace farhand
