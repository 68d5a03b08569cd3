#include "tensor-type.h"

#include <array>
#include <utility>

namespace farhand {

namespace {

constexpr std::array SUPPORTED = {
    TensorTypeTraits{TensorType::F32, "F32", 1, 4},
    TensorTypeTraits{TensorType::F16, "F16", 1, 2},
    TensorTypeTraits{TensorType::BF16, "BF16", 1, 2},
    TensorTypeTraits{TensorType::Q8_0, "Q8_0", 32, 34},
    TensorTypeTraits{TensorType::Q4_0, "Q4_0", 32, 18},
    TensorTypeTraits{TensorType::Q4_1, "Q4_1", 32, 20},
    TensorTypeTraits{TensorType::Q5_0, "Q5_0", 32, 22},
    TensorTypeTraits{TensorType::Q5_1, "Q5_1", 32, 24},
    TensorTypeTraits{TensorType::IQ4_NL, "IQ4_NL", 32, 18},
    TensorTypeTraits{TensorType::MXFP4, "MXFP4", 32, 17},
    TensorTypeTraits{TensorType::Q2_K, "Q2_K", 256, 84},
    TensorTypeTraits{TensorType::Q3_K, "Q3_K", 256, 110},
    TensorTypeTraits{TensorType::Q4_K, "Q4_K", 256, 144},
    TensorTypeTraits{TensorType::Q5_K, "Q5_K", 256, 176},
    TensorTypeTraits{TensorType::Q6_K, "Q6_K", 256, 210},
    TensorTypeTraits{TensorType::IQ4_XS, "IQ4_XS", 256, 136},
};

constexpr std::array<std::pair<std::uint32_t, const char*>, 9> UNSUPPORTED = {{
    {9, "Q8_1"},
    {15, "Q8_K"},
    {16, "IQ2_XXS"},
    {17, "IQ2_XS"},
    {18, "IQ3_XXS"},
    {19, "IQ1_S"},
    {21, "IQ3_S"},
    {22, "IQ2_S"},
    {29, "IQ1_M"},
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
