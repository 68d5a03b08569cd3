// Products with packed weights (layouts: `packed-matrix.h`), written over 16 lanes: one lane is one of the 16 rows of
// a group. Besides what `kernels-lanes.h` asks for, Lanes has
//   W, I       64 unsigned bytes, byte 4 r + c for column c of row r; 16 int32
//   loadBytes, lowHalves, highHalves (nibbles), lookUp (in 16 bytes), addBits (value where the bit of a mask is set),
//   addPairs   adds two bits of every byte of a register in memory as bits 4 and 5
//   dot        adds to every lane the sum over c < 4 of w[4 r + c] * x[c]
//   mostVectors, groupsInFlight   how many vectors' sums fit the registers, by digits, and of how many groups, by
//              vectors and digits; prefetch asks memory for what is read soon
//   Pairs      if there is one, how two vectors are multiplied at once (see `packed-pairs.h`)
//   Shorts     if there are any, how products are added up in 16 bits (see `packed-shorts.h`)
//   WIDE_IS_SIGNED   dot of bytes beyond 127 takes them as w - 128 (there dotWide), else as they are
// The sum over a block is whole numbers, so it is exact; blocks are added up as floats, first to last.
#pragma once

#include "kernels.h"
#include "packed-pairs.h"
#include "packed-shorts.h"
#include "packed-tiles.h"
#include "unrolled.h"

namespace farhand {

// How a layout is read. A group is a run of super-blocks; each has a head and SUBS blocks of 32 columns.
//   HEAD_BYTES, SUBS, BLOCK_BYTES
//   PARTS      2 if each half of a block has a scale of its own
//   OFFSET     what the stored bytes are more than the numbers meant
//   GREATEST   no stored byte is more
//   MINIMUM    minimum(head, block, sub) is subtracted from every value; sub is the block's number in its super-block
//   scale(head, block, sub, part) and weights<J>(block): the bytes of columns 4 J to 4 J + 3
template <typename Lanes>
struct PackedNibbles {
  using F = typename Lanes::F;
  using W = typename Lanes::W;
  static constexpr std::size_t HEAD_BYTES = 0;
  static constexpr std::size_t SUBS = 1;
  static constexpr std::size_t PARTS = 1;
  static constexpr int GREATEST = 15;
  static constexpr bool MINIMUM = false;

  template <std::size_t J>
  static W nibbles(const unsigned char* at) {
    const W both = Lanes::loadBytes(at + J % 4 * 64);
    return J < 4 ? Lanes::lowHalves(both) : Lanes::highHalves(both);
  }
  static F halves(const unsigned char* at) { return Lanes::loadF16(reinterpret_cast<const unsigned short*>(at)); }
};

template <typename Lanes>
struct PackedQ4_0 : PackedNibbles<Lanes> {
  using Base = PackedNibbles<Lanes>;
  static constexpr std::size_t BLOCK_BYTES = 32 + 256;
  static constexpr int OFFSET = 8;
  static typename Lanes::F scale(const unsigned char*, const unsigned char* block, std::size_t, std::size_t) {
    return Base::halves(block);
  }
  template <std::size_t J>
  static typename Lanes::W weights(const unsigned char* block) {
    return Base::template nibbles<J>(block + 32);
  }
};

template <typename Lanes>
struct PackedQ4_1 : PackedNibbles<Lanes> {
  using Base = PackedNibbles<Lanes>;
  static constexpr std::size_t BLOCK_BYTES = 64 + 256;
  static constexpr int OFFSET = 0;
  static constexpr bool MINIMUM = true;
  static typename Lanes::F scale(const unsigned char*, const unsigned char* block, std::size_t, std::size_t) {
    return Base::halves(block);
  }
  static typename Lanes::F minimum(const unsigned char*, const unsigned char* block, std::size_t) {
    return Lanes::sub(Lanes::zero(), Base::halves(block + 32));
  }
  template <std::size_t J>
  static typename Lanes::W weights(const unsigned char* block) {
    return Base::template nibbles<J>(block + 64);
  }
};

template <typename Lanes>
struct PackedIQ4_NL : PackedNibbles<Lanes> {
  using Base = PackedNibbles<Lanes>;
  static constexpr std::size_t BLOCK_BYTES = 32 + 256;
  static constexpr int OFFSET = 128;
  static constexpr int GREATEST = 255;
  static typename Lanes::F scale(const unsigned char*, const unsigned char* block, std::size_t, std::size_t) {
    return Base::halves(block);
  }
  template <std::size_t J>
  static typename Lanes::W weights(const unsigned char* block) {
    static constexpr unsigned char VALUES[16] = {1,   24,  45,  63,  79,  93,  106, 118,
                                                 129, 141, 153, 166, 181, 197, 217, 241};
    return Lanes::lookUp(VALUES, Base::template nibbles<J>(block + 32));
  }
};

template <typename Lanes>
struct PackedMXFP4 : PackedNibbles<Lanes> {
  using Base = PackedNibbles<Lanes>;
  static constexpr std::size_t BLOCK_BYTES = 16 + 256;
  static constexpr int OFFSET = 16;
  static constexpr int GREATEST = 28;
  // The values are twice the numbers meant, so the scale is half of 2^(e - 127); 2^-127 and less counts as 0.
  static typename Lanes::F scale(const unsigned char*, const unsigned char* block, std::size_t, std::size_t) {
    return Lanes::mul(Lanes::loadExponents(block), Lanes::spread(0.5f));
  }
  template <std::size_t J>
  static typename Lanes::W weights(const unsigned char* block) {
    static constexpr unsigned char VALUES[16] = {16, 17, 18, 19, 20, 22, 24, 28, 16, 15, 14, 13, 12, 10, 8, 4};
    return Lanes::lookUp(VALUES, Base::template nibbles<J>(block + 16));
  }
};

template <typename Lanes>
struct PackedQ8_0 : PackedNibbles<Lanes> {
  using Base = PackedNibbles<Lanes>;
  static constexpr std::size_t BLOCK_BYTES = 32 + 512;
  static constexpr int OFFSET = 128;
  static constexpr int GREATEST = 255;
  static typename Lanes::F scale(const unsigned char*, const unsigned char* block, std::size_t, std::size_t) {
    return Base::halves(block);
  }
  template <std::size_t J>
  static typename Lanes::W weights(const unsigned char* block) {
    return Lanes::loadBytes(block + 32 + J * 64);
  }
};

// Head: d and dmin, then scale and minimum of every block as bytes; block: nibbles. All of it in whole cache lines
template <typename Lanes>
struct PackedQ4_K : PackedNibbles<Lanes> {
  using Base = PackedNibbles<Lanes>;
  static constexpr std::size_t SUBS = 8;
  static constexpr std::size_t HEAD_BYTES = 64 + SUBS * 32;
  static constexpr std::size_t BLOCK_BYTES = 256;
  static constexpr int OFFSET = 0;
  static constexpr bool MINIMUM = true;
  static typename Lanes::F scale(const unsigned char* head, const unsigned char*, std::size_t sub, std::size_t) {
    return Lanes::mul(Base::halves(head), Lanes::loadUnsigned(head + 64 + sub * 32));
  }
  static typename Lanes::F minimum(const unsigned char* head, const unsigned char*, std::size_t sub) {
    return Lanes::mul(Base::halves(head + 32), Lanes::loadUnsigned(head + 80 + sub * 32));
  }
  template <std::size_t J>
  static typename Lanes::W weights(const unsigned char* block) {
    return Base::template nibbles<J>(block);
  }
};

// As Q4_K with eight masks of 64 fifth bits behind the nibbles
template <typename Lanes>
struct PackedQ5_K : PackedQ4_K<Lanes> {
  static constexpr int GREATEST = 31;
  static constexpr std::size_t BLOCK_BYTES = PackedQ4_K<Lanes>::BLOCK_BYTES + 64;
  template <std::size_t J>
  static typename Lanes::W weights(const unsigned char* block) {
    return Lanes::addBits(PackedQ4_K<Lanes>::template weights<J>(block), block + 256 + J * 8, 16);
  }
};

// Head: d, then two signed scales a row for every block; block: nibbles, then 2 x 64 bytes with the upper two bits of
// four columns' bytes
template <typename Lanes>
struct PackedQ6_K : PackedNibbles<Lanes> {
  using Base = PackedNibbles<Lanes>;
  static constexpr std::size_t SUBS = 8;
  static constexpr std::size_t HEAD_BYTES = 32 + SUBS * 32;
  static constexpr std::size_t BLOCK_BYTES = 256 + 128;
  static constexpr std::size_t PARTS = 2;
  static constexpr int OFFSET = 32;
  static constexpr int GREATEST = 63;
  static typename Lanes::F scale(const unsigned char* head, const unsigned char*, std::size_t sub, std::size_t part) {
    return Lanes::mul(Base::halves(head), Lanes::loadSigned(head + 32 + sub * 32 + 16 * part));
  }
  template <std::size_t J>
  static typename Lanes::W weights(const unsigned char* block) {
    return Lanes::template addPairs<J % 4>(Base::template nibbles<J>(block), block + 256 + J / 4 * 64);
  }
};

// Whether a set takes a layout's bytes as signed ones, less 128: they would be too great for it otherwise.
template <typename Lanes, typename Layout>
constexpr bool LOWERED = Layout::GREATEST > 127 && Lanes::WIDE_IS_SIGNED;

// How far ahead of the reading memory is asked for the weights
constexpr std::size_t PREFETCH_BYTES = 2048;

// What a part of block `b` adds to the dots of GROUPS neighbouring groups, from `corrections` on, one number for each
// vector. With two digits `dots` are those of the high ones.
template <typename Lanes, typename Layout, std::size_t DIGITS, std::size_t VECTORS, std::size_t GROUPS,
          std::size_t PART>
[[gnu::always_inline]] inline void dotsOneByOne(const unsigned char* block, std::size_t groupBytes, std::size_t b,
                                                const Activation* x, const std::int32_t* corrections,
                                                typename Lanes::I (*dots)[VECTORS],
                                                typename Lanes::I (*lowDots)[VECTORS]) {
  constexpr std::size_t STEPS = 8 / Layout::PARTS;
  repeat<VECTORS>([&](auto v) {
    repeat<GROUPS>([&](auto g) {
      dots[g][v] = Lanes::spreadWhole(DIGITS == 1 ? corrections[v] : 0);
      if constexpr (DIGITS == 2) lowDots[g][v] = Lanes::spreadWhole(corrections[v]);
    });
  });
  repeat<STEPS>([&](auto step) {
    constexpr std::size_t J = PART * STEPS + halfByHalf(STEPS, decltype(step)::value);
    repeat<GROUPS>([&](auto g) {
      const auto weights = Layout::template weights<J>(block + g * groupBytes);
      repeat<VECTORS>([&](auto v) {
        const std::int8_t* four = x[v].digits + b * BLOCK * DIGITS + 4 * J;
        const auto add = [&](typename Lanes::I& sum, const std::int8_t* at) {
          if constexpr (LOWERED<Lanes, Layout>) {
            sum = Lanes::dotWide(sum, weights, at);
          } else {
            sum = Lanes::dot(sum, weights, at);
          }
        };
        add(dots[g][v], four);
        if constexpr (DIGITS == 2) add(lowDots[g][v], four + BLOCK);
      });
    });
  });
}

// The same for one group where products are added up as shorts
template <typename Lanes, typename Layout, std::size_t DIGITS, std::size_t VECTORS, std::size_t PART>
[[gnu::always_inline]] inline void dotsInShorts(const unsigned char* block, std::size_t b, const Activation* x,
                                                const std::int32_t* corrections, typename Lanes::I* dots,
                                                typename Lanes::I* lowDots) {
  constexpr std::size_t STEPS = 8 / Layout::PARTS;
  // One sum for every vector and digit, as if each digit were a vector
  typename Lanes::I sums[VECTORS * DIGITS];
  sumShorts<Lanes, Layout, VECTORS * DIGITS, STEPS>(
      sums, [&](auto at) { return at % DIGITS == DIGITS - 1 ? corrections[at / DIGITS] : 0; },
      [&](auto step) { return Layout::template weights<PART * STEPS + halfByHalf(STEPS, step)>(block); },
      [&](auto step, auto at) {
        const std::size_t first = 4 * (PART * STEPS + halfByHalf(STEPS, step));
        return x[at / DIGITS].digits + (b * DIGITS + at % DIGITS) * BLOCK + first;
      });
  repeat<VECTORS>([&](auto v) {
    dots[v] = sums[v * DIGITS];
    if constexpr (DIGITS == 2) lowDots[v] = sums[v * DIGITS + 1];
  });
}

// out[v][r] for GROUPS neighbouring groups; groups in flight together hide the latency of the dots.
template <typename Lanes, typename Layout, std::size_t DIGITS, std::size_t VECTORS, std::size_t GROUPS>
void multiplyGroups(const unsigned char* group, std::size_t groupBytes, std::size_t blocks, const Activation* x,
                    float* out, std::size_t outStride) {
  using F = typename Lanes::F;
  using I = typename Lanes::I;
  constexpr int OFFSET = LOWERED<Lanes, Layout> ? Layout::OFFSET - 128 : Layout::OFFSET;
  constexpr bool IN_PAIRS = VECTORS % 2 == 0 && requires { typename Lanes::Pairs; };
  F sums[GROUPS][VECTORS];
  repeat<GROUPS>([&](auto g) { repeat<VECTORS>([&](auto v) { sums[g][v] = Lanes::zero(); }); });
  const unsigned char* head = group;
  for (std::size_t first = 0; first < blocks; first += Layout::SUBS) {
    const unsigned char* block = head + Layout::HEAD_BYTES;
    for (std::size_t b = first; b < first + Layout::SUBS; ++b, block += Layout::BLOCK_BYTES) {
      // The processor's own prefetching stops at every page; a single vector leaves no time to make up for that.
      if constexpr (VECTORS == 1) {
        repeat<(Layout::BLOCK_BYTES + 63) / 64>([&](auto line) {
          repeat<GROUPS>([&](auto g) { Lanes::prefetch(block + g * groupBytes + PREFETCH_BYTES + line * 64); });
        });
      }
      repeat<Layout::PARTS>([&](auto part) {
        constexpr std::size_t PART = decltype(part)::value;
        std::int32_t corrections[VECTORS] = {};
        repeat<VECTORS>([&](auto v) {
          if constexpr (OFFSET != 0 && Layout::PARTS == 2) corrections[v] = -OFFSET * x[v].sums[2 * b + part];
          if constexpr (OFFSET != 0 && Layout::PARTS == 1) {
            corrections[v] = -OFFSET * (x[v].sums[2 * b] + x[v].sums[2 * b + 1]);
          }
        });
        I dots[GROUPS][VECTORS];
        I lowDots[GROUPS][VECTORS];
        if constexpr (IN_PAIRS) {
          repeat<GROUPS>([&](auto g) {
            dotsInPairs<Lanes, Layout, DIGITS, VECTORS, PART>(block + g * groupBytes, b, x, corrections, dots[g],
                                                              lowDots[g]);
          });
        } else if constexpr (SHORT_STEPS<Lanes, Layout> > 1) {
          repeat<GROUPS>([&](auto g) {
            dotsInShorts<Lanes, Layout, DIGITS, VECTORS, PART>(block + g * groupBytes, b, x, corrections, dots[g],
                                                               lowDots[g]);
          });
        } else {
          dotsOneByOne<Lanes, Layout, DIGITS, VECTORS, GROUPS, PART>(block, groupBytes, b, x, corrections, dots,
                                                                     lowDots);
        }
        repeat<GROUPS>([&](auto g) {
          const F scale = Layout::scale(head + g * groupBytes, block + g * groupBytes, b - first, part);
          repeat<VECTORS>([&](auto v) {
            I dot = dots[g][v];
            if constexpr (DIGITS == 2) dot = Lanes::addWhole(Lanes::times255(dot), lowDots[g][v]);
            const F factor = Lanes::mul(scale, Lanes::spread(x[v].scales[b]));
            sums[g][v] = Lanes::fma(factor, Lanes::toFloats(dot), sums[g][v]);
          });
        });
      });
      if constexpr (Layout::MINIMUM) {
        repeat<GROUPS>([&](auto g) {
          const F minimum = Layout::minimum(head + g * groupBytes, block + g * groupBytes, b - first);
          repeat<VECTORS>([&](auto v) {
            const auto total = static_cast<float>(x[v].sums[2 * b] + x[v].sums[2 * b + 1]);
            sums[g][v] = Lanes::fma(minimum, Lanes::spread(-x[v].scales[b] * total), sums[g][v]);
          });
        });
      }
    }
    head = block;
  }
  repeat<GROUPS>([&](auto g) {
    repeat<VECTORS>([&](auto v) { Lanes::store(out + v * outStride + g * GROUP_ROWS, sums[g][v]); });
  });
}

template <typename Lanes, typename Layout, std::size_t DIGITS, std::size_t VECTORS>
void multiplyPackedVectors(const PackedRows& rows, const Activation* x, float* out, std::size_t outStride) {
  const auto* group = static_cast<const unsigned char*>(rows.groups);
  constexpr std::size_t TOGETHER = Lanes::groupsInFlight(VECTORS, DIGITS);
  std::size_t g = 0;
  for (; g + TOGETHER <= rows.groupCount; g += TOGETHER) {
    multiplyGroups<Lanes, Layout, DIGITS, VECTORS, TOGETHER>(group + g * rows.groupBytes, rows.groupBytes, rows.blocks,
                                                             x, out + g * GROUP_ROWS, outStride);
  }
  for (; g < rows.groupCount; ++g) {
    multiplyGroups<Lanes, Layout, DIGITS, VECTORS, 1>(group + g * rows.groupBytes, rows.groupBytes, rows.blocks, x,
                                                      out + g * GROUP_ROWS, outStride);
  }
}

// In steps of 4, 2 and 1 vectors, up to what the set has registers for: few sizes keep the program small. A step of 4
// with only 3 vectors left repeats the last one.
template <typename Lanes, typename Layout, std::size_t DIGITS>
void multiplyPacked(const PackedRows& rows, const Activation* x, std::size_t vectors, float* out,
                    std::size_t outStride) {
  Activation padded[TILE_VECTORS];
  for (std::size_t v = 0; v < TILE_VECTORS; ++v) padded[v] = x[v < vectors ? v : vectors - 1];
  std::size_t done = 0;
  const auto advance = [&](auto step) {
    constexpr std::size_t STEP = decltype(step)::value;
    constexpr std::size_t WORTH = STEP < 4 ? STEP : 3;
    if constexpr (STEP <= Lanes::mostVectors(DIGITS)) {
      for (; done + WORTH <= vectors; done += STEP) {
        multiplyPackedVectors<Lanes, Layout, DIGITS, STEP>(rows, padded + done, out + done * outStride, outStride);
      }
    }
  };
  advance(std::integral_constant<std::size_t, 4>());
  advance(std::integral_constant<std::size_t, 2>());
  advance(std::integral_constant<std::size_t, 1>());
}

template <typename Lanes, typename Layout>
constexpr PackedKernels packedKernelsOver() {
  PackedKernels kernels = {{multiplyPacked<Lanes, Layout, 1>, multiplyPacked<Lanes, Layout, 2>}};
  if constexpr (requires { &Lanes::loadWhole; }) kernels.multiplyMany = multiplyMany<Lanes, Layout>;
  return kernels;
}

}  // namespace farhand
