#include "bot/commands/grammar.hpp"

#include <algorithm>
#include <functional>

#include "bot/commands/guess.hpp"
#include "bot/commands/problems.hpp"
#include "bot/text/unicode.hpp"
#include "rules/fold.hpp"

namespace fenqun::bot {
namespace {

using Wanted = std::function<bool(const Word&)>;

bool any_word(const Word&) {
  return true;
}

// Whether a word of the grammar may end between these two characters: not inside a Latin word.
bool splits_between(char32_t before, char32_t after) {
  return !is_latin_letter_or_digit(before) || !is_latin_letter_or_digit(after);
}

struct Head {
  const Word* word = nullptr;
  std::size_t bytes = 0;
  std::string typed;
};

// The longest known word at the head of `text`. Latin words are split only where another known word begins (tagadd).
Head head_of(std::string_view text, const Wanted& wanted, int depth = 0) {
  Head best;
  std::size_t at = 0;
  for (std::size_t count = 1; count <= registry().longest_word() && at < text.size(); ++count) {
    const auto point = decode_at(text, at);
    at += point.length;
    const auto* word = registry().find(rules::fold(text.substr(0, at)));
    if (word == nullptr || !wanted(*word)) continue;
    const auto rest = text.substr(at);
    const bool clean = rest.empty() || splits_between(point.value, decode_at(rest, 0).value) ||
                       (depth < 2 && head_of(rest, any_word, depth + 1).word != nullptr);
    if (clean) best = {word, at, std::string(text.substr(0, at))};
  }
  return best;
}

bool made_of_words(std::string_view text) {
  for (int i = 0; i < 3 && !text.empty(); ++i) {
    const auto head = head_of(text, any_word);
    if (head.word == nullptr) return false;
    text.remove_prefix(head.bytes);
  }
  return text.empty();
}

// Reads words of the grammar off the front of the tokens; what is left are the arguments.
class Cursor {
 public:
  explicit Cursor(std::vector<Token> tokens) : tokens_(std::move(tokens)) {}

  bool done() const { return at_ == tokens_.size(); }
  const Token& token() const { return tokens_[at_]; }
  // Something is left of the first token, behind the words that were read from it.
  bool inside_first() const { return at_ == 0; }
  std::vector<Token> rest() const { return {tokens_.begin() + static_cast<std::ptrdiff_t>(at_), tokens_.end()}; }

  Head read(const Wanted& wanted) {
    if (done() || token().kind != Token::Kind::word) return {};
    const auto head = head_of(token().text, wanted);
    if (head.word == nullptr) return {};
    auto& current = tokens_[at_];
    current.text.erase(0, head.bytes);
    current.begin += head.bytes;
    drop_colon(current);
    if (current.text.empty()) ++at_;
    return head;
  }

 private:
  // 标签 添加:VIP
  static void drop_colon(Token& token) {
    const auto point = decode_at(token.text, 0);
    if (point.value != ':' && point.value != U'：') return;
    token.text.erase(0, point.length);
    token.begin += point.length;
  }

  std::vector<Token> tokens_;
  std::size_t at_ = 0;
};

class Parser {
 public:
  Parser(std::string_view source, Tokens tokens) : source_(source), cursor_(tokens.list), tokens_(tokens.list) {
    parse_.unbalanced = tokens.unbalanced;
  }

  Parse run() {
    if (cursor_.done()) return std::move(parse_);
    const auto head = cursor_.read(any_word);
    parse_.sure = head.word == nullptr ? rests_on_enough() : !cursor_.inside_first();
    if (head.word == nullptr) {
      guess(guess_command(tokens_), Problem(problems::not_a_command, {shown(tokens_.front().text, 24)}));
    } else if (head.word->noun != nullptr) {
      after_noun(*head.word->noun, head.typed);
    } else {
      after_verb(*head.word);
    }
    return std::move(parse_);
  }

 private:
  // A mistyped word counts when the next one is right, or when it is four Chinese characters that hold two words.
  bool rests_on_enough() const {
    const auto& first = tokens_.front().text;
    if (tokens_.size() > 1 && tokens_[1].kind == Token::Kind::word && made_of_words(tokens_[1].text)) return true;
    return code_points(first).size() >= 4 && static_cast<unsigned char>(first.front()) >= 0x80;
  }

  Invocation invocation(const CommandRef& ref, std::vector<Token> args) const {
    return {ref, std::move(args), std::string(source_), 0};
  }

  void found(const CommandRef& ref) {
    parse_.kind = Parse::Kind::command;
    parse_.first = invocation(ref, cursor_.rest());
  }

  static const Command* verb_of(const Noun& noun, const Word& word) {
    const auto match =
        std::find_if(word.verbs.begin(), word.verbs.end(), [&](const CommandRef& ref) { return ref.noun == &noun; });
    return match == word.verbs.end() ? nullptr : match->command;
  }

  void after_noun(const Noun& noun, const std::string& typed) {
    const auto verb = cursor_.read([&](const Word& word) { return verb_of(noun, word) != nullptr; });
    if (verb.word != nullptr) {
      parse_.sure = true;
      return found({&noun, verb_of(noun, *verb.word)});
    }
    const auto fallback = registry().command(noun.fallback);
    if (cursor_.done() || noun.commands.size() == 1) return found(fallback);
    if (ask_for_help(typed)) return;
    const auto rest = cursor_.rest();
    const auto near = guess_verb(noun, rest);
    // 客户 张三: the noun alone, with its argument.
    const bool argument = !fallback.command->args.empty() && (rest.size() == 1 || near.empty());
    if (argument) return found(fallback);
    guess(near, Problem(problems::unknown_verb, {shown(typed, 24), shown(rest.front().text, 24)}));
  }

  // 标签 帮助
  bool ask_for_help(const std::string& typed) {
    const auto help = registry().command("help");
    const auto word = cursor_.read([&](const Word& w) { return w.noun == help.noun; });
    if (word.word == nullptr) return false;
    auto args = cursor_.rest();
    args.insert(args.begin(), Token{Token::Kind::word, typed, {}, 0, 0});
    parse_.kind = Parse::Kind::command;
    parse_.first = invocation(help, std::move(args));
    return true;
  }

  void after_verb(const Word& verb) {
    const auto noun =
        cursor_.read([&](const Word& w) { return w.noun != nullptr && verb_of(*w.noun, verb) != nullptr; });
    if (noun.word != nullptr) {
      parse_.sure = true;
      return found({noun.word->noun, verb_of(*noun.word->noun, verb)});
    }
    if (verb.verbs.size() == 1 && !verb.verbs.front().command->writes) return found(verb.verbs.front());
    std::vector<Guess> guesses;
    for (const auto& ref : verb.verbs) guesses.push_back({ref, cursor_.rest()});
    guess(guesses, Problem(problems::not_a_command, {shown(tokens_.front().text, 24)}));
  }

  void guess(const std::vector<Guess>& guesses, Problem problem) {
    parse_.problem = std::move(problem);
    parse_.kind = guesses.empty()       ? Parse::Kind::unknown
                  : guesses.size() == 1 ? Parse::Kind::near
                                        : Parse::Kind::choose;
    if (guesses.size() == 1) parse_.first = invocation(guesses.front().ref, guesses.front().args);
    if (guesses.size() < 2) return;
    for (const auto& one : guesses) parse_.options.push_back(invocation(one.ref, one.args));
  }

  std::string_view source_;
  Cursor cursor_;
  std::vector<Token> tokens_;
  Parse parse_;
};

}  // namespace

std::string as_typed(const std::string& name) {
  const auto points = code_points(name);
  const bool spaces = name.empty() || std::any_of(points.begin(), points.end(), is_space);
  return spaces ? "\"" + name + "\"" : name;
}

std::string written(const Invocation& invocation, Language language) {
  auto out = title(invocation.ref, language);
  for (const auto& arg : invocation.args) out += " " + as_typed(arg.text);
  return out;
}

Parse parse_command(std::string_view text, std::size_t start, std::span<const Mention> mentions) {
  if (text.size() > max_command_bytes) {
    Parse parse;
    parse.kind = Parse::Kind::unknown;
    parse.problem = Problem(problems::too_long, {std::to_string(max_command_bytes)});
    return parse;
  }
  return Parser(text, tokenize(text, std::min(start, text.size()), mentions, made_of_words)).run();
}

}  // namespace fenqun::bot
