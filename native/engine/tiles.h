// Products of small whole-number matrices in the processor's tile registers (Intel AMX: eight registers of up to 16 rows
// of 64 bytes). What a product of packed weights wants of them is written here once, over
//   configure(config)   gives this thread's registers their shapes, all zero; release() gives them back
//   clear<SET>, loadDigits<SET>, loadWeights<SET> (from, bytes from row to row), multiply<SET>, store<SET>
// where a set is three registers: SET for the products, SET + 2 for the digits and SET + 4 for the weights. With two sets
// a product need not wait for the one before it.
#pragma once

#include <cstddef>
#include <cstdint>

#include "kernels.h"

namespace farhand {

constexpr std::size_t TILE_ROWS = 16;

// Memory operand of LDTILECFG (Intel 64 and IA-32 Architectures Software Developer's Manual, volume 2)
struct TileConfig {
  std::uint8_t palette = 1;
  std::uint8_t startRow = 0;
  std::uint8_t reserved[14] = {};
  std::uint16_t rowBytes[16] = {};
  std::uint8_t rows[16] = {};
};
static_assert(sizeof(TileConfig) == 64);

// Products of `vectors` <= TILE_ROWS vectors with 16 rows of weights, over `columns` (a multiple of 4, at most BLOCK)
struct TileShape {
  std::size_t vectors;
  std::size_t columns;
};

// How a processor's tiles are used. All belong to the thread that calls.
struct TileSet {
  void (*begin)(const TileShape& shape);
  // products[p][v][r] = sum over c of digits[c0 / BLOCK][v][c0 % BLOCK + c] * weights[p][c / 4][r][c % 4]
  //   p < count, c < columns, c0 = p * columns; digits (, vectors, BLOCK), products (count, TILE_ROWS, 16)
  void (*multiply)(const TileShape& shape, std::size_t count, const std::int8_t* digits, const std::int8_t* weights,
                   std::int32_t* products);
  void (*end)();
};

#if defined(__x86_64__)
// To be used only where `amxKernels` says so
extern const TileSet AMX_TILES;
#endif

// Multiplies a few numbers in tiles and compares with the definition.
bool multiplyRight(const TileSet& tiles);

template <typename Tiles>
void beginTiles(const TileShape& shape) {
  TileConfig config;
  for (std::size_t set = 0; set < 2; ++set) {
    config.rows[set] = config.rows[set + 2] = static_cast<std::uint8_t>(shape.vectors);
    config.rows[set + 4] = static_cast<std::uint8_t>(shape.columns / 4);
    config.rowBytes[set] = config.rowBytes[set + 4] = 64;
    config.rowBytes[set + 2] = static_cast<std::uint16_t>(shape.columns);
  }
  Tiles::configure(config);
}

template <typename Tiles, std::size_t SET>
void multiplyTile(const std::int8_t* digits, const std::int8_t* weights, std::int32_t* products) {
  Tiles::template clear<SET>();
  Tiles::template loadDigits<SET>(digits, BLOCK);
  Tiles::template loadWeights<SET>(weights, 64);
  Tiles::template multiply<SET>();
  Tiles::template store<SET>(products, 64);
}

template <typename Tiles>
void multiplyTiles(const TileShape& shape, std::size_t count, const std::int8_t* digits, const std::int8_t* weights,
                   std::int32_t* products) {
  const auto one = [&](auto multiply, std::size_t p) {
    const std::size_t column = p * shape.columns;
    multiply(digits + column / BLOCK * shape.vectors * BLOCK + column % BLOCK, weights + column * GROUP_ROWS,
             products + p * TILE_ROWS * GROUP_ROWS);
  };
  for (std::size_t p = 0; p < count; p += 2) {
    one(multiplyTile<Tiles, 0>, p);
    if (p + 1 < count) one(multiplyTile<Tiles, 1>, p + 1);
  }
}

template <typename Tiles>
constexpr TileSet tilesOver() {
  return {beginTiles<Tiles>, multiplyTiles<Tiles>, Tiles::release};
}

}  // namespace farhand
