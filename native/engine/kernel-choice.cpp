#include "kernel-choice.h"

#include <cstdlib>
#include <cstring>

#if defined(__aarch64__) && defined(__linux__)
#include <sys/auxv.h>
#elif defined(__aarch64__) && defined(__APPLE__)
#include <sys/sysctl.h>
#endif

#include "amx.h"

namespace farhand {

namespace {

#if defined(__x86_64__)

void addFast(std::vector<const Kernels*>& kernels) {
  const bool avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") && __builtin_cpu_supports("f16c");
  const bool avx512 = avx2 && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
                      __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq") &&
                      __builtin_cpu_supports("avx512vnni");
  if (avx2) kernels.push_back(&AVX2_KERNELS);
  if (!avx512) return;
  kernels.push_back(&AVX512_KERNELS);
  if (const Kernels* amx = amxKernels()) kernels.push_back(amx);
}

#elif defined(__aarch64__)

#if defined(__linux__)

// Bits of Linux's arch/arm64/include/uapi/asm/hwcap.h, which older headers lack
bool hasDotProducts() {
  return (::getauxval(AT_HWCAP) >> 20 & 1) != 0;
}

bool hasMatrixProducts() {
  return (::getauxval(AT_HWCAP2) >> 13 & 1) != 0;
}

#elif defined(__APPLE__)

bool systemSays(const char* name) {
  int value = 0;
  std::size_t bytes = sizeof value;
  return ::sysctlbyname(name, &value, &bytes, nullptr, 0) == 0 && value != 0;
}

bool hasDotProducts() {
  return systemSays("hw.optional.arm.FEAT_DotProd");
}

bool hasMatrixProducts() {
  return systemSays("hw.optional.arm.FEAT_I8MM");
}

#else

bool hasDotProducts() {
  return false;
}

bool hasMatrixProducts() {
  return false;
}

#endif

void addFast(std::vector<const Kernels*>& kernels) {
  kernels.push_back(&NEON_KERNELS);
  if (hasDotProducts()) kernels.push_back(&DOTPROD_KERNELS);
  if (hasDotProducts() && hasMatrixProducts()) kernels.push_back(&I8MM_KERNELS);
}

#else

void addFast(std::vector<const Kernels*>&) {}

#endif

}  // namespace

std::vector<const Kernels*> usableKernels() {
  std::vector<const Kernels*> kernels = {&PLAIN_KERNELS};
  addFast(kernels);
  return kernels;
}

const Kernels& bestKernels() {
  const std::vector<const Kernels*> usable = usableKernels();
  if (const char* wanted = std::getenv("FARHAND_ENGINE_KERNELS")) {
    for (const Kernels* kernels : usable) {
      if (std::strcmp(kernels->name, wanted) == 0) return *kernels;
    }
  }
  return *usable.back();
}

}  // namespace farhand
