// Holds products in tiles against those one by one: they are to be the same to the last bit.
#pragma once

// Runs the tile kernels over emulated tiles and over those of the processor or, where it has none, over its instructions
// trapped. Prints one JSON document: by kind of tiles, how many tile products were computed. Without AVX-512 there is
// nothing to run. Ends the process with a message if a bit differs, or if tiles serve what they are not for.
void checkTiles();
