#include "kernel-check.h"

#include <cstdio>

#include "../../engine/kernel-choice.h"
#include "attention-check.h"
#include "elementwise-check.h"
#include "product-check.h"

void checkKernels() {
  const char* separator = "{";
  for (const farhand::Kernels* kernels : farhand::usableKernels()) {
    Errors errors;
    checkProducts(*kernels, errors);
    checkAttention(*kernels, errors);
    checkElementwise(*kernels, errors);
    std::printf("%s\"%s\":{", separator, kernels->name);
    const char* comma = "";
    for (const auto& [kernel, error] : errors) {
      std::printf("%s\"%s\":%.3g", comma, kernel.c_str(), error);
      comma = ",";
    }
    std::printf("}");
    separator = ",";
  }
  std::printf("}\n");
}
