#include "allocations.h"

#include <atomic>
#include <thread>

#include "../../engine/predictor.h"

extern "C" int __sanitizer_install_malloc_and_free_hooks(void (*onMalloc)(const volatile void*, std::size_t),
                                                         void (*onFree)(const volatile void*));

namespace {

constexpr std::size_t MOST_ROWS = 40;

std::atomic<std::size_t> allocations = 0;

// Threads take memory when the system lets them begin, which may be late: comes back when all of a pool have begun.
void startThreads(farhand::ThreadPool& pool) {
  std::atomic<std::size_t> arrived = 0;
  pool.forEach(pool.threads(), [&](std::size_t) {
    ++arrived;
    while (arrived < pool.threads()) std::this_thread::yield();
  });
}

std::size_t allocationsSince(std::size_t before) {
  return allocations - before;
}

// Passes over rows of two sequences, and of each prediction head over the first of them, with logits
class Passes {
 public:
  explicit Passes(const farhand::Model& model)
      : forward_(model.shape(), model.weights(), model.arithmetic(), MOST_ROWS), caches_{model.newCache(), model.newCache()} {
    for (farhand::KvCache& cache : caches_) cache.reserve(0, MOST_ROWS);
    if (!model.weights().predictors.empty()) {
      predictor_ = std::make_unique<farhand::Predictor>(model.shape(), model.weights(), model.arithmetic());
    }
    for (std::size_t row = 0; row < MOST_ROWS; ++row) {
      farhand::KvCache& cache = caches_[row < MOST_ROWS / 2 ? 0 : 1];
      rows_.push_back({&cache, row % (MOST_ROWS / 2), static_cast<std::uint32_t>(3 + row)});
      if (row < MOST_ROWS / 2) guesses_.push_back({rows_.back(), forward_.hidden(row)});
      wanted_.push_back(static_cast<std::uint32_t>(row));
    }
  }

  void run(std::size_t count) {
    const std::span wanted = std::span(wanted_).first(count);
    forward_.run(std::span(rows_).first(count), never_);
    forward_.logits(wanted);
    if (predictor_ == nullptr) return;
    const std::span guesses = std::span(guesses_).first(std::min(count, guesses_.size()));
    predictor_->follow(guesses);
    for (std::size_t head = 0; head < predictor_->heads(); ++head) {
      predictor_->run(head, guesses);
      predictor_->logits(head, wanted.first(guesses.size()));
    }
  }

 private:
  const std::atomic<bool> never_ = false;
  farhand::Forward forward_;
  std::unique_ptr<farhand::Predictor> predictor_;
  farhand::KvCache caches_[2];
  std::vector<farhand::BatchRow> rows_;
  std::vector<farhand::PredictorRow> guesses_;
  std::vector<std::uint32_t> wanted_;
};

}  // namespace

Allocations countAllocations(const farhand::Model& model) {
  static const bool counting = [] {
    return __sanitizer_install_malloc_and_free_hooks([](const volatile void*, std::size_t) { ++allocations; },
                                                     [](const volatile void*) {}) != 0;
  }();
  if (!counting) throw std::runtime_error("allocations can't be counted");
  Allocations counted;
  startThreads(model.arithmetic().pool());
  std::size_t before = allocations;
  Passes passes(model);
  counted.making = allocationsSince(before);
  before = allocations;
  for (const std::size_t count : {MOST_ROWS, std::size_t{1}, std::size_t{7}, MOST_ROWS}) passes.run(count);
  counted.passes = allocationsSince(before);
  return counted;
}
