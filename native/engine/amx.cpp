#include "amx.h"

#if defined(__x86_64__)

#include <cpuid.h>

#if defined(__linux__)
#include <sys/syscall.h>
#include <unistd.h>
#endif

#include "tiles.h"

namespace farhand {

namespace {

// CPUID leaf 7: AMX-TILE and AMX-INT8
bool processorHasTiles() {
  unsigned a = 0;
  unsigned b = 0;
  unsigned c = 0;
  unsigned d = 0;
  if (__get_cpuid_count(7, 0, &a, &b, &c, &d) == 0) return false;
  return (d >> 24 & 1) != 0 && (d >> 25 & 1) != 0;
}

#if defined(__linux__)

// Linux keeps the tiles' 8 KB for threads of processes only that ask (Documentation/arch/x86/xstate.rst); it asks for
// all threads, and fails on kernels before 5.16.
bool systemGivesTiles() {
  constexpr long ARCH_REQ_XCOMP_PERM = 0x1023;
  constexpr long XFEATURE_XTILEDATA = 18;
  return ::syscall(SYS_arch_prctl, ARCH_REQ_XCOMP_PERM, XFEATURE_XTILEDATA) == 0;
}

#else

bool systemGivesTiles() {
  return false;
}

#endif

}  // namespace

Kernels avx512KernelsWith(const TileSet& tiles, const char* name) {
  Kernels kernels = AVX512_KERNELS;
  kernels.name = name;
  kernels.tiles = &tiles;
  return kernels;
}

const Kernels* amxKernels() {
  static const bool usable = processorHasTiles() && systemGivesTiles() && multiplyRight(AMX_TILES);
  static const Kernels kernels = avx512KernelsWith(AMX_TILES, "amx");
  return usable ? &kernels : nullptr;
}

}  // namespace farhand

#endif
