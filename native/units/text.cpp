// Text into tokens and back, as one unit: headers take the compiler longer than what is in the files.
#include "../engine/byte-alphabet.cpp"
#include "../engine/pre-tokenizer.cpp"
#include "../engine/tokenizer.cpp"
#include "../engine/unicode.cpp"
