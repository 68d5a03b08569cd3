#include "tile-traps.h"

#if defined(__x86_64__) && defined(__linux__)

#include <ucontext.h>

#include <cstdint>
#include <cstring>

#include "tile-machine.h"

namespace {

// General registers by their numbers in instructions
constexpr int REGISTERS[16] = {REG_RAX, REG_RCX, REG_RDX, REG_RBX, REG_RSP, REG_RBP, REG_RSI, REG_RDI,
                               REG_R8,  REG_R9,  REG_R10, REG_R11, REG_R12, REG_R13, REG_R14, REG_R15};

// An instruction with a VEX prefix of three bytes, of the opcode map 0F 38 (Software Developer's Manual, volume 2,
// "Instruction format"). None here has an immediate.
class VexInstruction {
 public:
  VexInstruction(const std::uint8_t* at, const greg_t* registers) : at_(at), registers_(registers) {
    if (isRegister()) return;
    const bool hasIndex = (at_[4] & 7) == 4;
    const std::uint8_t* displacement = at_ + (hasIndex ? 6 : 5);
    std::uint64_t base = 0;
    const unsigned baseNumber = hasIndex ? at_[5] & 7u : at_[4] & 7u;
    const bool wide = mode() == 2 || (mode() == 0 && baseNumber == 5);
    bytes_ = static_cast<std::size_t>(displacement - at_) + (wide ? 4 : mode() == 1 ? 1 : 0);
    if (mode() != 0 || baseNumber != 5) {
      base = valueOf(baseNumber | ((at_[1] & 0x20) == 0 ? 8u : 0u));
    } else if (!hasIndex) {
      base = reinterpret_cast<std::uint64_t>(at_) + bytes_;
    }
    std::int32_t offset = 0;
    if (wide) std::memcpy(&offset, displacement, sizeof offset);
    else if (mode() == 1) offset = static_cast<std::int8_t>(*displacement);
    address_ = reinterpret_cast<void*>(base + static_cast<std::uint64_t>(static_cast<std::int64_t>(offset)));
    const unsigned index = hasIndex ? (at_[5] >> 3 & 7u) | ((at_[1] & 0x40) == 0 ? 8u : 0u) : 4;
    if (index != 4) stride_ = static_cast<std::ptrdiff_t>(valueOf(index) << (at_[5] >> 6));
  }

  // Prefix (0 none, 1 66, 2 F3, 3 F2) * 256 + opcode; 0 for other instructions
  unsigned code() const {
    const bool known = at_[0] == 0xc4 && (at_[1] & 0x1f) == 2 && (at_[2] & 0x84) == 0;
    return known ? (at_[2] & 3u) << 8 | at_[3] : 0;
  }
  bool isRegister() const { return mode() == 3; }
  unsigned first() const { return at_[4] >> 3 & 7; }
  unsigned second() const { return at_[4] & 7; }
  unsigned third() const { return ~at_[2] >> 3 & 15; }
  void* address() const { return address_; }
  std::ptrdiff_t stride() const { return stride_; }
  std::size_t bytes() const { return bytes_; }

 private:
  unsigned mode() const { return at_[4] >> 6; }
  std::uint64_t valueOf(unsigned number) const { return static_cast<std::uint64_t>(registers_[REGISTERS[number]]); }

  const std::uint8_t* at_;
  const greg_t* registers_;
  void* address_ = nullptr;
  std::ptrdiff_t stride_ = 0;
  std::size_t bytes_ = 5;
};

// Whether it is one of the tile instructions that TileMachine has; then it was done.
bool carryOut(const VexInstruction& instruction) {
  TileMachine& machine = TileMachine::own();
  switch (instruction.code()) {
    case 0x049: return instruction.isRegister() ? machine.release() : machine.configure(instruction.address()), true;
    case 0x349: return machine.clear(instruction.first()), true;
    case 0x34b: return machine.load(instruction.first(), instruction.address(), instruction.stride()), true;
    case 0x24b: return machine.store(instruction.first(), instruction.address(), instruction.stride()), true;
    case 0x35e: return machine.multiply(instruction.first(), instruction.second(), instruction.third()), true;
    default: return false;
  }
}

void onIllegalInstruction(int signal, siginfo_t*, void* context) {
  greg_t* registers = static_cast<ucontext_t*>(context)->uc_mcontext.gregs;
  const VexInstruction instruction(reinterpret_cast<const std::uint8_t*>(registers[REG_RIP]), registers);
  if (carryOut(instruction)) {
    registers[REG_RIP] += static_cast<greg_t>(instruction.bytes());
  } else {
    ::signal(signal, SIG_DFL);
  }
}

}  // namespace

TileTraps::TileTraps() {
  struct sigaction action = {};
  action.sa_sigaction = onIllegalInstruction;
  action.sa_flags = SA_SIGINFO | SA_NODEFER;
  ::sigaction(SIGILL, &action, &before_);
}

TileTraps::~TileTraps() {
  ::sigaction(SIGILL, &before_, nullptr);
}

#endif
