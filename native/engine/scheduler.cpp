#include "scheduler.h"

#include <algorithm>

namespace farhand {

namespace {

// Outputs that are in work at once; more wait for their turn. A slow reader's doesn't count.
constexpr std::size_t MOST_ACTIVE = Forward::MAX_LOGIT_ROWS;
// Up to so many tokens an output goes on as a writer: one that reads a short prompt or has jumped ahead
constexpr std::size_t WRITER_ROWS = 16;
constexpr std::size_t MOST_DRAFTED = 8;
// Rows of prompts in a step with writers, which wait for it
constexpr std::size_t PROMPT_ROWS_BESIDE_WRITERS = 128;
// Beginnings of texts are kept in a quarter of the room for keys and values, and in so many bytes at most
constexpr std::size_t PREFIX_SHARE = 4;
constexpr std::size_t MOST_PREFIX_BYTES = std::size_t{1} << 30;

// Bytes of keys and values: what the plan counts for one output of the whole context and half of what memory there is
// beside, but not more than all outputs could use
std::size_t roomOf(const MemoryPlan& plan) {
  const std::size_t spare = plan.available - std::min(plan.available, plan.total());
  return plan.keysAndValues + std::min(spare / 2, (MOST_ACTIVE - 1) * plan.keysAndValues);
}

}  // namespace

Scheduler::Scheduler(const Model& model)
    : model_(model),
      room_(roomOf(model.memoryPlan())),
      prefixBytes_(std::min(MOST_PREFIX_BYTES, room_ / PREFIX_SHARE)),
      outputBytes_(std::max(room_ - prefixBytes_, model.memoryPlan().keysAndValues)),
      prefixes_(model.kvPool(), model.shape().slidingWindow, prefixBytes_),
      drafts_(model) {
  thread_ = std::thread([this] { run(); });
}

Scheduler::~Scheduler() {
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
  }
  news_.notify_one();
  thread_.join();
}

void Scheduler::submit(std::shared_ptr<Output> output) {
  {
    const std::lock_guard lock(mutex_);
    arrived_.push_back(std::move(output));
  }
  news_.notify_one();
}

void Scheduler::wake() {
  {
    const std::lock_guard lock(mutex_);
    woken_ = true;
    const auto unwanted = [](const Member& member) { return member.output->mailbox().cancelled(); };
    if (stepping_ && std::all_of(members_.begin(), members_.end(), unwanted)) abort_ = true;
  }
  news_.notify_one();
}

void Scheduler::run() {
  while (waitForWork()) {
    tend();
    admit();
    busy_ = step();
  }
}

// False once the scheduler ends
bool Scheduler::waitForWork() {
  std::unique_lock lock(mutex_);
  news_.wait(lock, [this] { return busy_ || woken_ || ending_ || !arrived_.empty(); });
  woken_ = false;
  for (std::shared_ptr<Output>& output : arrived_) waiting_.push_back(std::move(output));
  arrived_.clear();
  return !ending_;
}

// Hands on what was written and ends what is over.
void Scheduler::tend() {
  const auto over = [](const std::shared_ptr<Output>& output) {
    if (!output->mailbox().cancelled() && !output->deliver()) return false;
    output->end();
    return true;
  };
  std::erase_if(active_, over);
  std::erase_if(waiting_, over);
}

// Lets waiting outputs go on in their order, as long as there are turns and room for all that they may come to hold.
void Scheduler::admit() {
  auto working = static_cast<std::size_t>(
      std::count_if(active_.begin(), active_.end(), [](const auto& output) { return output->mayGoOn(); }));
  for (std::size_t i = 0; i < waiting_.size() && working < MOST_ACTIVE;) {
    const std::shared_ptr<Output> output = waiting_[i];
    if (!output->mayGoOn()) {
      ++i;
      continue;
    }
    if (!makeRoom(output->mostCacheBytes())) return;
    waiting_.erase(waiting_.begin() + static_cast<std::ptrdiff_t>(i));
    active_.push_back(output);
    ++working;
    std::optional<Failure> failure = captureFailure([&] { output->begin(); });
    if (failure) output->fail(std::move(*failure));
  }
}

// Outputs that wait for their reader give their caches up for those that could go on. One alone always has room.
bool Scheduler::makeRoom(std::size_t bytes) {
  const auto held = [&] {
    std::size_t sum = 0;
    for (const std::shared_ptr<Output>& output : active_) sum += output->mostCacheBytes();
    return sum;
  };
  while (!active_.empty() && held() + bytes > outputBytes_) {
    const auto stalled = std::find_if(active_.begin(), active_.end(), [](const auto& output) { return !output->mayGoOn(); });
    if (stalled == active_.end()) return false;
    (*stalled)->suspend();
    waiting_.push_back(std::move(*stalled));
    active_.erase(stalled);
  }
  // Beginnings that are kept make room, too.
  const std::size_t taken = held() + bytes;
  prefixes_.shrinkTo(room_ - std::min(room_, taken));
  return true;
}

// Whether anything happened
bool Scheduler::step() {
  members_.clear();
  rows_.clear();
  wanted_.clear();
  gatherWriters();
  gatherReaders();
  if (!members_.empty() && compute()) settle();
  bool news = !members_.empty();
  for (const std::shared_ptr<Output>& output : active_) news = news || output->deliver();
  return news;
}

void Scheduler::gatherWriters() {
  std::vector<Output*> writers;
  for (const std::shared_ptr<Output>& output : active_) {
    if (writers.size() == Forward::MAX_LOGIT_ROWS) break;
    if (output->mayGoOn() && output->pending() <= WRITER_ROWS) writers.push_back(output.get());
  }
  draft(writers);
  for (std::size_t i = 0; i < writers.size(); ++i) {
    const std::vector<std::uint32_t>& guesses = requests_[i].guesses;
    if (rows_.size() + writers[i]->pending() + guesses.size() > Forward::PROMPT_BATCH) return;
    if (writers[i]->mayGoOn()) join(*writers[i], writers[i]->pending(), guesses);
  }
}

// Asks for guesses for all writers of a step: as many as it has logits for.
void Scheduler::draft(std::span<Output* const> writers) {
  requests_.assign(writers.size(), {});
  if (writers.empty()) return;
  const std::size_t most = std::min(MOST_DRAFTED, Forward::MAX_LOGIT_ROWS / writers.size() - 1);
  for (std::size_t i = 0; i < writers.size(); ++i) {
    std::optional<Failure> failure = captureFailure([&] { requests_[i] = writers[i]->draftRequest(most); });
    if (failure) writers[i]->fail(std::move(*failure));
  }
  const std::optional<Failure> failure = captureFailure([&] { drafts_.draft(requests_); });
  if (!failure) return;
  for (std::size_t i = 0; i < writers.size(); ++i) {
    if (requests_[i].most > 0) writers[i]->fail(*failure);
  }
}

void Scheduler::gatherReaders() {
  std::vector<Output*> readers;
  for (const std::shared_ptr<Output>& output : active_) {
    if (output->mayGoOn() && output->pending() > WRITER_ROWS) readers.push_back(output.get());
  }
  if (readers.empty()) return;
  std::size_t room = Forward::PROMPT_BATCH - rows_.size();
  if (!members_.empty()) room = std::min(room, PROMPT_ROWS_BESIDE_WRITERS);
  const std::size_t end = rows_.size() + room;
  const std::size_t share = std::max(PAGE_POSITIONS, room / readers.size());
  for (Output* output : readers) {
    const bool atBorder = output->cached() % PAGE_POSITIONS == 0;
    if (atBorder) output->takeOver(prefixes_.adopt(output->history(), output->cached(), output->cache()));
    if (rows_.size() == end || logitRoom() == 0) continue;
    if (atBorder && waitsForAnother(*output)) continue;
    std::size_t count = std::min({output->pending(), share, end - rows_.size()});
    // Up to a page's end, where others may take over
    const std::size_t border = (output->cached() + count) / PAGE_POSITIONS * PAGE_POSITIONS;
    if (count < output->pending() && border > output->cached()) count = border - output->cached();
    join(*output, count);
  }
}

// Whether the next page is being computed for another output in this step, to be taken over after it
bool Scheduler::waitsForAnother(const Output& output) const {
  const std::size_t end = output.cached() + PAGE_POSITIONS;
  if (!prefixes_.enabled() || output.history().size() <= end) return false;
  const auto text = output.history().first(end);
  return std::any_of(members_.begin(), members_.end(), [&](const Member& member) {
    const Output& other = *member.output;
    if (other.cached() != output.cached() || member.rowCount < PAGE_POSITIONS) return false;
    return std::equal(text.rbegin(), text.rend(), other.history().first(end).rbegin());
  });
}

void Scheduler::join(Output& output, std::size_t count, std::span<const std::uint32_t> guesses) {
  std::span<const std::uint32_t> tokens;
  std::optional<Failure> failure = captureFailure([&] { tokens = output.plan(count, guesses); });
  if (failure) return output.fail(std::move(*failure));
  members_.push_back({&output, rows_.size(), tokens.size(), wanted_.size()});
  std::size_t position = output.cached();
  for (const std::uint32_t token : tokens) rows_.push_back({&output.cache(), position++, token});
  for (std::size_t row = output.logitRows(); row > 0; --row) {
    wanted_.push_back(static_cast<std::uint32_t>(rows_.size() - row));
  }
}

// Takes the rows through the model; false if nobody wants them any more or it could not be done.
bool Scheduler::compute() {
  {
    const std::lock_guard lock(mutex_);
    stepping_ = true;
    abort_ = std::all_of(members_.begin(), members_.end(),
                         [](const Member& member) { return member.output->mailbox().cancelled(); });
  }
  bool computed = false;
  const std::optional<Failure> failure = captureFailure([&] {
    if (!forward_) {
      forward_ = std::make_unique<Forward>(model_.shape(), model_.weights(), model_.arithmetic(),
                                           Forward::PROMPT_BATCH);
    }
    computed = forward_->run(rows_, abort_);
  });
  {
    const std::lock_guard lock(mutex_);
    stepping_ = false;
  }
  if (failure) {
    for (const Member& member : members_) member.output->fail(*failure);
  }
  return computed;
}

void Scheduler::settle() {
  const std::size_t vocabulary = model_.weights().output.rows;
  const std::span<const float> logits = wanted_.empty() ? std::span<float>() : forward_->logits(wanted_);
  model_.arithmetic().pool().forEach(members_.size(), [&](std::size_t i) {
    const Member& member = members_[i];
    const std::size_t count = member.output->logitRows();
    member.output->settle(logits.subspan(member.firstLogit * vocabulary, count * vocabulary));
  });
  const bool whole = !drafts_.following() || follow();
  for (const Member& member : members_) {
    Output& output = *member.output;
    if (!whole || !output.filledPage()) continue;
    std::optional<Failure> failure =
        captureFailure([&] { prefixes_.keep(output.history().first(output.cached()), output.cache()); });
    if (failure) output.fail(std::move(*failure));
  }
  // Whoever had a turn stands behind those who had none.
  std::stable_partition(active_.begin(), active_.end(), [&](const std::shared_ptr<Output>& output) {
    return std::none_of(members_.begin(), members_.end(),
                        [&](const Member& member) { return member.output == output.get(); });
  });
}

// Lets the prediction heads see what became of the texts, before their pages are shared; false if that went wrong.
bool Scheduler::follow() {
  kept_.clear();
  for (const Member& member : members_) {
    std::span<const float> before = member.output->hidden();
    for (std::size_t row = member.firstRow; row < member.firstRow + member.output->keptRows(); ++row) {
      kept_.push_back({rows_[row], before});
      before = forward_->hidden(row);
    }
  }
  const std::optional<Failure> failure = captureFailure([&] { drafts_.follow(kept_); });
  for (const Member& member : members_) {
    if (failure) member.output->fail(*failure);
    const std::size_t kept = member.output->keptRows();
    if (kept > 0) member.output->remember(forward_->hidden(member.firstRow + kept - 1));
  }
  return !failure;
}

}  // namespace farhand
