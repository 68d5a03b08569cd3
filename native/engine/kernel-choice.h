// Which kernels this processor runs, as far as the system lets programs use what it has.
#pragma once

#include <vector>

#include "kernels.h"

namespace farhand {

// From the plain ones to the fastest
std::vector<const Kernels*> usableKernels();

// The fastest, or the usable ones whose name is in the environment variable FARHAND_ENGINE_KERNELS
const Kernels& bestKernels();

}  // namespace farhand
