// Whether this process may compute in AMX tiles, and the kernels that do.
#pragma once

#include "kernels.h"

namespace farhand {

#if defined(__x86_64__)

// The AVX-512 kernels with products of many vectors in tiles
Kernels avx512KernelsWith(const TileSet& tiles, const char* name);

// The same with AMX. nullptr if the processor has no tiles, if the system does not give them to this process, or if they
// multiply wrongly. To be called on processors that run AVX512_KERNELS.
const Kernels* amxKernels();

#endif

}  // namespace farhand
