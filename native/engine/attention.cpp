#include "attention.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "vector-math.h"

namespace farhand {

namespace {

// Enough to use a page of keys several times while it is near, few enough to keep all threads busy
constexpr std::size_t STRETCH_ROWS = 8;
// Queries that go through a page while it is near: long contexts come from memory once for all that share a head
constexpr std::size_t NEAR_QUERIES = 32;

// The largest value of a layer's property
template <typename Property>
std::size_t most(const HyperParameters& shape, const Property& property) {
  std::size_t result = 0;
  for (const LayerShape& layer : shape.layers) result = std::max(result, property(layer));
  return result;
}

std::size_t mostHeads(const HyperParameters& shape) {
  return most(shape, [](const LayerShape& layer) { return layer.heads; });
}

std::size_t mostKvHeads(const HyperParameters& shape) {
  return most(shape, [](const LayerShape& layer) { return layer.kvHeads; });
}

// Puts one position's numbers of a head into its page: `at` and `stride` are those of the first number and the next.
// The cache is written nowhere else; views are read-only for everyone who only looks.
void storeValues(const Kernels& kernels, CacheFormat format, std::span<const float> values, const void* out,
                 std::size_t inPage, std::size_t at, std::size_t stride) {
  auto* bytes = static_cast<std::byte*>(const_cast<void*>(out));
  switch (format) {
    case CacheFormat::F32: {
      float* floats = reinterpret_cast<float*>(bytes) + at;
      for (std::size_t i = 0; i < values.size(); ++i) floats[i * stride] = values[i];
      return;
    }
    case CacheFormat::F16:
      kernels.storeF16(values.data(), values.size(), reinterpret_cast<std::uint16_t*>(bytes) + at, stride);
      return;
    case CacheFormat::Q8_0: {
      auto* scales = reinterpret_cast<std::uint16_t*>(bytes + values.size() * PAGE_POSITIONS);
      kernels.storeQ8_0(values.data(), values.size(), reinterpret_cast<std::int8_t*>(bytes) + at, stride,
                        scales + inPage, PAGE_POSITIONS);
      return;
    }
  }
}

AttendPage attendFor(const Kernels& kernels, CacheFormat format) {
  switch (format) {
    case CacheFormat::F32: return kernels.attendF32;
    case CacheFormat::F16: return kernels.attendF16;
    case CacheFormat::Q8_0: return kernels.attendQ8_0;
  }
  return kernels.attendF32;
}

}  // namespace

Attention::Attention(const HyperParameters& shape, const ModelWeights& weights, const Arithmetic& arithmetic,
                     std::size_t rows, Scratch& scratch)
    : shape_(shape),
      weights_(weights),
      arithmetic_(arithmetic),
      rope_(shape, weights.ropeFactors, rows, scratch),
      stretches_(rows),
      queries_(scratch, rows * mostHeads(shape) * shape.keyLength),
      keys_(scratch, rows * mostKvHeads(shape) * shape.keyLength),
      values_(scratch, rows * mostKvHeads(shape) * shape.valueLength),
      headGates_(scratch, rows * mostHeads(shape)),
      totals_(scratch, rows * mostHeads(shape)),
      attended_(scratch, rows * mostHeads(shape) * shape.valueLength, rows, arithmetic.digits()) {}

void Attention::begin(std::span<const BatchRow> rows) {
  rows_ = rows;
  stretchCount_ = 0;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    const bool continues = row > 0 && rows[row].cache == rows[row - 1].cache &&
                           stretches_[stretchCount_ - 1].count < STRETCH_ROWS;
    if (continues) {
      ++stretches_[stretchCount_ - 1].count;
    } else {
      stretches_[stretchCount_++] = {row, 1};
    }
  }
  arithmetic_.pool().forEach(rows.size(), [&](std::size_t row) { rope_.place(row, rows[row].position); });
}

void Attention::run(std::size_t layer, const Activations& normed, std::span<float> residual) {
  const LayerShape& shape = shape_.layers[layer];
  const LayerWeights& weights = weights_.layers[layer];
  attended_.setLength(shape.heads * shape_.valueLength);
  project(std::array<Projection, 4>{{{&weights.query, queries_.data()},
                                     {&weights.key, keys_.data()},
                                     {&weights.value, values_.data()},
                                     {&weights.headGate, headGates_.data()}}},
          normed);
  ThreadPool& pool = arithmetic_.pool();
  pool.forEach(rows_.size(), [&](std::size_t row) {
    prepareQueries(layer, row);
    storeRow(layer, row);
  });
  pool.forEach(stretchCount_ * shape.kvHeads, [&](std::size_t i) {
    attendStretch(layer, stretches_[i / shape.kvHeads], i % shape.kvHeads);
  });
  pool.forEach(rows_.size(), [&](std::size_t row) { finishRow(layer, row); });
  const Matrix& output = weights.attentionOutput;
  pool.forEach(chunksOf(output.rows), [&](std::size_t chunk) {
    const std::size_t firstRow = chunk * CHUNK_ROWS;
    arithmetic_.multiplyChunk(
        output, firstRow, rows_.size(), [&](std::size_t row) { return attended_.vector(row); },
        [&](std::size_t row, std::span<const float> values) {
          float* sum = residual.data() + row * output.rows + firstRow;
          for (std::size_t i = 0; i < values.size(); ++i) sum[i] += values[i];
        });
  });
}

void Attention::store(std::size_t layer, const Activations& normed) {
  const LayerWeights& weights = weights_.layers[layer];
  project(std::array<Projection, 2>{{{&weights.key, keys_.data()}, {&weights.value, values_.data()}}}, normed);
  arithmetic_.pool().forEach(rows_.size(), [&](std::size_t row) { storeRow(layer, row); });
}

// All rows through several matrices, in one loop over the chunks of all of them
void Attention::project(std::span<const Projection> parts, const Activations& normed) {
  std::size_t chunks = 0;
  for (const Projection& part : parts) chunks += chunksOf(part.matrix->rows);
  arithmetic_.pool().forEach(chunks, [&](std::size_t chunk) {
    const Projection* part = parts.data();
    for (; chunk >= chunksOf(part->matrix->rows); ++part) chunk -= chunksOf(part->matrix->rows);
    const std::size_t firstRow = chunk * CHUNK_ROWS;
    arithmetic_.multiplyChunk(
        *part->matrix, firstRow, rows_.size(), [&](std::size_t row) { return normed.vector(row); },
        [&](std::size_t row, std::span<const float> values) {
          std::copy(values.begin(), values.end(), part->out + row * part->matrix->rows + firstRow);
        });
  });
}

// Norms and rotates a row's queries.
void Attention::prepareQueries(std::size_t layer, std::size_t row) {
  const std::size_t heads = shape_.layers[layer].heads;
  const std::size_t keyLength = shape_.keyLength;
  const float scale = 1 / std::sqrt(static_cast<float>(keyLength));
  for (std::size_t head = 0; head < heads; ++head) {
    const std::span query(queries_.data() + (row * heads + head) * keyLength, keyLength);
    turn(layer, row, query, weights_.layers[layer].queryNorm);
    for (float& value : query) value *= scale;
  }
}

// Norms and rotates a row's keys and puts them and its values into the cache.
void Attention::storeRow(std::size_t layer, std::size_t row) {
  const std::size_t kvHeads = shape_.layers[layer].kvHeads;
  const auto [cache, position, token] = rows_[row];
  const std::size_t keyLength = shape_.keyLength;
  const CacheFormat format = cache->pool().layout().format();
  const Kernels& kernels = arithmetic_.kernels();
  const std::size_t inPage = position % PAGE_POSITIONS;
  for (std::size_t head = 0; head < kvHeads; ++head) {
    const std::span key(keys_.data() + (row * kvHeads + head) * keyLength, keyLength);
    turn(layer, row, key, weights_.layers[layer].keyNorm);
    const std::span value(values_.data() + (row * kvHeads + head) * shape_.valueLength, shape_.valueLength);
    const AttentionPage page = cache->view(layer, head, position / PAGE_POSITIONS);
    storeValues(kernels, format, key, page.keys, inPage, inPage, PAGE_POSITIONS);
    storeValues(kernels, format, value, page.values, inPage, inPage * shape_.valueLength, 1);
  }
}

void Attention::turn(std::size_t layer, std::size_t row, std::span<float> head, std::span<const float> norm) const {
  if (!norm.empty()) rmsNorm(head, norm, shape_.normEpsilon, head);
  rope_.rotate(layer, row, head);
}

// Takes the queries of a stretch that share a key-value head through all pages that any of them sees.
void Attention::attendStretch(std::size_t layer, const Stretch& stretch, std::size_t kvHead) {
  const LayerShape& shape = shape_.layers[layer];
  const std::size_t group = shape.heads / shape.kvHeads;
  const KvCache& cache = *rows_[stretch.first].cache;
  const Kernels& kernels = arithmetic_.kernels();
  const AttendPage attend = attendFor(kernels, cache.pool().layout().format());
  const std::size_t count = stretch.count * group;
  for (std::size_t done = 0; done < count; done += NEAR_QUERIES) {
    std::array<AttentionQuery, NEAR_QUERIES> queries;
    std::array<std::size_t, NEAR_QUERIES> oldest = {};
    std::array<std::size_t, NEAR_QUERIES> end = {};
    const std::size_t near = std::min(NEAR_QUERIES, count - done);
    for (std::size_t q = 0; q < near; ++q) {
      const std::size_t row = stretch.first + (done + q) / group;
      const std::size_t head = kvHead * group + (done + q) % group;
      float* out = attended_.values(row).data() + head * shape_.valueLength;
      std::fill_n(out, shape_.valueLength, 0.0f);
      queries[q] = {queries_.data() + (row * shape.heads + head) * shape_.keyLength, out, 0, 0,
                    -std::numeric_limits<float>::infinity(), 0};
      end[q] = rows_[row].position + 1;
      oldest[q] = cache.oldest(layer, rows_[row].position);
    }
    // Rows stand in the order of their positions, so the first sees furthest back and the last furthest on.
    for (std::size_t page = oldest[0] / PAGE_POSITIONS; page * PAGE_POSITIONS < end[near - 1]; ++page) {
      const std::size_t base = page * PAGE_POSITIONS;
      for (std::size_t q = 0; q < near; ++q) {
        queries[q].first = oldest[q] > base ? std::min(oldest[q] - base, PAGE_POSITIONS) : 0;
        queries[q].end = end[q] > base ? std::min(end[q] - base, PAGE_POSITIONS) : 0;
      }
      const AttentionPage view = cache.view(layer, kvHead, page);
      for (std::size_t first = 0; first < near; first += TILE_QUERIES) {
        attend(view, queries.data() + first, std::min(TILE_QUERIES, near - first));
      }
    }
    for (std::size_t q = 0; q < near; ++q) {
      const std::size_t row = stretch.first + (done + q) / group;
      totals_[row * shape.heads + kvHead * group + (done + q) % group] = queries[q].total;
    }
  }
}

// Divides by the softmax's sums and applies the head gates.
void Attention::finishRow(std::size_t layer, std::size_t row) {
  const LayerShape& shape = shape_.layers[layer];
  const bool gated = weights_.layers[layer].headGate.exists();
  const std::span<float> values = attended_.values(row);
  for (std::size_t head = 0; head < shape.heads; ++head) {
    const float gate = gated ? sigmoid(headGates_[row * shape.heads + head]) : 1;
    const float factor = gate / totals_[row * shape.heads + head];
    float* out = values.data() + head * shape_.valueLength;
    for (std::size_t i = 0; i < shape_.valueLength; ++i) out[i] *= factor;
  }
  attended_.quantise(arithmetic_.kernels(), row, 0, values.size());
}

}  // namespace farhand
