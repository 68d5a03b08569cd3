// What tests ask of a model file's inside, printed.
#pragma once

#include <cstdint>

// The tensor's values, as little-endian floats
void printValues(const char* path, const char* tensor);

// The memory plan as JSON: bytes by part, or the code and the sentence of a refusal. `cache` is f32, f16 or q8_0.
void printPlan(const char* path, std::size_t contextLength, const char* cache, std::size_t available);

// The bytes available on a system whose /proc and /sys lie below `root`
void printAvailable(const char* root);
