#include "tensor-type.h"

#include <array>
#include <utility>

namespace farhand {

namespace {

constexpr std::array SUPPORTED = {
    TensorTypeTraits{TensorType::F32, "F32", 1, 4},    TensorTypeTraits{TensorType::F16, "F16", 1, 2},
    TensorTypeTraits{TensorType::BF16, "BF16", 1, 2},  TensorTypeTraits{TensorType::Q8_0, "Q8_0", 32, 34},
    TensorTypeTraits{TensorType::Q4_0, "Q4_0", 32, 18},
};

constexpr std::array<std::pair<std::uint32_t, const char*>, 19> UNSUPPORTED = {{
    {3, "Q4_1"},    {6, "Q5_0"},     {7, "Q5_1"},   {9, "Q8_1"},    {10, "Q2_K"},   {11, "Q3_K"},  {12, "Q4_K"},
    {13, "Q5_K"},   {14, "Q6_K"},    {15, "Q8_K"},  {16, "IQ2_XXS"}, {17, "IQ2_XS"}, {18, "IQ3_XXS"}, {19, "IQ1_S"},
    {20, "IQ4_NL"}, {21, "IQ3_S"},   {22, "IQ2_S"}, {23, "IQ4_XS"}, {39, "MXFP4"},
}};

}  // namespace

const TensorTypeTraits* findTensorType(std::uint32_t id) {
  for (const TensorTypeTraits& traits : SUPPORTED) {
    if (static_cast<std::uint32_t>(traits.type) == id) return &traits;
  }
  return nullptr;
}

const TensorTypeTraits& traitsOf(TensorType type) {
  return *findTensorType(static_cast<std::uint32_t>(type));
}

std::string tensorTypeName(std::uint32_t id) {
  if (const TensorTypeTraits* traits = findTensorType(id)) return traits->name;
  for (const auto& [known, name] : UNSUPPORTED) {
    if (known == id) return name;
  }
  return "number " + std::to_string(id);
}

}  // namespace farhand
