// Runs the engine without Node, built with address and undefined-behaviour sanitizers: what they find ends the process
// with their report and the seed that led there. See `sanitized-engine.ts` for how it is built.
//   driver damage SEED COUNT MODEL...     loads damaged copies of the files, each round another one, and uses what loads;
//                                         given the parts of a split model, one or more of them are damaged
//   driver grammars SEED COUNT MODEL      compiles good, damaged and random grammars and goes along them
//   driver texts SEED COUNT MODEL         random bytes to tokens and back
//   driver write THREADS MODEL...         outputs of each file, and with several threads many at once; every format of the
//                                         cache in turn
//   driver allocations THREADS MODEL...   see `allocations.h`
//   driver values MODEL TENSOR            \
//   driver plan MODEL CONTEXT CACHE BYTES  see `inspect.h`
//   driver available ROOT                 /
//   driver kernels                        see `kernel-check.h`
//   driver tiles                          see `tile-check.h`
// The first four print one JSON document: how often each outcome was met, by error code or "ok".
#include <sys/resource.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <map>
#include <optional>

#include "../../engine/failure.h"
#include "../../engine/split-name.h"
#include "../kernels/kernel-check.h"
#include "../kernels/tile-check.h"
#include "allocations.h"
#include "damage.h"
#include "inspect.h"
#include "model-use.h"

extern "C" void __sanitizer_set_death_callback(void (*callback)());

namespace {

// Longer than any round takes, also on a busy machine
constexpr unsigned ROUND_LIMIT_SECONDS = 60;

std::uint64_t roundSeed = 0;

void tellRound() {
  std::fprintf(stderr, "Met in the round with the seed %llu.\n", static_cast<unsigned long long>(roundSeed));
}

void endStuckRound(int) {
  std::fprintf(stderr, "A round took longer than its limit.\n");
  tellRound();
  std::abort();
}

class Outcomes {
 public:
  // Runs one round and counts how it went; anything but a coded error ends the process.
  template <typename Action>
  void round(std::uint64_t seed, Action&& action) {
    roundSeed = seed;
    ::alarm(ROUND_LIMIT_SECONDS);
    const std::optional<farhand::Failure> failure = farhand::captureFailure(action);
    ::alarm(0);
    if (failure && failure->code == "ENGINE_INTERNAL") {
      std::fprintf(stderr, "%s\n", failure->message.c_str());
      tellRound();
      std::exit(1);
    }
    ++counts_[failure ? failure->code : "ok"];
  }

  void print() const {
    const char* separator = "{";
    for (const auto& [code, count] : counts_) {
      std::printf("%s\"%s\":%zu", separator, code.c_str(), count);
      separator = ",";
    }
    std::printf("%s}\n", counts_.empty() ? "{" : "");
  }

 private:
  std::map<std::string, std::size_t> counts_;
};

std::vector<std::byte> readFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  const auto* start = reinterpret_cast<const std::byte*>(bytes.data());
  return {start, start + bytes.size()};
}

std::shared_ptr<const farhand::Model> load(farhand::GgufFile file, std::size_t threads,
                                           std::optional<farhand::CacheFormat> cache = {}) {
  farhand::ModelOptions options;
  options.threads = threads;
  options.contextLength = 64;
  options.cache = cache;
  return std::make_shared<const farhand::Model>(std::move(file), options);
}

// Parts of a split model stand next to each other in `paths`.
std::vector<std::vector<Damager>> damagersOf(std::span<char*> paths) {
  std::vector<std::vector<Damager>> models;
  for (const char* path : paths) {
    const std::optional<farhand::SplitName> name = farhand::parseSplitName(path);
    if (!name || name->index == 0) models.emplace_back();
    models.back().emplace_back(readFile(path));
  }
  return models;
}

// Every part whole or damaged, at least one of them damaged; now and then with parts that trade places or are missing
std::vector<std::vector<std::byte>> damagedParts(const std::vector<Damager>& parts, Random& random) {
  std::vector<std::vector<std::byte>> bytes;
  const std::size_t surely = random.below(parts.size());
  for (std::size_t i = 0; i < parts.size(); ++i) {
    bytes.push_back(i == surely || random.chance(4) ? parts[i].damaged(random) : parts[i].good());
  }
  if (parts.size() > 1 && random.chance(8)) std::swap(bytes.front(), bytes[random.below(bytes.size())]);
  if (parts.size() > 1 && random.chance(16)) bytes.pop_back();
  return bytes;
}

constexpr std::array CACHES = {farhand::CacheFormat::F32, farhand::CacheFormat::F16, farhand::CacheFormat::Q8_0};

// Memory that is mapped escapes the sanitizer's limit on an allocation, so the system refuses what goes far beyond the
// files: that ends a round with ENGINE_OUT_OF_MEMORY, which no damaged file may do. Where nothing tells what the process
// has, there is no limit.
void limitMemory() {
  constexpr rlim_t MOST_MORE_BYTES = rlim_t{1} << 30;
  std::ifstream sizes("/proc/self/statm");
  rlim_t pages;
  if (!(sizes >> pages)) return;
  const rlim_t most = pages * static_cast<rlim_t>(::sysconf(_SC_PAGESIZE)) + MOST_MORE_BYTES;
  const rlimit limit = {most, most};
  if (::setrlimit(RLIMIT_AS, &limit) != 0) throw std::runtime_error("memory can't be limited");
  const auto refused = farhand::captureFailure([] { farhand::ByteBuffer{2 * MOST_MORE_BYTES}; });
  if (!refused || refused->code != "ENGINE_OUT_OF_MEMORY") throw std::runtime_error("memory is not limited");
}

void damage(std::uint64_t seed, std::size_t count, std::span<char*> paths, Outcomes& outcomes) {
  const std::vector<std::vector<Damager>> models = damagersOf(paths);
  limitMemory();
  for (std::uint64_t round = seed; round < seed + count; ++round) {
    Random random(round);
    const std::vector<std::vector<std::byte>> bytes = damagedParts(models[round % models.size()], random);
    outcomes.round(round, [&] {
      const std::vector<std::span<const std::byte>> parts(bytes.begin(), bytes.end());
      const auto model = load(farhand::GgufFile(parts), 1, CACHES[random.below(CACHES.size())]);
      checkTokenizer(model->tokenizer(), "open the phone 12");
      const std::vector<std::uint32_t> tokens = model->tokenizer().tokenize("ab", true);
      if (tokens.empty()) return;
      writeTokens(model, tokens, 4, random.chance(4) ? "root ::= [a-z0-9]*" : "");
    });
  }
}

void grammars(std::uint64_t seed, std::size_t count, const char* path, Outcomes& outcomes) {
  const std::string good[] = {
      "root ::= \"{\" pair (\",\" pair)* \"}\"\npair ::= text \":\" value\ntext ::= \"\\\"\" [^\"\\\\]{0,8} \"\\\"\"\n"
      "value ::= text | [0-9]+ | \"[\" (value (\",\" value)*)? \"]\"",
      "root ::= (\"open \" | \"price \"){1,3} [\\u4e00-\\u9fff\\x41]* # words\nrest ::= root?",
      "root ::= \"(\" root \")\" | [^()\\n]+ | \"\" | .",
  };
  const auto model = load(farhand::GgufFile(std::string(path)), 1);
  for (std::uint64_t round = seed; round < seed + count; ++round) {
    Random random(round);
    std::string grammar = random.chance(8) ? "root ::= " + random.bytes(40) : good[random.below(std::size(good))];
    for (std::size_t times = random.below(4); times > 0; --times) {
      const std::size_t at = random.below(grammar.size());
      if (random.chance(2)) grammar[at] = "(){}[]|*+?\"\\,0-9^.\n "[random.below(20)];
      else if (random.chance(2)) grammar.erase(at, random.below(10));
      else grammar.insert(at, grammar.substr(random.below(grammar.size()), random.below(12)));
    }
    outcomes.round(round, [&] { walkGrammar(*model, grammar, 24, random); });
  }
}

void texts(std::uint64_t seed, std::size_t count, const char* path, Outcomes& outcomes) {
  const auto model = load(farhand::GgufFile(std::string(path)), 1);
  for (std::uint64_t round = seed; round < seed + count; ++round) {
    Random random(round);
    const std::string text = random.bytes(200);
    outcomes.round(round, [&] {
      checkTokenizer(model->tokenizer(), text);
      model->tokenizer().tokenize(text, true);
    });
  }
}

void write(std::size_t threads, std::span<char*> models, Outcomes& outcomes) {
  std::size_t written = 0;
  for (const char* path : models) {
    outcomes.round(0, [&] {
      const auto model = load(farhand::GgufFile(std::string(path)), threads, CACHES[written++ % CACHES.size()]);
      const std::vector<std::uint32_t> prompt = model->tokenizer().tokenize("open the phone, the price", false);
      writeTokens(model, prompt, 12, "");
      writeTokens(model, prompt, 8, "root ::= [a-z]{3,6}");
      if (threads > 1) writeTogether(model, prompt);
    });
  }
}

// The sums over all models, each with another format of the cache
void printAllocations(std::size_t threads, std::span<char*> models) {
  Allocations all;
  for (std::size_t i = 0; i < models.size(); ++i) {
    const auto model = load(farhand::GgufFile(std::string(models[i])), threads, CACHES[i % CACHES.size()]);
    const Allocations counted = countAllocations(*model);
    all.making += counted.making;
    all.passes += counted.passes;
  }
  std::printf("{\"making\":%zu,\"passes\":%zu}\n", all.making, all.passes);
}

}  // namespace

int main(int count, char** arguments) {
  __sanitizer_set_death_callback(tellRound);
  std::signal(SIGALRM, endStuckRound);
  if (count == 2 && std::string(arguments[1]) == "kernels") return checkKernels(), 0;
  if (count == 2 && std::string(arguments[1]) == "tiles") return checkTiles(), 0;
  if (count < 3) return 2;
  const std::string mode = arguments[1];
  const std::span<char*> rest(arguments + 2, static_cast<std::size_t>(count) - 2);
  const auto numberAt = [rest](std::size_t at) { return std::strtoull(rest[at], nullptr, 10); };
  if (mode == "values" && rest.size() == 2) return printValues(rest[0], rest[1]), 0;
  if (mode == "plan" && rest.size() == 4) return printPlan(rest[0], numberAt(1), rest[2], numberAt(3)), 0;
  if (mode == "available") return printAvailable(rest[0]), 0;
  if (mode == "allocations") return printAllocations(numberAt(0), rest.subspan(1)), 0;
  Outcomes outcomes;
  if (mode == "write") {
    write(numberAt(0), rest.subspan(1), outcomes);
  } else if (rest.size() < 3) {
    return 2;
  } else if (mode == "damage") {
    damage(numberAt(0), numberAt(1), rest.subspan(2), outcomes);
  } else if (mode == "grammars") {
    grammars(numberAt(0), numberAt(1), rest[2], outcomes);
  } else if (mode == "texts") {
    texts(numberAt(0), numberAt(1), rest[2], outcomes);
  } else {
    return 2;
  }
  outcomes.print();
  return 0;
}
