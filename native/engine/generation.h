// The hold on one output that the model's scheduler is writing. Letting go of it ends the output.
#pragma once

#include <functional>
#include <memory>

#include "output.h"

namespace farhand {

class Generation {
 public:
  // `onNews` is called on the scheduler's thread whenever take() has something new, `onEnd` once, as the last act.
  // Throws ENGINE_GRAMMAR_INVALID at once.
  Generation(std::shared_ptr<const Model> model, GenerationOptions options, std::function<void()> onNews,
             std::function<void()> onEnd);
  // Cancels and waits until the scheduler has let go
  ~Generation();
  Generation(const Generation&) = delete;
  Generation& operator=(const Generation&) = delete;

  // Everything written since the last call; never waits
  GenerationBatch take();
  // Takes effect within a layer where the output is written alone, and within a step beside others.
  void cancel();
  bool finished() const { return output_->mailbox().finished(); }

 private:
  const std::shared_ptr<const Model> model_;
  const std::shared_ptr<Output> output_;
};

}  // namespace farhand
