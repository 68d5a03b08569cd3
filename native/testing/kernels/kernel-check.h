// Holds every set of kernels that this processor runs against plain definitions in double precision, on random numbers.
#pragma once

// Prints one JSON document: for each set, by kernel, the largest error relative to the sum of all magnitudes that went
// into a result. Ends the process with a message if a result depends on how many vectors were computed together, or if
// digits, sums or halves are not the exact ones.
void checkKernels();
