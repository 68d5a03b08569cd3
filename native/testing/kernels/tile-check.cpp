#include "tile-check.h"

#include <algorithm>
#include <cstdio>

#if defined(__x86_64__) && defined(__linux__)

#include <cstring>
#include <optional>

#include "../../engine/amx.h"
#include "../../engine/kernel-choice.h"
#include "../../engine/matrix.h"
#include "../../engine/packed-matrix.h"
#include "packed-samples.h"
#include "tile-machine.h"
#include "tile-traps.h"

using namespace farhand;

namespace {

// Every way to fill tiles, alone and beside what is left for vectors one by one; and a long prompt
constexpr std::size_t MOST_COUNTED = MANY_VECTORS + 1;
constexpr std::size_t PROMPT = 512;

struct Size {
  std::size_t rows;
  std::size_t superBlocks;
};

// Whole and broken chunks and groups of rows, runs of blocks that are full, short and both
constexpr Size SIZES[] = {{CHUNK_ROWS + 10, 13}, {32, 8}, {7, 1}};

// By row of weights and vector, computed on several threads. The vectors come in another order than they lie in.
std::vector<float> productsOf(const Kernels& kernels, const Matrix& matrix, const Activations& activations,
                              std::size_t vectors, ThreadPool& pool) {
  const Arithmetic arithmetic(kernels, pool, activations.digitCount());
  std::vector<float> products(matrix.rows * vectors);
  pool.forEach(chunksOf(matrix.rows), [&](std::size_t chunk) {
    arithmetic.multiplyChunk(
        matrix, chunk * CHUNK_ROWS, vectors, [&](std::size_t v) { return activations.vector(vectors - 1 - v); },
        [&](std::size_t v, std::span<const float> values) {
          std::copy(values.begin(), values.end(), products.data() + v * matrix.rows + chunk * CHUNK_ROWS);
        });
  });
  return products;
}

class Comparison {
 public:
  // `counted`: TileMachine sees the tiles' products
  Comparison(const Kernels& kernels, bool counted) : kernels_(kernels), counted_(counted) {}

  void compareAll() {
    for (const PackedFormat& format : PACKED_FORMATS) {
      for (const std::size_t digits : {1, 2}) {
        for (const Size& size : SIZES) compare(format, size, digits);
      }
    }
  }

 private:
  void compare(const PackedFormat& format, const Size& size, std::size_t digits) {
    RandomNumbers random(17);
    const TensorTypeTraits& traits = traitsOf(format.type);
    const bool large = traits.blockValues > BLOCK;
    const std::size_t columns = (large ? (size.superBlocks + 3) / 4 : size.superBlocks) * traits.blockValues;
    const std::vector<std::byte> bytes = randomRows(format, size.rows, columns, random);
    Matrix matrix = {format.type, bytes.data(), size.rows, columns};
    PackedWeights packed;
    packed.pack(matrix, size.rows, pool_);
    const bool alsoPrompt = digits == 1 && size.superBlocks == 1;  // the emulation is slow
    const SampleActivations activations =
        randomActivations(AVX512_KERNELS, alsoPrompt ? PROMPT : MOST_COUNTED, columns, digits, random);
    const std::size_t fewest = digits == 1 ? 1 : MOST_COUNTED;
    for (std::size_t vectors = fewest; vectors <= MOST_COUNTED; ++vectors) compare(matrix, activations, vectors);
    if (alsoPrompt) compare(matrix, activations, PROMPT);
  }

  void compare(const Matrix& matrix, const Activations& activations, std::size_t vectors) {
    const std::string name = std::string(traitsOf(matrix.type).name) + " with " + std::to_string(vectors) + " vectors";
    const std::vector<float> expected = productsOf(AVX512_KERNELS, matrix, activations, vectors, pool_);
    const std::size_t before = TileMachine::products();
    const std::vector<float> products = productsOf(kernels_, matrix, activations, vectors, pool_);
    const bool same = std::memcmp(products.data(), expected.data(), products.size() * sizeof(float)) == 0;
    require(same, kernels_.name, name, "differ from those one by one");
    const bool inTiles = TileMachine::products() > before;
    const bool worth = activations.digitCount() == 1 && vectors >= FEWEST_IN_TILES;
    require(!counted_ || inTiles == worth, kernels_.name, name, "take the wrong way");
  }

  const Kernels& kernels_;
  const bool counted_;
  ThreadPool pool_{3};
};

// Tiles that go wrong in one number
constexpr std::size_t WRONG_PRODUCT = 2;

void multiplyWrongly(const TileShape& shape, std::size_t count, const std::int8_t* digits, const std::int8_t* weights,
                     std::int32_t* products) {
  EMULATED_TILES.multiply(shape, count, digits, weights, products);
  if (count > WRONG_PRODUCT) ++products[(WRONG_PRODUCT * TILE_ROWS + shape.vectors) * GROUP_ROWS - 1];
}

void checkSelfCheck() {
  TileSet wrong = EMULATED_TILES;
  wrong.multiply = multiplyWrongly;
  require(multiplyRight(EMULATED_TILES), "tile", "self-check", "refuses right tiles");
  require(!multiplyRight(wrong), "tile", "self-check", "takes wrong tiles");
}

std::size_t productsIn(const TileSet& tiles, const char* name, bool counted) {
  const std::size_t before = TileMachine::products();
  const Kernels kernels = avx512KernelsWith(tiles, name);
  Comparison(kernels, counted).compareAll();
  return TileMachine::products() - before;
}

}  // namespace

void checkTiles() {
  const std::vector<const Kernels*> usable = usableKernels();
  if (std::find(usable.begin(), usable.end(), &AVX512_KERNELS) == usable.end()) {
    std::printf("{}\n");
    return;
  }
  checkSelfCheck();
  std::printf("{\"emulated\":%zu", productsIn(EMULATED_TILES, "amx, emulated", true));
  if (amxKernels() == nullptr) {
    const TileTraps traps;
    require(multiplyRight(AMX_TILES), "amx, trapped", "self-check", "refuses right tiles");
    std::printf(",\"trapped\":%zu}\n", productsIn(AMX_TILES, "amx, trapped", true));
  } else {
    productsIn(AMX_TILES, "amx", false);
    std::printf(",\"real\":1}\n");
  }
}

#else

void checkTiles() {
  std::printf("{}\n");
}

#endif
