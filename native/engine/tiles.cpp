#include "tiles.h"

#include <algorithm>
#include <iterator>

namespace farhand {

namespace {

// Enough for both sets of registers, and for one of them a second time
constexpr std::size_t PRODUCTS = 3;

bool multiplyRight(const TileSet& tiles, const TileShape& shape) {
  alignas(64) std::int8_t digits[PRODUCTS * TILE_ROWS * BLOCK];
  alignas(64) std::int8_t weights[PRODUCTS * GROUP_ROWS * BLOCK];
  alignas(64) std::int32_t products[PRODUCTS * TILE_ROWS * GROUP_ROWS];
  for (std::size_t i = 0; i < std::size(digits); ++i) digits[i] = static_cast<std::int8_t>(i * 7 % 255);
  for (std::size_t i = 0; i < std::size(weights); ++i) weights[i] = static_cast<std::int8_t>(i * 11 % 256);
  std::fill(std::begin(products), std::end(products), -1);
  tiles.begin(shape);
  tiles.multiply(shape, PRODUCTS, digits, weights, products);
  tiles.end();
  for (std::size_t p = 0; p < PRODUCTS; ++p) {
    const std::size_t first = p * shape.columns;
    const std::int8_t* left = digits + first / BLOCK * shape.vectors * BLOCK + first % BLOCK;
    for (std::size_t v = 0; v < shape.vectors; ++v) {
      for (std::size_t r = 0; r < GROUP_ROWS; ++r) {
        std::int32_t sum = 0;
        for (std::size_t c = 0; c < shape.columns; ++c) {
          sum += left[v * BLOCK + c] * weights[(first + c / 4 * 4) * GROUP_ROWS + r * 4 + c % 4];
        }
        if (products[(p * TILE_ROWS + v) * GROUP_ROWS + r] != sum) return false;
      }
    }
  }
  return true;
}

}  // namespace

bool multiplyRight(const TileSet& tiles) {
  return multiplyRight(tiles, {TILE_ROWS, BLOCK}) && multiplyRight(tiles, {TILE_ROWS / 2, BLOCK / 2});
}

}  // namespace farhand
