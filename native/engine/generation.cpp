#include "generation.h"

#include "scheduler.h"

namespace farhand {

Generation::Generation(std::shared_ptr<const Model> model, GenerationOptions options, std::function<void()> onNews,
                       std::function<void()> onEnd)
    : model_(std::move(model)),
      output_(std::make_shared<Output>(*model_, std::move(options), std::move(onNews), std::move(onEnd))) {
  model_->scheduler().submit(output_);
}

Generation::~Generation() {
  cancel();
  output_->mailbox().waitForRelease();
}

GenerationBatch Generation::take() {
  GenerationBatch batch = output_->mailbox().take();
  if (!batch.tokens.empty()) model_->scheduler().wake();
  return batch;
}

void Generation::cancel() {
  output_->mailbox().cancel();
  model_->scheduler().wake();
}

}  // namespace farhand
