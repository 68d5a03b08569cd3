// Products of packed weights with many vectors at once, in tiles (see `tiles.h`), as prompts want them. A group's bytes
// lie as a tile takes them, so a run of blocks is unpacked once to signed bytes, near the processor, and serves all
// vectors; their whole-number products are scaled and added up in registers of 16 lanes. Blocks are added first to last
// with the same roundings as in `packed-lanes.h`, so that results are the same to the last bit. Lanes also has
//   loadWhole                 16 int32
//   storeLess<OFFSET>         stores the bytes, each less OFFSET
#pragma once

#include "kernels.h"
#include "tiles.h"
#include "unrolled.h"

namespace farhand {

// Blocks that are unpacked together: a super-block of the large formats
constexpr std::size_t RUN_BLOCKS = 8;
// How far ahead of the unpacking memory is asked for the weights: about a run of the smaller formats
constexpr std::size_t NEXT_RUN_BYTES = 2048;
// Vectors whose sums are in registers together: their additions hide each other's latency.
constexpr std::size_t SUM_VECTORS = 4;
constexpr std::size_t MOST_TILES = MANY_VECTORS / TILE_ROWS;

// A run of blocks of all vectors, and of one group; about 32 KB on the stack, which first-level caches hold. Vectors
// that fill a tile up stay zero.
template <typename Lanes, std::size_t PARTS>
struct TileScratch {
  alignas(64) std::int8_t digits[MOST_TILES][RUN_BLOCKS * TILE_ROWS * BLOCK] = {};  // of each tile (blocks, vectors, 32)
  alignas(64) float scales[RUN_BLOCKS][MANY_VECTORS] = {};
  alignas(64) float totals[RUN_BLOCKS][MANY_VECTORS] = {};  // what a minimum is multiplied with
  alignas(64) std::int8_t weights[RUN_BLOCKS][GROUP_ROWS * BLOCK];
  alignas(64) float weightScales[RUN_BLOCKS][PARTS][GROUP_ROWS];
  alignas(64) float minima[RUN_BLOCKS][GROUP_ROWS];
  alignas(64) std::int32_t products[RUN_BLOCKS][PARTS][TILE_ROWS][GROUP_ROWS];
};

// How vectors are spread over tiles: evenly, and in whole steps of the sums
struct TileSplit {
  std::size_t tiles;
  std::size_t vectors;  // of each tile
};

static inline TileSplit splitOf(std::size_t vectors) {
  const std::size_t tiles = (vectors + TILE_ROWS - 1) / TILE_ROWS;
  const std::size_t steps = (vectors + SUM_VECTORS - 1) / SUM_VECTORS;
  return {tiles, (steps + tiles - 1) / tiles * SUM_VECTORS};
}

template <typename Layout, typename Scratch>
void gatherDigits(const Activation* x, std::size_t vectors, const TileSplit& split, std::size_t first,
                  std::size_t blocks, Scratch& scratch) {
  for (std::size_t v = 0; v < vectors; ++v) {
    std::int8_t* digits = scratch.digits[v / split.vectors] + v % split.vectors * BLOCK;
    for (std::size_t i = 0; i < blocks; ++i) {
      const std::size_t b = first + i;
      __builtin_memcpy(digits + i * split.vectors * BLOCK, x[v].digits + b * BLOCK, BLOCK);
      scratch.scales[i][v] = x[v].scales[b];
      if constexpr (Layout::MINIMUM) {
        const auto total = static_cast<float>(x[v].sums[2 * b] + x[v].sums[2 * b + 1]);
        scratch.totals[i][v] = -x[v].scales[b] * total;
      }
    }
  }
}

template <typename Lanes, typename Layout, typename Scratch>
void unpackBlocks(const unsigned char* group, std::size_t first, std::size_t blocks, Scratch& scratch) {
  constexpr std::size_t SUPER_BYTES = Layout::HEAD_BYTES + Layout::SUBS * Layout::BLOCK_BYTES;
  for (std::size_t i = 0; i < blocks; ++i) {
    const std::size_t sub = (first + i) % Layout::SUBS;
    const unsigned char* head = group + (first + i) / Layout::SUBS * SUPER_BYTES;
    const unsigned char* block = head + Layout::HEAD_BYTES + sub * Layout::BLOCK_BYTES;
    repeat<(Layout::BLOCK_BYTES + 63) / 64>([&](auto line) { Lanes::prefetch(block + NEXT_RUN_BYTES + line * 64); });
    repeat<8>([&](auto j) {
      constexpr std::size_t J = decltype(j)::value;
      Lanes::template storeLess<Layout::OFFSET>(scratch.weights[i] + J * 64, Layout::template weights<J>(block));
    });
    repeat<Layout::PARTS>([&](auto part) {
      Lanes::store(scratch.weightScales[i][part], Layout::scale(head, block, sub, part));
    });
    if constexpr (Layout::MINIMUM) Lanes::store(scratch.minima[i], Layout::minimum(head, block, sub));
  }
}

// out[v][r] += what the products of `blocks` blocks amount to, for SUM_VECTORS vectors: `row` among those of the tile,
// `vector` among all
template <typename Lanes, typename Layout, typename Scratch>
void addProducts(const Scratch& scratch, std::size_t blocks, std::size_t row, std::size_t vector, float* out,
                 std::size_t outStride) {
  using F = typename Lanes::F;
  F sums[SUM_VECTORS];
  repeat<SUM_VECTORS>([&](auto v) { sums[v] = Lanes::load(out + v * outStride); });
  for (std::size_t i = 0; i < blocks; ++i) {
    repeat<Layout::PARTS>([&](auto part) {
      const F scale = Lanes::load(scratch.weightScales[i][part]);
      repeat<SUM_VECTORS>([&](auto v) {
        const F dot = Lanes::toFloats(Lanes::loadWhole(scratch.products[i][part][row + v]));
        sums[v] = Lanes::fma(Lanes::mul(scale, Lanes::spread(scratch.scales[i][vector + v])), dot, sums[v]);
      });
    });
    if constexpr (Layout::MINIMUM) {
      const F minimum = Lanes::load(scratch.minima[i]);
      repeat<SUM_VECTORS>([&](auto v) {
        sums[v] = Lanes::fma(minimum, Lanes::spread(scratch.totals[i][vector + v]), sums[v]);
      });
    }
  }
  repeat<SUM_VECTORS>([&](auto v) { Lanes::store(out + v * outStride, sums[v]); });
}

// The thread's tiles are in use from here to the end only: while they are, the system saves 8 KB more a switch.
template <typename Lanes, typename Layout>
void multiplyMany(const TileSet& tiles, const PackedRows& rows, const Activation* x, std::size_t vectors, float* out,
                  std::size_t outStride) {
  const TileSplit split = splitOf(vectors);
  const TileShape shape = {split.vectors, BLOCK / Layout::PARTS};
  const auto outAt = [&](std::size_t v, std::size_t g) { return out + v * outStride + g * GROUP_ROWS; };
  for (std::size_t v = 0; v < split.tiles * split.vectors; ++v) {
    for (std::size_t g = 0; g < rows.groupCount; ++g) Lanes::store(outAt(v, g), Lanes::zero());
  }
  TileScratch<Lanes, Layout::PARTS> scratch;
  tiles.begin(shape);
  for (std::size_t first = 0; first < rows.blocks; first += RUN_BLOCKS) {
    const std::size_t blocks = rows.blocks - first < RUN_BLOCKS ? rows.blocks - first : RUN_BLOCKS;
    gatherDigits<Layout>(x, vectors, split, first, blocks, scratch);
    for (std::size_t g = 0; g < rows.groupCount; ++g) {
      const auto* group = static_cast<const unsigned char*>(rows.groups) + g * rows.groupBytes;
      unpackBlocks<Lanes, Layout>(group, first, blocks, scratch);
      for (std::size_t tile = 0; tile < split.tiles; ++tile) {
        tiles.multiply(shape, blocks * Layout::PARTS, scratch.digits[tile], scratch.weights[0],
                       scratch.products[0][0][0]);
        for (std::size_t row = 0; row < split.vectors; row += SUM_VECTORS) {
          const std::size_t vector = tile * split.vectors + row;
          addProducts<Lanes, Layout>(scratch, blocks, row, vector, outAt(vector, g), outStride);
        }
      }
    }
  }
  tiles.end();
}

}  // namespace farhand
