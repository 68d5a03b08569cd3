// The one exception of the engine. It never crosses the N-API border: binding/ turns it into a JavaScript error
// whose `code` is a key of the table in errors.ts.
#pragma once

#include <stdexcept>
#include <string>

namespace farhand {

class EngineError : public std::runtime_error {
 public:
  EngineError(const char* code, const std::string& message) : std::runtime_error(message), code_(code) {}

  // A literal with static lifetime, for example "ENGINE_GGUF_DAMAGED"
  const char* code() const noexcept { return code_; }

 private:
  const char* code_;
};

}  // namespace farhand
