#include "tile-machine.h"

#include <cstdio>
#include <cstdlib>
#include <cstring>

using namespace farhand;

namespace {

// The faults of the instructions
void faultIf(bool fault, const char* what) {
  if (!fault) return;
  std::fprintf(stderr, "A tile instruction faults: %s.\n", what);
  std::abort();
}

struct EmulatedTiles {
  static void configure(const TileConfig& config) { TileMachine::own().configure(&config); }
  static void release() { TileMachine::own().release(); }
  template <std::size_t SET>
  static void clear() {
    TileMachine::own().clear(SET);
  }
  template <std::size_t SET>
  static void loadDigits(const std::int8_t* from, std::size_t stride) {
    TileMachine::own().load(SET + 2, from, static_cast<std::ptrdiff_t>(stride));
  }
  template <std::size_t SET>
  static void loadWeights(const std::int8_t* from, std::size_t stride) {
    TileMachine::own().load(SET + 4, from, static_cast<std::ptrdiff_t>(stride));
  }
  template <std::size_t SET>
  static void multiply() {
    TileMachine::own().multiply(SET, SET + 2, SET + 4);
  }
  template <std::size_t SET>
  static void store(std::int32_t* to, std::size_t stride) {
    TileMachine::own().store(SET, to, static_cast<std::ptrdiff_t>(stride));
  }
};

}  // namespace

const TileSet EMULATED_TILES = tilesOver<EmulatedTiles>();

std::atomic<std::size_t> TileMachine::products_ = 0;

TileMachine& TileMachine::own() {
  thread_local TileMachine machine;
  return machine;
}

void TileMachine::configure(const void* config) {
  std::uint8_t bytes[64];
  std::memcpy(bytes, config, sizeof bytes);
  if (bytes[0] == 0) return release();
  faultIf(bytes[0] != 1, "there is no such palette");
  for (std::size_t i = 1; i < 16; ++i) faultIf(bytes[i] != 0, "reserved bytes of the configuration are not zero");
  for (std::size_t tile = 0; tile < 16; ++tile) {
    const std::size_t rowBytes = bytes[16 + 2 * tile] | bytes[17 + 2 * tile] << 8;
    const std::size_t rows = bytes[48 + tile];
    faultIf(tile >= TILES && (rows != 0 || rowBytes != 0), "there is no such register to configure");
    faultIf(rows > MOST_ROWS || rowBytes > MOST_ROW_BYTES, "a tile is too large");
    faultIf((rows == 0) != (rowBytes == 0), "a tile has rows without bytes, or bytes without rows");
    if (tile < TILES) {
      tiles_[tile] = {};
      tiles_[tile].rows = rows;
      tiles_[tile].rowBytes = rowBytes;
    }
  }
  configured_ = true;
}

void TileMachine::release() {
  configured_ = false;
  for (Tile& tile : tiles_) tile = {};
}

const TileMachine::Tile& TileMachine::tileAt(std::size_t tile) const {
  faultIf(!configured_, "no tiles are configured");
  faultIf(tile >= TILES || tiles_[tile].rows == 0, "the tile is not configured");
  return tiles_[tile];
}

TileMachine::Tile& TileMachine::tileAt(std::size_t tile) {
  return const_cast<Tile&>(static_cast<const TileMachine*>(this)->tileAt(tile));
}

void TileMachine::clear(std::size_t tile) {
  std::memset(tileAt(tile).data, 0, sizeof(Tile::data));
}

void TileMachine::load(std::size_t tile, const void* from, std::ptrdiff_t stride) {
  Tile& to = tileAt(tile);
  std::memset(to.data, 0, sizeof to.data);
  for (std::size_t row = 0; row < to.rows; ++row) {
    std::memcpy(to.data[row], static_cast<const char*>(from) + static_cast<std::ptrdiff_t>(row) * stride, to.rowBytes);
  }
}

void TileMachine::store(std::size_t tile, void* to, std::ptrdiff_t stride) const {
  const Tile& from = tileAt(tile);
  for (std::size_t row = 0; row < from.rows; ++row) {
    std::memcpy(static_cast<char*>(to) + static_cast<std::ptrdiff_t>(row) * stride, from.data[row], from.rowBytes);
  }
}

void TileMachine::multiply(std::size_t sums, std::size_t left, std::size_t right) {
  Tile& c = tileAt(sums);
  const Tile& a = tileAt(left);
  const Tile& b = tileAt(right);
  faultIf(sums == left || sums == right || left == right, "a product needs three different tiles");
  faultIf((a.rowBytes | b.rowBytes | c.rowBytes) % 4 != 0, "rows are not of whole numbers of four bytes");
  faultIf(c.rows != a.rows || a.rowBytes / 4 != b.rows || c.rowBytes != b.rowBytes, "the tiles' sizes don't fit");
  for (std::size_t m = 0; m < c.rows; ++m) {
    std::int32_t row[MOST_ROW_BYTES / 4];
    std::memcpy(row, c.data[m], sizeof row);
    for (std::size_t k = 0; k < a.rowBytes / 4; ++k) {
      for (std::size_t n = 0; n < b.rowBytes / 4; ++n) {
        for (std::size_t i = 0; i < 4; ++i) {
          row[n] += static_cast<std::int8_t>(a.data[m][4 * k + i]) * static_cast<std::int8_t>(b.data[k][4 * n + i]);
        }
      }
    }
    std::memcpy(c.data[m], row, c.rowBytes);
  }
  ++products_;
}
