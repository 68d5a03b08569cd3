// Lets this process run tile instructions on a processor that has none: it meets them as illegal instructions, and a
// signal handler decodes them and has TileMachine do what they say. So what the compiler made of the kernels is tried as
// it is, if slowly.
#pragma once

#if defined(__x86_64__) && defined(__linux__)

#include <signal.h>

class TileTraps {
 public:
  TileTraps();
  ~TileTraps();
  TileTraps(const TileTraps&) = delete;
  TileTraps& operator=(const TileTraps&) = delete;

 private:
  struct sigaction before_;
};

#endif
