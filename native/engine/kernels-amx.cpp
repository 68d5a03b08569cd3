// The tiles of x86-64 with AMX-TILE and AMX-INT8 (Intel Sapphire Rapids and later). Register numbers are part of the
// instructions, so each is written out.

#if defined(__x86_64__)

#include <immintrin.h>

#include "tiles.h"

namespace farhand {

namespace {

struct Tiles {
  static void configure(const TileConfig& config) {
    // GCC's intrinsic says that it reads eight bytes: without this it may leave out the others' stores.
    asm volatile("" : : "r"(&config) : "memory");
    _tile_loadconfig(&config);
  }
  static void release() { _tile_release(); }

  template <std::size_t SET>
  static void clear() {
    if constexpr (SET == 0) _tile_zero(0);
    else _tile_zero(1);
  }
  template <std::size_t SET>
  static void loadDigits(const std::int8_t* from, std::size_t stride) {
    if constexpr (SET == 0) _tile_loadd(2, from, stride);
    else _tile_loadd(3, from, stride);
  }
  template <std::size_t SET>
  static void loadWeights(const std::int8_t* from, std::size_t stride) {
    if constexpr (SET == 0) _tile_loadd(4, from, stride);
    else _tile_loadd(5, from, stride);
  }
  template <std::size_t SET>
  static void multiply() {
    if constexpr (SET == 0) _tile_dpbssd(0, 2, 4);
    else _tile_dpbssd(1, 3, 5);
  }
  template <std::size_t SET>
  static void store(std::int32_t* to, std::size_t stride) {
    if constexpr (SET == 0) _tile_stored(0, to, stride);
    else _tile_stored(1, to, stride);
  }
};

}  // namespace

const TileSet AMX_TILES = tilesOver<Tiles>();

}  // namespace farhand

#endif
