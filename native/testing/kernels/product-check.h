// The products of weights of every format that has a kernel, and the rounding of activations for them.
#pragma once

#include "../../engine/kernels.h"
#include "errors.h"

void checkProducts(const farhand::Kernels& kernels, Errors& errors);
