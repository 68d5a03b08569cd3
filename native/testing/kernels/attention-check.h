// Attention over pages of keys and values, against the softmax as it is defined.
#pragma once

#include "../../engine/kernels.h"
#include "errors.h"

void checkAttention(const farhand::Kernels& kernels, Errors& errors);
