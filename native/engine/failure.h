// Catches whatever the engine throws and keeps it as data, so that it can cross to another thread or to JavaScript.
#pragma once

#include <exception>
#include <new>
#include <optional>
#include <stdexcept>
#include <string>

#include "error.h"

namespace farhand {

struct Failure {
  std::string code;
  std::string message;
};

// Runs `action`; returns what went wrong, or nothing.
template <typename Action>
std::optional<Failure> captureFailure(Action&& action) {
  try {
    action();
    return std::nullopt;
  } catch (const EngineError& error) {
    return Failure{error.code(), error.what()};
  } catch (const std::bad_alloc&) {
    return Failure{"ENGINE_OUT_OF_MEMORY", "There is not enough memory for this model and context."};
  } catch (const std::length_error&) {
    return Failure{"ENGINE_OUT_OF_MEMORY", "There is not enough memory for this model and context."};
  } catch (const std::exception& error) {
    return Failure{"ENGINE_INTERNAL", error.what()};
  }
}

}  // namespace farhand
