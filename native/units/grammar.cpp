// Constrained decoding, as one unit: headers take the compiler longer than what is in the files.
#include "../engine/grammar/compiled-grammar.cpp"
#include "../engine/grammar/forced-tokens.cpp"
#include "../engine/grammar/gbnf.cpp"
#include "../engine/grammar/local-mask.cpp"
#include "../engine/grammar/matcher.cpp"
#include "../engine/grammar/network.cpp"
#include "../engine/grammar/token-constraint.cpp"
#include "../engine/grammar/token-trie.cpp"
