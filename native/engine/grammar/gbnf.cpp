#include "gbnf.h"

#include <algorithm>
#include <optional>
#include <unordered_map>

#include "../error.h"
#include "../unicode.h"

namespace farhand {

namespace {

constexpr char32_t LAST_CODE_POINT = 0x10ffff;
constexpr char32_t END_OF_TEXT = 0xffffffff;
constexpr std::size_t MAX_DEPTH = 200;
constexpr std::size_t MAX_REPEAT = 100000;

bool isNameChar(char32_t c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

GrammarNode oneOf(std::vector<CharRange> ranges) {
  GrammarNode node;
  node.kind = GrammarNode::Kind::CHARS;
  node.ranges = std::move(ranges);
  return node;
}

GrammarNode branchOf(GrammarNode::Kind kind, std::vector<GrammarNode> children) {
  if (children.size() == 1) return std::move(children.front());
  GrammarNode node;
  node.kind = kind;
  node.children = std::move(children);
  return node;
}

// Sorts and joins ranges; with `negated`, gives what lies between them.
std::vector<CharRange> normalise(std::vector<CharRange> ranges, bool negated) {
  std::sort(ranges.begin(), ranges.end(), [](CharRange left, CharRange right) { return left.first < right.first; });
  std::vector<CharRange> joined;
  for (const CharRange range : ranges) {
    if (!joined.empty() && range.first <= joined.back().last + 1) {
      joined.back().last = std::max(joined.back().last, range.last);
    } else {
      joined.push_back(range);
    }
  }
  if (!negated) return joined;
  std::vector<CharRange> rest;
  char32_t next = 0;
  for (const CharRange range : joined) {
    if (range.first > next) rest.push_back({next, range.first - 1});
    next = range.last + 1;
  }
  if (next <= LAST_CODE_POINT) rest.push_back({next, LAST_CODE_POINT});
  return rest;
}

class Parser {
 public:
  explicit Parser(std::string_view text) : chars_(decodeUtf8(text)) {}

  Grammar parse() {
    for (skipSpace(true); peek() != END_OF_TEXT; skipSpace(true)) parseRule();
    for (std::size_t i = 0; i < grammar_.rules.size(); ++i) {
      if (!defined_[i]) {
        at_ = firstUse_[i];
        fail("the rule " + grammar_.rules[i].name + " is used but not defined");
      }
    }
    const auto root = ruleIndex_.find("root");
    if (root == ruleIndex_.end()) fail("there is no rule root");
    grammar_.root = root->second;
    return std::move(grammar_);
  }

 private:
  char32_t peek(std::size_t ahead = 0) const {
    return at_ + ahead < chars_.size() ? chars_[at_ + ahead].codePoint : END_OF_TEXT;
  }

  [[noreturn]] void fail(const std::string& why) const {
    std::size_t line = 1;
    std::size_t column = 1;
    for (std::size_t i = 0; i < std::min(at_, chars_.size()); ++i) {
      const bool newline = chars_[i].codePoint == '\n';
      line += newline ? 1 : 0;
      column = newline ? 1 : column + 1;
    }
    throw EngineError("ENGINE_GRAMMAR_INVALID", "The grammar is wrong at line " + std::to_string(line) + ", column " +
                                                    std::to_string(column) + ": " + why + ".");
  }

  void skipSpace(bool overLines) {
    for (;;) {
      const char32_t c = peek();
      if (c == '#') {
        while (peek() != '\n' && peek() != END_OF_TEXT) ++at_;
      } else if (c == ' ' || c == '\t' || (overLines && (c == '\n' || c == '\r'))) {
        ++at_;
      } else {
        return;
      }
    }
  }

  std::string parseName() {
    std::string name;
    for (; isNameChar(peek()); ++at_) appendUtf8(name, peek());
    if (name.empty()) fail("a rule name is expected");
    return name;
  }

  std::size_t indexOf(const std::string& name) {
    const auto [found, isNew] = ruleIndex_.try_emplace(name, grammar_.rules.size());
    if (isNew) {
      grammar_.rules.push_back({name, {}});
      defined_.push_back(false);
      firstUse_.push_back(at_);
    }
    return found->second;
  }

  void parseRule() {
    const std::size_t rule = indexOf(parseName());
    const std::string name = grammar_.rules[rule].name;
    if (defined_[rule]) fail("the rule " + name + " is defined twice");
    defined_[rule] = true;
    skipSpace(false);
    if (peek() != ':' || peek(1) != ':' || peek(2) != '=') fail("::= is expected after " + name);
    at_ += 3;
    skipSpace(true);
    GrammarNode body = parseChoice(0);
    grammar_.rules[rule].body = std::move(body);
    if (peek() != '\n' && peek() != '\r' && peek() != END_OF_TEXT) fail("a rule can't go on like this");
  }

  GrammarNode parseChoice(std::size_t depth) {
    if (depth > MAX_DEPTH) fail("the parentheses are nested too deeply");
    std::vector<GrammarNode> options;
    options.push_back(parseSequence(depth));
    while (continuesWithChoice(depth > 0)) {
      ++at_;
      skipSpace(true);
      options.push_back(parseSequence(depth));
    }
    return branchOf(GrammarNode::Kind::CHOICE, std::move(options));
  }

  // Whether a | comes next, possibly at the start of the next line
  bool continuesWithChoice(bool nested) {
    const std::size_t before = at_;
    skipSpace(true);
    if (peek() == '|') return true;
    if (!nested) at_ = before;
    return false;
  }

  GrammarNode parseSequence(std::size_t depth) {
    std::vector<GrammarNode> items;
    const bool nested = depth > 0;
    for (skipSpace(nested);; skipSpace(nested)) {
      std::optional<GrammarNode> item = parseItem(depth);
      if (!item) break;
      skipSpace(nested);
      items.push_back(parseRepeats(std::move(*item)));
    }
    return branchOf(GrammarNode::Kind::SEQUENCE, std::move(items));
  }

  std::optional<GrammarNode> parseItem(std::size_t depth) {
    const char32_t c = peek();
    if (c == '"') return parseText();
    if (c == '[') return parseClass();
    if (c == '.') {
      ++at_;
      return oneOf({{0, LAST_CODE_POINT}});
    }
    if (c == '(') {
      ++at_;
      skipSpace(true);
      GrammarNode group = parseChoice(depth + 1);
      skipSpace(true);
      if (peek() != ')') fail(") is expected");
      ++at_;
      return group;
    }
    if (!isNameChar(c)) return std::nullopt;
    GrammarNode node;
    node.kind = GrammarNode::Kind::RULE;
    node.rule = indexOf(parseName());
    return node;
  }

  GrammarNode parseText() {
    std::vector<GrammarNode> characters;
    ++at_;
    while (peek() != '"') {
      const char32_t c = parseCharacter();
      characters.push_back(oneOf({{c, c}}));
    }
    ++at_;
    return branchOf(GrammarNode::Kind::SEQUENCE, std::move(characters));
  }

  GrammarNode parseClass() {
    ++at_;
    const bool negated = peek() == '^';
    if (negated) ++at_;
    std::vector<CharRange> ranges;
    while (peek() != ']') {
      const char32_t first = parseCharacter();
      char32_t last = first;
      if (peek() == '-' && peek(1) != ']') {
        ++at_;
        last = parseCharacter();
      }
      if (last < first) fail("a range ends before it begins");
      ranges.push_back({first, last});
    }
    ++at_;
    ranges = normalise(std::move(ranges), negated);
    if (ranges.empty()) fail("this class matches no character");
    return oneOf(std::move(ranges));
  }

  char32_t parseCharacter() {
    const char32_t c = peek();
    if (c == END_OF_TEXT || c == '\n') fail("a text or class is not closed");
    ++at_;
    if (c != '\\') return c;
    const char32_t escape = peek();
    ++at_;
    switch (escape) {
      case 'n': return '\n';
      case 'r': return '\r';
      case 't': return '\t';
      case 'x': return parseHex(2);
      case 'u': return parseHex(4);
      case 'U': return parseHex(8);
      case '\\': case '"': case '[': case ']': case '-': case '^': return escape;
      default: fail("this escape is unknown");
    }
  }

  char32_t parseHex(std::size_t digits) {
    char32_t value = 0;
    for (std::size_t i = 0; i < digits; ++i, ++at_) {
      const char32_t c = peek();
      const bool decimal = c >= '0' && c <= '9';
      const bool letter = (c | 0x20) >= 'a' && (c | 0x20) <= 'f';
      if (!decimal && !letter) fail("a hexadecimal digit is expected");
      value = value << 4 | (decimal ? c - '0' : (c | 0x20) - 'a' + 10);
    }
    if (value > LAST_CODE_POINT || (value >= 0xd800 && value <= 0xdfff)) fail("there is no such code point");
    return value;
  }

  GrammarNode parseRepeats(GrammarNode item) {
    for (;;) {
      const char32_t c = peek();
      if (c == '*') {
        item = repeat(std::move(item), 0, GrammarNode::UNBOUNDED);
      } else if (c == '+') {
        item = repeat(std::move(item), 1, GrammarNode::UNBOUNDED);
      } else if (c == '?') {
        item = repeat(std::move(item), 0, 1);
      } else if (c == '{') {
        item = parseCounts(std::move(item));
      } else {
        return item;
      }
      ++at_;
    }
  }

  // {n} {n,} {n,m}; leaves the position on the closing brace
  GrammarNode parseCounts(GrammarNode item) {
    ++at_;
    const std::size_t least = parseCount();
    std::size_t most = least;
    if (peek() == ',') {
      ++at_;
      skipSpace(false);
      most = peek() == '}' ? GrammarNode::UNBOUNDED : parseCount();
    }
    if (peek() != '}') fail("} is expected");
    if (most < least) fail("a repetition allows fewer than it asks for");
    return repeat(std::move(item), least, most);
  }

  std::size_t parseCount() {
    skipSpace(false);
    if (peek() < '0' || peek() > '9') fail("a number is expected");
    std::size_t count = 0;
    for (; peek() >= '0' && peek() <= '9'; ++at_) {
      count = count * 10 + (peek() - '0');
      if (count > MAX_REPEAT) fail("a repetition of more than " + std::to_string(MAX_REPEAT));
    }
    skipSpace(false);
    return count;
  }

  static GrammarNode repeat(GrammarNode item, std::size_t least, std::size_t most) {
    GrammarNode node;
    node.kind = GrammarNode::Kind::REPEAT;
    node.least = least;
    node.most = most;
    node.children.push_back(std::move(item));
    return node;
  }

  std::vector<TextChar> chars_;
  std::size_t at_ = 0;
  Grammar grammar_;
  std::unordered_map<std::string, std::size_t> ruleIndex_;
  std::vector<bool> defined_;
  std::vector<std::size_t> firstUse_;
};

}  // namespace

Grammar parseGbnf(std::string_view text) {
  return Parser(text).parse();
}

}  // namespace farhand
