// The tile registers of Intel AMX and the instructions that the engine uses of it, in plain C++, after their definitions
// in the Intel 64 and IA-32 Architectures Software Developer's Manual, volume 2 (LDTILECFG, TDPBSSD, TILELOADD,
// TILERELEASE, TILESTORED, TILEZERO; palette 1). What would be a fault there ends the process with a message.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>

#include "../../engine/tiles.h"

class TileMachine {
 public:
  // The calling thread's
  static TileMachine& own();
  // How many products of tiles all threads have computed
  static std::size_t products() { return products_; }

  void configure(const void* config);  // 64 bytes
  void release();
  void clear(std::size_t tile);
  void load(std::size_t tile, const void* from, std::ptrdiff_t stride);
  void store(std::size_t tile, void* to, std::ptrdiff_t stride) const;
  // sums[m][n] += sum over k, i < 4 of left[m][4 k + i] * right[k][4 n + i], all signed
  void multiply(std::size_t sums, std::size_t left, std::size_t right);

 private:
  static constexpr std::size_t TILES = 8;
  static constexpr std::size_t MOST_ROWS = 16;
  static constexpr std::size_t MOST_ROW_BYTES = 64;

  struct Tile {
    std::size_t rows = 0;
    std::size_t rowBytes = 0;
    std::uint8_t data[MOST_ROWS][MOST_ROW_BYTES] = {};
  };

  Tile& tileAt(std::size_t tile);
  const Tile& tileAt(std::size_t tile) const;

  static std::atomic<std::size_t> products_;

  bool configured_ = false;
  Tile tiles_[TILES];
};

extern const farhand::TileSet EMULATED_TILES;
