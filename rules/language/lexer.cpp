// The only file that knows PEGTL: the grammar of tokens. What may follow what is a table (forms.cpp), not a grammar, so
// that the two spellings share everything and a mistake in one place does not hide the next.
#include "rules/language/lexer.hpp"

#include <tao/pegtl.hpp>

namespace fenqun::rules::language {
namespace grammar {

using namespace tao::pegtl;  // NOLINT: the grammar reads like one

// clang-format off
struct space : utf8::one<' ', '\t', '\r', '\n', 0xA0, 0x3000> {};
struct blank : plus<space> {};
struct open : utf8::one<'(', 0xFF08> {};
struct close : utf8::one<')', 0xFF09> {};
struct comma : utf8::one<',', 0xFF0C, 0x3001> {};
struct semicolon : utf8::one<';', 0xFF1B> {};

struct greater_equal : sor<utf8::one<0x2265>, seq<utf8::one<'>', 0xFF1E>, utf8::one<'=', 0xFF1D>>> {};
struct less_equal : sor<utf8::one<0x2264>, seq<utf8::one<'<', 0xFF1C>, utf8::one<'=', 0xFF1D>>> {};
struct greater : utf8::one<'>', 0xFF1E> {};
struct less : utf8::one<'<', 0xFF1C> {};
struct equal : plus<utf8::one<'=', 0xFF1D>> {};
struct any_op : utf8::one<'>', '<', '=', 0xFF1E, 0xFF1C, 0xFF1D, 0x2265, 0x2264> {};

struct escaped : sor<seq<one<'\\'>, utf8::any>, utf8::any> {};
template <unsigned Open, unsigned Close>
struct pair : seq<utf8::one<Open>, until<utf8::one<Close>, escaped>> {};
struct quoted : sor<pair<'"', '"'>, pair<'\'', '\''>, pair<0x201C, 0x201D>, pair<0x2018, 0x2019>,
                    pair<0x300C, 0x300D>, pair<0x300E, 0x300F>, pair<0x300A, 0x300B>, pair<0x3008, 0x3009>,
                    pair<0xAB, 0xBB>, pair<0x2039, 0x203A>, pair<0x201E, 0x201C>, pair<0xFF02, 0xFF02>,
                    pair<0xFF07, 0xFF07>, pair<0x301D, 0x301E>> {};
struct opening_quote : utf8::one<'"', '\'', 0x201C, 0x2018, 0x300C, 0x300E, 0x300A, 0x3008, 0xAB, 0x2039, 0x201E,
                                 0xFF02, 0xFF07, 0x301D> {};
// Inside a word an apostrophe is a letter: don't.
struct quote_in_word : utf8::one<'"', 0x201C, 0x201D, 0x300C, 0x300E, 0x300A, 0x3008, 0xAB, 0x201E, 0xFF02> {};
struct expression : seq<one<'/'>, until<one<'/'>, escaped>> {};
struct unclosed_quote : seq<opening_quote, until<eof>> {};
struct unclosed_expression : seq<one<'/'>, until<eof>> {};

struct stop : sor<space, open, close, comma, semicolon, any_op, quote_in_word> {};
struct letters : plus<not_at<stop>, utf8::any> {};
struct word : seq<letters> {};
struct list : seq<utf8::one<'$', 0xFF04>, letters> {};
struct stray : sor<utf8::any, any> {};

struct token : sor<blank, open, close, comma, semicolon, greater_equal, less_equal, greater, less, equal, quoted,
                   unclosed_quote, expression, unclosed_expression, list, word, stray> {};
struct text : until<eof, token> {};
// clang-format on

}  // namespace grammar

namespace {

namespace pegtl = tao::pegtl;

struct Sink {
  const char* begin;
  std::vector<Token> tokens;

  void add(TokenKind kind, std::string_view matched, std::string text, Op op = Op::equal) {
    tokens.push_back({kind, std::move(text), op, {static_cast<std::size_t>(matched.data() - begin), matched.size()}});
  }
};

std::size_t bytes_of_first(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text.front());
  return lead < 0x80 ? 1 : lead >> 5 == 6 ? 2 : lead >> 4 == 14 ? 3 : 4;
}

std::size_t bytes_of_last(std::string_view text) {
  std::size_t n = 1;
  while (n < text.size() && (static_cast<unsigned char>(text[text.size() - n]) & 0xC0) == 0x80) ++n;
  return n;
}

// A backslash makes the closing quote or another backslash a plain character; before anything else it stands for
// itself.
std::string unquote(std::string_view matched) {
  const auto closing = matched.substr(matched.size() - bytes_of_last(matched));
  const auto inner = matched.substr(bytes_of_first(matched), matched.size() - bytes_of_first(matched) - closing.size());
  std::string out;
  for (std::size_t i = 0; i < inner.size(); ++i) {
    const auto rest = inner.substr(i + 1);
    if (inner[i] == '\\' && (rest.starts_with('\\') || rest.starts_with(closing))) {
      out += rest.substr(0, rest.starts_with('\\') ? 1 : closing.size());
      i += rest.starts_with('\\') ? 1 : closing.size();
    } else {
      out += inner[i];
    }
  }
  return out;
}

// `\/` is a slash; every other backslash belongs to the expression.
std::string without_slashes(std::string_view matched) {
  const auto inner = matched.substr(1, matched.size() - 2);
  std::string out;
  for (std::size_t i = 0; i < inner.size(); ++i) {
    if (inner[i] == '\\' && i + 1 < inner.size()) {
      if (inner[i + 1] != '/') out += inner[i];
      out += inner[++i];
    } else {
      out += inner[i];
    }
  }
  return out;
}

template <typename Rule>
struct action : pegtl::nothing<Rule> {};

template <TokenKind Kind>
struct keep {
  template <typename Input>
  static void apply(const Input& in, Sink& sink) {
    sink.add(Kind, in.string_view(), in.string());
  }
};
template <Op Sign>
struct keep_op {
  template <typename Input>
  static void apply(const Input& in, Sink& sink) {
    sink.add(TokenKind::op, in.string_view(), in.string(), Sign);
  }
};

template <>
struct action<grammar::open> : keep<TokenKind::open> {};
template <>
struct action<grammar::close> : keep<TokenKind::close> {};
template <>
struct action<grammar::comma> : keep<TokenKind::comma> {};
template <>
struct action<grammar::semicolon> : keep<TokenKind::semicolon> {};
template <>
struct action<grammar::word> : keep<TokenKind::word> {};
template <>
struct action<grammar::unclosed_quote> : keep<TokenKind::unclosed_quote> {};
template <>
struct action<grammar::unclosed_expression> : keep<TokenKind::unclosed_expression> {};
template <>
struct action<grammar::stray> : keep<TokenKind::stray> {};
template <>
struct action<grammar::greater_equal> : keep_op<Op::greater_equal> {};
template <>
struct action<grammar::less_equal> : keep_op<Op::less_equal> {};
template <>
struct action<grammar::greater> : keep_op<Op::greater> {};
template <>
struct action<grammar::less> : keep_op<Op::less> {};
template <>
struct action<grammar::equal> : keep_op<Op::equal> {};
template <>
struct action<grammar::quoted> {
  template <typename Input>
  static void apply(const Input& in, Sink& sink) {
    sink.add(TokenKind::quoted, in.string_view(), unquote(in.string_view()));
  }
};
template <>
struct action<grammar::expression> {
  template <typename Input>
  static void apply(const Input& in, Sink& sink) {
    sink.add(TokenKind::expression, in.string_view(), without_slashes(in.string_view()));
  }
};
template <>
struct action<grammar::list> {
  template <typename Input>
  static void apply(const Input& in, Sink& sink) {
    const auto matched = in.string_view();
    sink.add(TokenKind::list, matched, std::string(matched.substr(bytes_of_first(matched))));
  }
};

}  // namespace

std::vector<Token> tokens_of(std::string_view text) {
  Sink sink{text.data(), {}};
  pegtl::memory_input<pegtl::tracking_mode::lazy> in(text.data(), text.data() + text.size(), "");
  pegtl::parse<grammar::text, action>(in, sink);
  sink.tokens.push_back({TokenKind::end, "", Op::equal, {text.size(), 0}});
  return std::move(sink.tokens);
}

}  // namespace fenqun::rules::language
